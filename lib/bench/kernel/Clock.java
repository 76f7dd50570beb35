package bench.kernel;

import java.util.concurrent.locks.LockSupport;

/** Decides how time passes between two events. */
public sealed interface Clock {

    /** Nanoseconds since this clock was made. */
    long now();

    /** Lets time pass until then; returns false if something woke the clock first. */
    boolean advanceTo(long nanos);

    /** Ends a wait early, from another thread. */
    void wake();

    /** The real clock of the {@code live} engine, which waits. */
    final class Wall implements Clock {

        private final Thread waiter = Thread.currentThread();
        private final long start = System.nanoTime();

        @Override
        public long now() {
            return System.nanoTime() - start;
        }

        @Override
        public boolean advanceTo(long nanos) {
            long left = nanos - now();
            if (left > 0) {
                LockSupport.parkNanos(left); // an early return is harmless, because the loop calls again
            }
            return now() >= nanos;
        }

        @Override
        public void wake() {
            LockSupport.unpark(waiter);
        }
    }

    /** A clock that jumps to the next event, so a test takes only as long as its computations. */
    final class Virtual implements Clock {

        private long now;

        @Override
        public long now() {
            return now;
        }

        @Override
        public boolean advanceTo(long nanos) {
            if (nanos == Long.MAX_VALUE) {
                throw new IllegalStateException("nothing is left to happen, but the test is not over");
            }
            now = nanos;
            return true;
        }

        @Override
        public void wake() {
        }
    }
}
