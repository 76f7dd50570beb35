package bench.run;

import bench.history.History;
import bench.history.Op;
import bench.journal.Event;
import bench.journal.Journal;
import bench.kernel.EventLoop;
import bench.workload.Workload;
import bench.workload.Workload.Invocation;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** A thread with its client. Its process changes after each operation whose outcome is unknown. */
final class Worker implements Workload.Connection, Workload.Outcome {

    private final int thread;
    private final String node;
    private final Context context;
    private int process;
    private Workload.Client client;
    private RpcClient rpc;
    private boolean retired;
    private Invocation current;

    /**
     * What all workers of a test share.
     *
     * @param connections makes a new client in the network
     * @param concurrency how many workers there are
     * @param phase       the current phase, which hears of each operation
     */
    record Context(EventLoop loop, Workload workload, History.Recorder recorder, Supplier<RpcClient> connections,
                   Conduct conduct, Journal journal, int concurrency, Supplier<Phase> phase) {
    }

    Worker(int thread, String node, Context context) {
        this.thread = thread;
        this.node = node;
        this.context = context;
        this.process = thread;
    }

    int thread() {
        return thread;
    }

    String node() {
        return node;
    }

    /** Whether it performs no operation. */
    boolean isFree() {
        return current == null;
    }

    /** Opens a client. As in Jepsen, a thread has none before its first operation. */
    private void open() {
        client = context.workload().client();
        rpc = context.connections().get();
        retired = false;
    }

    /** Performs an operation; the worker must be free. */
    void invoke(Invocation invocation) {
        current = invocation;
        if (retired) { // as in Jepsen, the old client stays in the network until the next operation
            rpc.close();
        }
        if (retired || rpc == null) {
            open();
        }
        record(Op.Type.INVOKE, invocation.value(), null);
        client.invoke(invocation, this, this);
    }

    @Override
    public void call(ObjectNode request, Consumer<ObjectNode> onReply) {
        rpc.call(node, request, context.workload().timeoutMillis(), answer -> {
            switch (answer) {
                case RpcClient.Reply reply -> {
                    try {
                        onReply.accept(reply.body());
                    } catch (Workload.MalformedReply e) {
                        note(Conduct.Offence.MALFORMED, request, e.getMessage());
                        info(List.of("malformed-rpc-response", e.getMessage()));
                    }
                }
                case RpcClient.Failure failure -> fail(failure.definite(), List.of(failure.code(), failure.text()));
                case RpcClient.Silence(boolean isExcused, boolean isTotal) -> {
                    if (!isExcused && isTotal) {
                        note(Conduct.Offence.SILENCE, request, request.toString());
                    }
                    fail(false, "net-timeout");
                }
            }
        });
    }

    private void note(Conduct.Offence offence, ObjectNode request, String example) {
        context.conduct().note(node, offence, request.path("type").asString(), context.loop().now(), example);
    }

    private void fail(boolean definite, Object error) {
        if (context.workload().failsOn(current.f(), definite)) {
            complete(Op.Type.FAIL, current.value(), error);
        } else {
            info(error);
        }
    }

    @Override
    public void ok(Object value) {
        complete(Op.Type.OK, value, null);
    }

    @Override
    public void info(Object error) {
        complete(Op.Type.INFO, current.value(), error);
    }

    private void complete(Op.Type type, Object value, Object error) {
        record(type, value, error);
        if (type == Op.Type.INFO) {
            process += context.concurrency();
            retired = !context.workload().reusesClients();
        }
        current = null;
        context.phase().get().proceed();
    }

    private void record(Op.Type type, Object value, Object error) {
        Op op = context.recorder().add(context.loop().now(), type, process, current.f(), value, error, current.flags());
        if (context.journal().listens()) {
            context.journal().record(op.time(), new Event.Operation(op, node, rpc.id()));
        }
        context.phase().get().update(thread, op);
    }
}
