package bench.nemesis;

/** One who breaks things during a test. */
public interface Nemesis {

    /** Nobody: the network is kind. */
    Nemesis NONE = new Nemesis() {
        @Override
        public void start() {
        }

        @Override
        public void stop() {
        }
    };

    /** Begins to inject faults, from now on. */
    void start();

    /** Injects no more, and undoes what can be undone. */
    void stop();
}
