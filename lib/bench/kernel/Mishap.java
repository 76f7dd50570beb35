package bench.kernel;

/** What happens to one message in place of its drawn fate. Messages on a link are counted from 1. */
public sealed interface Mishap {

    String src();

    String dest();

    /** The message's number on its link. */
    long number();

    /** The message never arrives. */
    record Loss(String src, String dest, long number) implements Mishap {
    }

    /** The message arrives twice. */
    record Duplication(String src, String dest, long number) implements Mishap {
    }

    /**
     * The message arrives late, and others may overtake it. If its receiver was restarted in the meantime, the new one
     * gets it.
     *
     * @param untilNanos when it arrives, on the history's clock
     */
    record Delay(String src, String dest, long number, long untilNanos) implements Mishap {
    }
}
