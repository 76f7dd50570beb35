package bench.journal;

import java.util.List;

/**
 * Receives everything that happens in a run, in the order of time, from the kernel and the clients. The files of a run,
 * the console, the stories and the report are all based on it.
 */
@FunctionalInterface
public interface Journal {

    /**
     * A journal that ignores everything. Reporters ask {@link #listens} first, so that without listeners no event is
     * made.
     */
    Journal NOBODY = new Journal() {
        @Override
        public void record(long nanos, Event event) {
        }

        @Override
        public boolean listens() {
            return false;
        }
    };

    /**
     * Records an event. Log lines of nodes may come from other threads; everything else comes from the event loop.
     *
     * @param nanos nanoseconds since the first node was launched, like in the history
     */
    void record(long nanos, Event event);

    default boolean listens() {
        return true;
    }

    /** A journal that passes everything on to several others. */
    static Journal all(List<Journal> journals) {
        return (nanos, event) -> {
            synchronized (journals) {
                journals.forEach(journal -> journal.record(nanos, event));
            }
        };
    }
}
