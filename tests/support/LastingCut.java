import bench.run.Plan;
import bench.run.TestOptions;
import bench.workload.Workload.Invocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/** A test in which the network is cut from the beginning on and never healed, and what is asked of whom meanwhile. */
final class LastingCut {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final List<String> nodes;
    private final BiPredicate<Integer, Integer> isLink;
    private final List<Plan.Call> calls = new ArrayList<>();

    /** @param isLink whether two nodes, given by their places in the list, reach each other */
    LastingCut(int nodes, BiPredicate<Integer, Integer> isLink) {
        this.nodes = IntStream.range(0, nodes).mapToObj(i -> "n" + i).toList();
        this.isLink = isLink;
    }

    /** Adds an operation; calls are added in the order of time. */
    LastingCut call(long millis, int node, String f, Object value) {
        calls.add(new Plan.Call(millis * NANOS_PER_MILLI, nodes.get(node), 0, new Invocation(f, value)));
        return this;
    }

    /** The options of the test; {@code options} without {@code --nodes}. */
    TestOptions options(String script, String options, long seed) {
        List<String> words = new ArrayList<>(List.of(options.split(" ")));
        words.addAll(List.of("--nodes", String.join(",", nodes), "--nemesis", "partition"));
        Object cut = List.of("lasting", unheard());
        return Scripts.parse(script, words, seed).withPlan(
                new Plan(calls, List.of(new Plan.FaultChange(0, "partition", true, cut)), List.of(), null));
    }

    /** For each node, those whose messages it does not hear. */
    private Map<String, List<String>> unheard() {
        Map<String, List<String>> unheard = new LinkedHashMap<>();
        for (int node = 0; node < nodes.size(); node++) {
            int dest = node;
            unheard.put(nodes.get(dest), IntStream.range(0, nodes.size())
                    .filter(src -> src != dest && !isLink.test(src, dest)).mapToObj(nodes::get).toList());
        }
        return unheard;
    }
}
