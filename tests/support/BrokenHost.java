import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A host that brings a node its init and then breaks. */
final class BrokenHost implements MaelstromHost {

    private static final String INIT = """
            {"src": "c0", "dest": "n0", "body": {"type": "init", "msg_id": 1, "node_id": "n0", "node_ids": ["n0"]}}""";

    private final CompletableFuture<Throwable> death = new CompletableFuture<>();
    private boolean isBroken;

    /** What the host is told when the loop of the node has died. */
    static String causeOfDeath(Consumer<Maelstrom.Node> setup) {
        BrokenHost host = new BrokenHost();
        ScopedValue.Carrier bound = ScopedValue.where(MaelstromHost.CURRENT, host);
        Thread.startVirtualThread(() -> bound.run(() -> Maelstrom.serve(setup)));
        return host.death.join().getMessage();
    }

    @Override
    public MaelstromHost.Line receive(long deadlineNanos) {
        if (isBroken) {
            throw new IllegalStateException("no more input");
        }
        isBroken = true;
        return new MaelstromHost.Line(INIT, 0);
    }

    @Override
    public void fail(Throwable cause) {
        death.complete(cause);
    }

    @Override
    public void send(String line) {
    }

    @Override
    public void log(String line) {
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public RandomGenerator random() {
        return new SplittableRandom(1);
    }
}
