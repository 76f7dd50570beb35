import bench.history.History;
import bench.history.Op;
import bench.history.Op.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a history by hand. Events are ten milliseconds apart and start at 0. */
final class HistoryBuilder {

    private static final long STEP_NANOS = 10_000_000;

    private final History.Recorder recorder = new History.Recorder();
    private final Map<Integer, Op> open = new HashMap<>();
    private long events = 0;

    HistoryBuilder invoke(int process, String f, Object value, String... flags) {
        open.put(process, add(Type.INVOKE, process, f, value, List.of(flags)));
        return this;
    }

    HistoryBuilder ok(int process, Object value) {
        return complete(process, Type.OK, value);
    }

    HistoryBuilder ok(int process) {
        return ok(process, open.get(process).value());
    }

    HistoryBuilder fail(int process) {
        return complete(process, Type.FAIL, open.get(process).value());
    }

    HistoryBuilder info(int process) {
        return complete(process, Type.INFO, open.get(process).value());
    }

    /** Whether the process waits for the end of an operation, and for which. */
    Op openOp(int process) {
        return open.get(process);
    }

    /** An operation that succeeds at once, with the value of its invocation. */
    HistoryBuilder done(int process, String f, Object value, String... flags) {
        return invoke(process, f, value, flags).ok(process);
    }

    /** A read that returns this at once. */
    HistoryBuilder read(int process, Object value, String... flags) {
        return invoke(process, "read", null, flags).ok(process, value);
    }

    History history() {
        return recorder.history();
    }

    private HistoryBuilder complete(int process, Type type, Object value) {
        Op invocation = open.remove(process);
        add(type, process, invocation.f(), value, invocation.flags());
        return this;
    }

    private Op add(Type type, int process, String f, Object value, List<String> flags) {
        Object error = type == Type.FAIL || type == Type.INFO ? "net-timeout" : null;
        return recorder.add(events++ * STEP_NANOS, type, process, f, value, error, flags);
    }
}
