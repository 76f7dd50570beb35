package bench.kernel;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Runs all events of a test, one at a time, in the order of time. {@code live} and {@code sim} differ only in how the
 * time between two events passes, which is the {@link Clock}'s job.
 */
public final class EventLoop {

    private static final int MAX_POSTED_AT_ONCE = 1_000;
    private static final int MAX_POSTED = 10_000;

    private final Clock clock;
    private final PriorityQueue<Event> events = new PriorityQueue<>(
            Comparator.comparingLong(Event::nanos).thenComparingLong(Event::number));
    private final BlockingQueue<Runnable> posted = new LinkedBlockingQueue<>(MAX_POSTED);
    private final Lateness lateness = new Lateness();
    private long lastNumber;
    private long dueNanos;
    private volatile long handled;
    private boolean stopped;

    public EventLoop(Clock clock) {
        this.clock = clock;
    }

    /** Nanoseconds since the loop's clock was made. */
    public long now() {
        return clock.now();
    }

    /**
     * When the event that is handled now was due, or came from another thread. That is earlier than {@link #now} if the
     * loop is late. What is counted from here is not late with it.
     */
    public long dueNanos() {
        return dueNanos;
    }

    /** Runs the action at this time, or as soon as possible if that has passed. */
    public void at(long nanos, Runnable action) {
        events.add(new Event(Math.max(nanos, now()), ++lastNumber, action));
    }

    /** Runs the action after the events that are already due. */
    public void soon(Runnable action) {
        at(now(), action);
    }

    public void after(long nanos, Runnable action) {
        at(now() + nanos, action);
    }

    /** Adds an event from another thread, such as one that reads a process's output. Blocks if too many events wait. */
    public void post(Runnable action) {
        long nanos = now();
        try {
            posted.put(() -> {
                begin(nanos);
                action.run();
            });
            clock.wake();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Runs events until {@link #stop}. If a simulation runs out of events before, the bench has a bug.
     *
     * @throws CancellationException if its thread is interrupted
     */
    public void run() {
        stopped = false;
        while (!stopped) {
            if (Thread.interrupted()) {
                throw new CancellationException("interrupted");
            }
            takePosted();
            Event next = events.peek();
            boolean idle = posted.isEmpty() || next != null && next.nanos() <= now();
            if (!stopped && idle && clock.advanceTo(next == null ? Long.MAX_VALUE : next.nanos())) {
                begin(next.nanos());
                events.remove().action().run();
                handled++;
            }
        }
    }

    private void begin(long nanos) {
        dueNanos = nanos;
        lateness.record(now() - nanos);
    }

    /** What has been posted, but only so much of it: a node that floods its output must not stop the clock. */
    private void takePosted() {
        for (int i = 0; i < MAX_POSTED_AT_ONCE && !stopped; i++) {
            Runnable action = posted.poll();
            if (action == null) {
                return;
            }
            action.run();
        }
    }

    /** How late events were, including those from other threads. */
    public Lateness lateness() {
        return lateness;
    }

    /** The number of events handled so far. The watchdog calls this from another thread. */
    public long handled() {
        return handled;
    }

    public void stop() {
        stopped = true;
        clock.wake();
    }

    private record Event(long nanos, long number, Runnable action) {
    }
}
