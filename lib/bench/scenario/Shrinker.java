package bench.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * Makes a failing scenario smaller while it still fails: fewer steps, fewer nodes, less time. It leaves out groups of
 * steps, large groups first, down to single steps (Zeller's delta debugging). It stops when nothing more can be left
 * out, or when its time is up.
 */
public final class Shrinker {

    /** The pauses between two steps to try, shortest first. */
    private static final List<Duration> PAUSES = LongStream.of(1, 10, 100, 500, 1_000, 2_500, 5_000)
            .mapToObj(Duration::ofMillis).toList();

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
            smallest = fewerParts(smallest);
            smallest = smallest.equals(before) ? luckier(smallest) : smallest;
        }
        return smallest;
    }

    private Scenario fewerSteps(Scenario scenario) {
        List<Unit> units = Unit.of(scenario.plan());
        for (int size = units.size(); size >= 1; size /= 2) {
            for (int from = 0; from < units.size() && !isTimeOver.getAsBoolean();) {
                List<Unit> rest = new ArrayList<>(units.subList(0, from));
                rest.addAll(units.subList(Math.min(units.size(), from + size), units.size()));
                if (isConclusive(rest, units) && fails.test(scenario.withPlan(Unit.plan(rest)))) {
                    units = rest;
                } else {
                    from += size;
                }
            }
        }
        return scenario.withPlan(Unit.plan(units));
    }

    /** Whether the rest still proves something: if there were final operations, at least one must stay. */
    private static boolean isConclusive(List<Unit> rest, List<Unit> all) {
        return rest.stream().anyMatch(Unit::isFinal) || all.stream().noneMatch(Unit::isFinal);
    }

    private Scenario fewerNodes(Scenario scenario) {
        Scenario smallest = scenario;
        for (String node : scenario.nodes()) {
            smallest = smallest.nodes().size() > 1 ? withoutNode(node, smallest) : smallest;
        }
        return smallest;
    }

    /** Leaves out a node with all its operations, or gives these to another node if nothing else helps. */
    private Scenario withoutNode(String node, Scenario scenario) {
        List<Scenario> ways = new ArrayList<>(List.of(Reductions.without(node, scenario)));
        scenario.nodes().stream().filter(other -> !other.equals(node))
                .forEach(other -> ways.add(Reductions.without(node, Reductions.asking(other, node, scenario))));
        return ways.stream().filter(way -> !isTimeOver.getAsBoolean() && fails.test(way)).findFirst().orElse(scenario);
    }

    private Scenario shorter(Scenario scenario) {
        for (Duration pause : PAUSES) {
            Scenario shorter = Reductions.retimed(scenario, pause.toNanos());
            if (!shorter.equals(scenario) && !isTimeOver.getAsBoolean() && fails.test(shorter)) {
                return shorter;
            }
        }
        return scenario;
    }

    /** Leaves out unneeded parts of operations that have several, such as the steps of a transaction. */
    private Scenario fewerParts(Scenario scenario) {
        Scenario simplest = scenario;
        for (int i = 0; i < scenario.size(); i++) {
            int part = 0;
            while (Reductions.parts(simplest, i).size() > Math.max(1, part)) {
                Scenario without = Reductions.withoutPart(simplest, i, part);
                if (!isTimeOver.getAsBoolean() && fails.test(without)) {
                    simplest = without;
                } else {
                    part++;
                }
            }
        }
        return simplest;
    }

    /** Tries three quarters of the operations on other seeds: a bug that needs a coincidence may find it there. */
    private Scenario luckier(Scenario scenario) {
        if (scenario.size() < WORTH_OTHER_SEEDS) {
            return scenario;
        }
        Scenario smaller = Reductions.withMostCalls(scenario);
        for (long seed = 1; seed <= OTHER_SEEDS && !isTimeOver.getAsBoolean(); seed++) {
            if (fails.test(smaller.withSeed(seed))) {
                return smaller.withSeed(seed);
            }
        }
        return scenario;
    }
}
