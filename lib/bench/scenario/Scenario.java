package bench.scenario;

import bench.run.Plan;
import bench.workload.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A written run: which node gets which operation and when, which faults happen and when, and the verdict. It is a bug
 * report, a document and a test at once. {@link ScenarioFile} is its text format.
 *
 * @param title    what it shows, in a line or a few; may be empty
 * @param command  the words of the command line after {@code maelstrom}, without {@code --bin}
 * @param plan     the steps
 * @param expected the expected verdict, such as {@code invalid: lost}; empty if there is none
 */
public record Scenario(String title, List<String> command, Plan plan, String expected) {

    static final String NODES = "--nodes";
    static final String SEED = "--seed";

    public Scenario withPlan(Plan other) {
        return new Scenario(title, command, other, expected);
    }

    public Scenario withExpected(String other) {
        return new Scenario(title, command, plan, other);
    }

    public Scenario withTitle(String other) {
        return new Scenario(other, command, plan, expected);
    }

    /** Why it cannot be run with these nodes and clients; empty if it can. */
    public Optional<String> complaint(Settings settings) {
        List<String> nodes = settings.nodes();
        for (Plan.Call call : plan.calls()) {
            int clients = (settings.concurrency() + nodes.size() - 1 - nodes.indexOf(call.node())) / nodes.size();
            if (!nodes.contains(call.node())) {
                return Optional.of("the scenario asks " + call.node() + " for something, and there are only the nodes "
                        + String.join(", ", nodes));
            } else if (call.worker() >= clients) {
                return Optional.of("the scenario needs %s/%d, but %s has %d: --concurrency says how many".formatted(
                        call.node(), call.worker(), call.node(), clients));
            }
        }
        return plan.faults().stream().map(Plan.FaultChange::value)
                .filter(value -> value instanceof String node && !nodes.contains(node)).findFirst()
                .map(node -> "the scenario has a fault on " + node + ", and there is no such node");
    }

    /** The number of its operations. */
    public int size() {
        return plan.calls().size();
    }

    /** The number of faults that begin in it, plus the number of messages lost or duplicated. */
    public long faults() {
        return plan.faults().stream().filter(Plan.FaultChange::begins).count() + plan.mishaps().size();
    }

    /** The nodes that the command names. */
    public List<String> nodes() {
        int option = command.indexOf(NODES);
        return option < 0 ? List.of() : List.of(command.get(option + 1).split(","));
    }

    public Scenario withNodes(List<String> nodes) {
        return withOption(NODES, String.join(",", nodes));
    }

    /** The same, where what is random follows from another seed. */
    public Scenario withSeed(long seed) {
        return withOption(SEED, Long.toString(seed));
    }

    private Scenario withOption(String option, String value) {
        List<String> words = new ArrayList<>(command);
        words.set(words.indexOf(option) + 1, value);
        return new Scenario(title, List.copyOf(words), plan, expected);
    }
}
