package bench.nemesis;

/** One kind of fault, which can begin and end. */
public interface Fault {

    /** Draws what to break, in the notation of the history; null if there is no choice. */
    Object draw();

    /** Begins the fault with what was drawn. */
    void begin(Object what);

    /** Ends the fault. */
    void end();
}
