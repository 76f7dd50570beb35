package bench.history;

/** Names the client that performed an operation. */
@FunctionalInterface
public interface Clients {

    /** Names the process, because a history alone does not know the nodes. */
    Clients BY_PROCESS = op -> "process " + op.process();

    /** Such as {@code n2's client}. */
    String of(Op op);

    /** Who did it and when: {@code n2's client at 1.2 s}. */
    default String at(Op op) {
        return of(op) + " at " + Times.seconds(op.time());
    }
}
