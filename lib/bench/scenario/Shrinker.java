package bench.scenario;

import bench.kernel.Mishap;
import bench.run.Plan;
import bench.run.TestRun;
import bench.workload.Workload.Invocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Makes a failing scenario smaller while it still fails: fewer steps, fewer nodes, less time. It leaves out groups of
 * steps, large groups first, down to single steps (Zeller's delta debugging). It stops when nothing more can be left
 * out, or when its time is up.
 */
public final class Shrinker {

    private static final long MILLI = 1_000_000;

    /** The pauses between two steps to try, shortest first. */
    private static final List<Long> PAUSES_MILLIS = List.of(1L, 10L, 100L, 500L, 1_000L, 2_500L, 5_000L);

    /** A scenario with fewer operations is short enough, and these seeds find what happens once in twenty runs. */
    private static final int WORTH_OTHER_SEEDS = 10;
    private static final int OTHER_SEEDS = 50;

    private final Predicate<Scenario> fails;
    private final BooleanSupplier isTimeOver;

    /**
     * @param fails      runs a scenario, and says whether it still fails for the same reason
     * @param isTimeOver says when to stop
     */
    public Shrinker(Predicate<Scenario> fails, BooleanSupplier isTimeOver) {
        this.fails = fails;
        this.isTimeOver = isTimeOver;
    }

    /** A smaller scenario that fails, or the same one. */
    public Scenario shrink(Scenario failing) {
        Scenario smallest = failing;
        Scenario before = null;
        while (!smallest.equals(before) && !isTimeOver.getAsBoolean()) {
            before = smallest;
            smallest = fewerSteps(smallest);
            smallest = fewerNodes(smallest);
            smallest = shorter(smallest);
            smallest = simpler(smallest);
            smallest = smallest.equals(before) ? luckier(smallest) : smallest;
        }
        return smallest;
    }

    // ---- steps ----

    /** Something that can be left out by itself: an operation, a fault with its end, or the fate of a message. */
    private sealed interface Unit {
    }

    private record CallUnit(Plan.Call call) implements Unit {
    }

    private record FaultUnit(Plan.FaultChange begin, Plan.FaultChange end) implements Unit {
    }

    private record MishapUnit(Mishap mishap) implements Unit {
    }

    private Scenario fewerSteps(Scenario scenario) {
        List<Unit> units = units(scenario.plan());
        for (int size = units.size(); size >= 1; size /= 2) {
            for (int from = 0; from < units.size() && !isTimeOver.getAsBoolean();) {
                List<Unit> rest = new ArrayList<>(units.subList(0, from));
                rest.addAll(units.subList(Math.min(units.size(), from + size), units.size()));
                if (isConclusive(rest, units) && fails.test(scenario.withPlan(plan(rest)))) {
                    units = rest;
                } else {
                    from += size;
                }
            }
        }
        return scenario.withPlan(plan(units));
    }

    /** Whether the rest still proves something: if there were final operations, at least one must stay. */
    private static boolean isConclusive(List<Unit> rest, List<Unit> all) {
        return rest.stream().anyMatch(Shrinker::isFinal) || all.stream().noneMatch(Shrinker::isFinal);
    }

    private static boolean isFinal(Unit unit) {
        return unit instanceof CallUnit(Plan.Call call) && call.isFinal();
    }

    /** The units to leave out: messages first, then faults, because runs without them are easier to understand. */
    private static List<Unit> units(Plan plan) {
        List<Unit> units = new ArrayList<>();
        plan.mishaps().forEach(mishap -> units.add(new MishapUnit(mishap)));
        Map<String, Plan.FaultChange> begun = new LinkedHashMap<>();
        for (Plan.FaultChange change : plan.faults()) {
            if (change.begins()) {
                begun.put(change.fault(), change);
            } else if (begun.containsKey(change.fault())) {
                units.add(new FaultUnit(begun.remove(change.fault()), change));
            }
        }
        begun.values().forEach(begin -> units.add(new FaultUnit(begin, null)));
        plan.calls().forEach(call -> units.add(new CallUnit(call)));
        return units;
    }

    private static Plan plan(List<Unit> units) {
        List<Plan.Call> calls = new ArrayList<>();
        List<Plan.FaultChange> faults = new ArrayList<>();
        List<Mishap> mishaps = new ArrayList<>();
        for (Unit unit : units) {
            switch (unit) {
                case CallUnit(Plan.Call call) -> calls.add(call);
                case MishapUnit(Mishap mishap) -> mishaps.add(mishap);
                case FaultUnit(Plan.FaultChange begin, Plan.FaultChange end) -> {
                    faults.add(begin);
                    if (end != null) {
                        faults.add(end);
                    }
                }
            }
        }
        faults.sort(Comparator.comparingLong(Plan.FaultChange::nanos));
        return new Plan(calls, faults, mishaps, null);
    }

    // ---- parts of operations ----

    /** Leaves out unneeded parts of operations that have several, such as the steps of a transaction. */
    private Scenario simpler(Scenario scenario) {
        Scenario simplest = scenario;
        for (int i = 0; i < scenario.size(); i++) {
            for (int part = 0; part < parts(simplest, i).size() && parts(simplest, i).size() > 1;) {
                Scenario without = withoutPart(simplest, i, part);
                if (!isTimeOver.getAsBoolean() && fails.test(without)) {
                    simplest = without;
                } else {
                    part++;
                }
            }
        }
        return simplest;
    }

    private static List<?> parts(Scenario scenario, int call) {
        return scenario.plan().calls().get(call).invocation().value() instanceof List<?> parts ? parts : List.of();
    }

    private static Scenario withoutPart(Scenario scenario, int index, int part) {
        Plan plan = scenario.plan();
        List<Plan.Call> calls = new ArrayList<>(plan.calls());
        Plan.Call call = calls.get(index);
        List<?> rest = new ArrayList<>(parts(scenario, index));
        rest.remove(part);
        calls.set(index, new Plan.Call(call.nanos(), call.node(), call.worker(),
                new Invocation(call.invocation().f(), rest, call.invocation().flags())));
        return scenario.withPlan(new Plan(calls, plan.faults(), plan.mishaps(), null));
    }

    // ---- luck ----

    /** Three quarters of the operations may do with other random numbers, where a bug needs a coincidence. */
    private Scenario luckier(Scenario scenario) {
        List<Plan.Call> calls = scenario.plan().calls();
        if (calls.size() < WORTH_OTHER_SEEDS) {
            return scenario;
        }
        List<Plan.Call> most = new ArrayList<>(calls.subList(0, calls.size() * 3 / 4));
        calls.stream().skip(most.size()).filter(Plan.Call::isFinal).forEach(most::add);
        Scenario smaller = scenario.withPlan(
                new Plan(most, scenario.plan().faults(), scenario.plan().mishaps(), null));
        for (long seed = 1; seed <= OTHER_SEEDS && !isTimeOver.getAsBoolean(); seed++) {
            if (fails.test(smaller.withSeed(seed))) {
                return smaller.withSeed(seed);
            }
        }
        return scenario;
    }

    // ---- nodes ----

    private Scenario fewerNodes(Scenario scenario) {
        Scenario smallest = scenario;
        for (String node : scenario.nodes()) {
            smallest = smallest.nodes().size() > 1 ? withoutNode(node, smallest) : smallest;
        }
        return smallest;
    }

    /** Leaves out a node with all its operations, or gives these to another node if nothing else helps. */
    private Scenario withoutNode(String node, Scenario scenario) {
        List<Scenario> ways = new ArrayList<>(List.of(without(node, scenario)));
        scenario.nodes().stream().filter(other -> !other.equals(node))
                .forEach(other -> ways.add(without(node, asking(other, node, scenario))));
        return ways.stream().filter(way -> !isTimeOver.getAsBoolean() && fails.test(way)).findFirst().orElse(scenario);
    }

    /** The same scenario, but one node gets the operations of another. */
    private static Scenario asking(String node, String other, Scenario scenario) {
        Plan plan = scenario.plan();
        return scenario.withPlan(new Plan(plan.calls().stream().map(call -> call.node().equals(other)
                ? new Plan.Call(call.nanos(), node, call.worker(), call.invocation()) : call).toList(),
                plan.faults(), plan.mishaps(), null));
    }

    private static Scenario without(String node, Scenario scenario) {
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

    // ---- time ----

    private Scenario shorter(Scenario scenario) {
        for (long pause : PAUSES_MILLIS) {
            Scenario shorter = retimed(scenario, pause * MILLI);
            if (!shorter.equals(scenario) && !isTimeOver.getAsBoolean() && fails.test(shorter)) {
                return shorter;
            }
        }
        return scenario;
    }

    /** The same steps at whole milliseconds, with no pause longer than this. */
    private static Scenario retimed(Scenario scenario, long longestPauseNanos) {
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
