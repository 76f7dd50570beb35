package bench.check.elle;

import bench.history.Keyword;
import bench.history.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds and explains the cycles of a graph of transactions, one component at a time, the worst kinds first. */
final class Cycles {

    private static final int ANY = -1;

    private final List<Txn> txns;
    private final Narrator narrator;
    private final Findings findings;

    Cycles(List<Txn> txns, Narrator narrator, Findings findings) {
        this.txns = txns;
        this.narrator = narrator;
        this.findings = findings;
    }

    /**
     * Notes one cycle of each kind for each component, without the kinds implied by a worse one in the same component.
     */
    void find(Graph graph) {
        for (int[] component : Components.of(graph, ANY)) {
            if (component.length > 1) {
                findIn(graph.select(component), Arrays.stream(component).mapToObj(txns::get).toList());
            }
        }
    }

    private void findIn(Graph graph, List<Txn> members) {
        List<CycleExistence.Breach> breaches = CycleExistence.in(graph);
        breaches.forEach(breach -> findings.add(breach.level().anomaly(), () -> tell(breach, members)));
        CycleSearch search = new CycleSearch(graph, narrator.precedence());
        Set<String> skipped = new HashSet<>(ConsistencyModels.forbidden(levelsThatHold(breaches)));
        for (CycleType type : CycleType.ALL) {
            if (skipped.contains(type.elleName())) {
                continue;
            }
            int[] cycle = search.find(type);
            if (cycle != null) {
                findings.add(type.elleName(), () -> tell(type, cycle, members, search));
                skipped.addAll(Anomaly.implied(List.of(type.elleName())));
            }
        }
    }

    private static List<String> levelsThatHold(List<CycleExistence.Breach> breaches) {
        Set<String> broken = ConsistencyModels.thoseImplying(
                breaches.stream().map(breach -> breach.level().model()).toList());
        return CycleExistence.LEVELS.stream()
                .map(CycleExistence.Level::model)
                .filter(model -> !broken.contains(model))
                .toList();
    }

    private Findings.Example tell(CycleExistence.Breach breach, List<Txn> members) {
        List<Integer> indices = Arrays.stream(breach.nodes())
                .mapToObj(node -> members.get(node).completion().index())
                .toList();
        List<Op> operations = Arrays.stream(breach.nodes()).mapToObj(node -> members.get(node).completion()).toList();
        return Findings.Example.of(operations,
                _ -> List.of("%d transactions form a cycle that %s forbids; no shorter example was found."
                        .formatted(indices.size(), breach.level().model())),
                "type", Keyword.of(breach.level().anomaly()),
                "not", Keyword.of(breach.level().model()),
                "scc-size", indices.size(),
                "scc", indices);
    }

    private Findings.Example tell(CycleType type, int[] cycle, List<Txn> members, CycleSearch search) {
        Argument argument = new Argument();
        List<Step> steps = steps(cycle, search);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Txn before = members.get(step.from());
            Txn after = members.get(steps.get((i + 1) % steps.size()).from());
            String beforeName = argument.name(before);
            String afterName = argument.name(after);
            argument.say("%s%s, so %s comes before %s".formatted(i > 0 && i == steps.size() - 1 ? "But " : "",
                    narrator.why(before, beforeName, after, afterName, step.kind()), beforeName, afterName));
        }
        return Findings.Example.of(argument.ops(),
                clients -> argument.under("No order fits these transactions.", clients),
                "type", Keyword.of(type.elleName()), "cycle", argument.ops(), "steps", argument.steps());
    }

    /** One step of a cycle. It leads to the start of the next step. */
    private record Step(int from, Dependency kind) {
    }

    /** The steps around a cycle. Successive steps in time are merged into one. */
    private static List<Step> steps(int[] cycle, CycleSearch search) {
        List<Step> steps = new ArrayList<>();
        Dependency before = search.kindBetween(cycle[cycle.length - 1], cycle[0]);
        for (int i = 0; i < cycle.length; i++) {
            Dependency kind = search.kindBetween(cycle[i], cycle[(i + 1) % cycle.length]);
            boolean goesOn = kind == before && (kind == Dependency.PROCESS || kind == Dependency.REALTIME);
            if (!goesOn) {
                steps.add(new Step(cycle[i], kind));
            }
            before = kind;
        }
        return steps;
    }
}
