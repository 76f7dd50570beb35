package bench.journal;

import java.util.List;

/**
 * Is told all that happens in a run, in the order of time, by the kernel and the clients. Whoever wants to know
 * something about a run listens here: its files, the console, the stories, the report.
 */
@FunctionalInterface
public interface Journal {

    /** Nobody listens. Who reports an event asks {@link #listens} first, so that it costs nothing to make none. */
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
     * Takes an event. Lines that nodes log may come from threads of their own, all else from the event loop.
     *
     * @param nanos nanoseconds since the first node was launched, as in the history
     */
    void record(long nanos, Event event);

    default boolean listens() {
        return true;
    }

    /** One journal that tells several. */
    static Journal all(List<Journal> journals) {
        return (nanos, event) -> {
            synchronized (journals) {
                journals.forEach(journal -> journal.record(nanos, event));
            }
        };
    }
}
