package bench.nemesis;

/** One way to break things, and to mend them again. */
interface Fault {

    /** Breaks something; returns what, for the history. */
    Object start();

    /** Mends whatever {@link #start} broke. */
    void stop();
}
