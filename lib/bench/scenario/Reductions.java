package bench.scenario;

import bench.run.Plan;
import bench.run.TestRun;
import bench.workload.Workload.Invocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The ways to make a scenario smaller. They do not ask whether it still fails. */
final class Reductions {

    private static final long MILLI = 1_000_000;

    private Reductions() {
    }

    /** The parts of an operation's value, such as the steps of a transaction; none if it is one value. */
    static List<?> parts(Scenario scenario, int call) {
        return scenario.plan().calls().get(call).invocation().value() instanceof List<?> parts ? parts : List.of();
    }

    static Scenario withoutPart(Scenario scenario, int index, int part) {
        List<Plan.Call> calls = new ArrayList<>(scenario.plan().calls());
        Plan.Call call = calls.get(index);
        List<?> rest = new ArrayList<>(parts(scenario, index));
        rest.remove(part);
        calls.set(index, new Plan.Call(call.nanos(), call.node(), call.worker(),
                new Invocation(call.invocation().f(), rest, call.invocation().flags())));
        return scenario.withPlan(scenario.plan().withCalls(calls));
    }

    /** The same with the first three quarters of its operations, and the final ones. */
    static Scenario withMostCalls(Scenario scenario) {
        List<Plan.Call> calls = scenario.plan().calls();
        List<Plan.Call> most = new ArrayList<>(calls.subList(0, calls.size() * 3 / 4));
        calls.stream().skip(most.size()).filter(Plan.Call::isFinal).forEach(most::add);
        return scenario.withPlan(scenario.plan().withCalls(most));
    }

    /** The same, but one node gets the operations of another. */
    static Scenario asking(String node, String other, Scenario scenario) {
        Plan plan = scenario.plan();
        return scenario.withPlan(plan.withCalls(plan.calls().stream().map(call -> call.node().equals(other)
                ? new Plan.Call(call.nanos(), node, call.worker(), call.invocation()) : call).toList()));
    }

    /** The same without a node, its operations and its faults. */
    static Scenario without(String node, Scenario scenario) {
        Plan plan = scenario.plan();
        List<String> nodes = scenario.nodes().stream().filter(each -> !each.equals(node)).toList();
        return scenario.withNodes(nodes).withPlan(new Plan(
                plan.calls().stream().filter(call -> !call.node().equals(node)).toList(),
                plan.faults().stream().filter(change -> !node.equals(change.value()))
                        .map(change -> without(node, change)).toList(),
                plan.mishaps().stream()
                        .filter(mishap -> !mishap.src().equals(node) && !mishap.dest().equals(node)).toList(),
                null));
    }

    private static Plan.FaultChange without(String node, Plan.FaultChange change) {
        if (!(change.value() instanceof List<?> shape)) {
            return change;
        }
        Map<Object, Object> grudge = new LinkedHashMap<>();
        ((Map<?, ?>) shape.getLast()).forEach((dest, sources) -> {
            Set<Object> rest = new LinkedHashSet<>((Collection<?>) sources);
            rest.remove(node);
            if (!dest.equals(node) && !rest.isEmpty()) {
                grudge.put(dest, rest);
            }
        });
        return new Plan.FaultChange(change.nanos(), change.fault(), change.begins(), List.of(shape.getFirst(), grudge));
    }

    /** The same steps at whole milliseconds, with no pause longer than this. */
    static Scenario retimed(Scenario scenario, long longestPauseNanos) {
        Plan plan = scenario.plan();
        long finalNanos = plan.finalNanos();
        TreeSet<Long> times = new TreeSet<>();
        plan.calls().forEach(call -> times.add(call.nanos()));
        plan.faults().forEach(change -> times.add(change.nanos()));
        Map<Long, Long> moved = new HashMap<>();
        long last = 0;
        long lastMoved = 0;
        for (long time : times) {
            long longest = time == finalNanos ? Math.max(TestRun.RECOVERY_NANOS, longestPauseNanos) : longestPauseNanos;
            lastMoved += Math.ceilDiv(Math.min(time - last, longest), MILLI) * MILLI;
            last = time;
            moved.put(time, lastMoved);
        }
        return scenario.withPlan(new Plan(
                plan.calls().stream().map(call -> new Plan.Call(moved.get(call.nanos()), call.node(), call.worker(),
                        call.invocation())).toList(),
                plan.faults().stream().map(change -> new Plan.FaultChange(moved.get(change.nanos()), change.fault(),
                        change.begins(), change.value())).toList(),
                plan.mishaps(), null));
    }
}
