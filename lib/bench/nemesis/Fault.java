package bench.nemesis;

/** One way to break things, and to mend them again. */
public interface Fault {

    /** Draws what to break, in the form in which the history has it; null if there is nothing to choose. */
    Object draw();

    /** Breaks that. */
    void begin(Object what);

    /** Mends what is broken. */
    void end();
}
