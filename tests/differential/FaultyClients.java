import bench.history.History;
import bench.history.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Clients of a cluster, at most one operation each at a time. Some operations fail, and some end unknown. */
final class FaultyClients {

    /** A reply that refuses the request, such as that to a compare-and-set with the wrong value. */
    static final Object REFUSED = new Object();

    private static final int FEWEST_OPERATIONS = 4;
    private static final int MORE_OPERATIONS = 30;

    private final Random random;
    private final Cluster cluster;
    private final HistoryBuilder history = new HistoryBuilder();
    private final int[] processes;
    private final List<Open> open = new ArrayList<>();

    /** A client's request, as the name and the value of an operation. */
    record Request(String f, Object value, String... flags) {}

    /** A cluster that does most things right. */
    interface Cluster {

        Request request();

        /** Begins to work for the client of this thread, and returns what is left to do: the reply's value. */
        Supplier<Object> begin(int thread, Request request);

        /** What each client asks at the end. */
        default List<Request> lastRequests() {
            return List.of();
        }
    }

    /** An operation, how it will end, and what is left to do for it; null if nothing is. */
    private record Open(Op.Type end, Supplier<Object> work) {}

    FaultyClients(Random random, Cluster cluster) {
        this.random = random;
        this.cluster = cluster;
        processes = new int[2 + random.nextInt(3)];
        for (int thread = 0; thread < processes.length; thread++) {
            processes[thread] = thread;
            open.add(null);
        }
    }

    History history() {
        int left = FEWEST_OPERATIONS + random.nextInt(MORE_OPERATIONS);
        while (left > 0 || open.stream().anyMatch(each -> each != null)) {
            int thread = random.nextInt(processes.length);
            if (open.get(thread) != null) {
                end(thread);
            } else if (left > 0) {
                left--;
                begin(thread, cluster.request(), drawEnd());
            }
        }
        for (int thread = 0; thread < processes.length; thread++) {
            for (Request request : cluster.lastRequests()) {
                begin(thread, request, Op.Type.OK);
                end(thread);
            }
        }
        return history.history();
    }

    private Op.Type drawEnd() {
        return switch (random.nextInt(12)) {
            case 0 -> Op.Type.FAIL;
            case 1, 2 -> Op.Type.INFO;
            default -> Op.Type.OK;
        };
    }

    private void begin(int thread, Request request, Op.Type end) {
        history.invoke(processes[thread], request.f(), request.value(), request.flags());
        boolean isDone = switch (end) {
            case FAIL -> random.nextInt(10) == 0;
            case INFO -> random.nextBoolean();
            default -> true;
        };
        open.set(thread, new Open(end, isDone ? cluster.begin(thread, request) : null));
    }

    private void end(int thread) {
        Open operation = open.set(thread, null);
        Object reply = operation.work() == null ? null : operation.work().get();
        int process = processes[thread];
        if (operation.end() == Op.Type.INFO) {
            history.info(process);
            processes[thread] += processes.length;
        } else if (operation.end() == Op.Type.FAIL || reply == REFUSED) {
            history.fail(process);
        } else {
            history.ok(process, reply);
        }
    }
}
