package bench.elle;

import bench.history.Keyword;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds and tells the cycles of a graph of transactions: a component at a time, the worst kinds first. */
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

    /** Notes, for each component, one cycle of each kind that is not implied by a worse one in there. */
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
        String story = "among %d transactions is a cycle that breaks %s, such as no shorter proof was found of"
                .formatted(indices.size(), breach.level().model());
        return Findings.Example.of(story,
                "type", Keyword.of(breach.level().anomaly()),
                "not", Keyword.of(breach.level().model()),
                "scc-size", indices.size(),
                "scc", indices);
    }

    private Findings.Example tell(CycleType type, int[] cycle, List<Txn> members, CycleSearch search) {
        List<Txn> around = Arrays.stream(cycle).mapToObj(members::get).toList();
        Story story = new Story();
        for (int i = 0; i < cycle.length; i++) {
            int next = (i + 1) % cycle.length;
            Txn before = around.get(i);
            Txn after = around.get(next);
            String beforeName = story.name(before);
            String afterName = story.name(after);
            Dependency kind = search.kindBetween(cycle[i], cycle[next]);
            story.say("%s%s, so %s comes before %s".formatted(next == 0 && i > 0 ? "but " : "",
                    narrator.why(before, beforeName, after, afterName, kind), beforeName, afterName));
        }
        return Findings.Example.of(story.under("no order fits these transactions"),
                "type", Keyword.of(type.elleName()), "cycle", story.ops(), "steps", story.steps());
    }
}
