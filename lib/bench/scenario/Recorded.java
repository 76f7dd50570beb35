package bench.scenario;

import bench.history.History;
import bench.journal.Event;
import bench.journal.Journal;
import bench.kernel.Message;
import bench.kernel.Mishap;
import bench.run.Plan;
import bench.run.TestOptions;
import bench.workload.Workload.Invocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Records a run, and makes the plan that repeats it. */
public final class Recorded implements Journal {

    /** Faults that only lose or duplicate messages. A plan names these messages instead. */
    private static final Set<String> OF_SINGLE_MESSAGES = Set.of("loss", "duplicate");

    private final List<Plan.FaultChange> faults = new ArrayList<>();
    private final List<Mishap> mishaps = new ArrayList<>();
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<Long, Mishap.Loss> underWay = new HashMap<>();
    private final Set<Long> arrived = new HashSet<>();

    /** The plan of the recorded run. */
    public Plan plan(TestOptions options, History history) {
        List<String> nodes = options.settings().nodes();
        int concurrency = options.settings().concurrency();
        List<Plan.Call> calls = history.invocations().map(op -> {
            int thread = op.process() % concurrency;
            return new Plan.Call(op.time(), nodes.get(thread % nodes.size()), thread / nodes.size(),
                    new Invocation(op.f(), op.value(), op.flags()));
        }).toList();
        return new Plan(calls, faults, mishaps, null);
    }

    @Override
    public void record(long nanos, Event event) {
        switch (event) {
            case Event.Fault(String fault, boolean begins, Object value) -> {
                if (!OF_SINGLE_MESSAGES.contains(fault)) {
                    faults.add(new Plan.FaultChange(nanos, fault, begins, value));
                }
            }
            case Event.Send(long id, String src, String dest, _) -> {
                if (Message.isBetweenServers(src, dest)) {
                    long number = counts.merge(src + " " + dest, 1L, Long::sum);
                    underWay.put(id, new Mishap.Loss(src, dest, number));
                }
            }
            case Event.Lost(long id, _, _, Event.Cause why) -> {
                if (why == Event.Cause.LOSS) {
                    mishaps.add(underWay.get(id));
                }
            }
            case Event.Recv(long id, String src, String dest) -> {
                Mishap.Loss message = underWay.get(id);
                if (message != null && !arrived.add(id)) {
                    mishaps.add(new Mishap.Duplication(src, dest, message.number()));
                }
            }
            default -> {
            }
        }
    }
}
