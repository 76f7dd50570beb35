package bench.kernel;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Everything that happens in a test happens here, one event at a time, in the order of time. What differs between
 * {@code live} and {@code sim} is only how the time between two events passes: that is the {@link Clock}'s business.
 */
public final class EventLoop {

    private final Clock clock;
    private final PriorityQueue<Event> events = new PriorityQueue<>(
            Comparator.comparingLong(Event::nanos).thenComparingLong(Event::number));
    private final ConcurrentLinkedQueue<Runnable> posted = new ConcurrentLinkedQueue<>();
    private long lastNumber;
    private volatile long handled;
    private boolean stopped;

    public EventLoop(Clock clock) {
        this.clock = clock;
    }

    /** Nanoseconds since the loop's clock was made. */
    public long now() {
        return clock.now();
    }

    /** Runs the action at this time, or as soon as possible if that has passed. */
    public void at(long nanos, Runnable action) {
        events.add(new Event(Math.max(nanos, now()), ++lastNumber, action));
    }

    /** Runs the action after what is already due. */
    public void soon(Runnable action) {
        at(now(), action);
    }

    public void after(long nanos, Runnable action) {
        at(now() + nanos, action);
    }

    /** Brings an event from another thread, such as the one that reads a process's output. */
    public void post(Runnable action) {
        posted.add(action);
        clock.wake();
    }

    /** Runs events until {@link #stop}; a simulation in which nothing can happen any more is a bug of the bench. */
    public void run() {
        stopped = false;
        while (!stopped) {
            for (Runnable action = posted.poll(); action != null && !stopped; action = posted.poll()) {
                action.run();
            }
            Event next = events.peek();
            if (!stopped && clock.advanceTo(next == null ? Long.MAX_VALUE : next.nanos())) {
                events.remove().action().run();
                handled++;
            }
        }
    }

    /** How many events have been handled: a watch-dog's question, from another thread. */
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
