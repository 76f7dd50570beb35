package bench.scenario;

import bench.run.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * A run written down: what is asked of whom and when, what breaks and when, and what comes of it. It is a bug report, a
 * document and a test at once; {@link ScenarioFile} is its text.
 *
 * @param title    what it shows, in a line or a few; may be empty
 * @param command  the words of the command line after {@code maelstrom}, without {@code --bin}
 * @param plan     the steps
 * @param expected how the run is judged, such as {@code invalid: lost}; empty if nobody has said
 */
public record Scenario(String title, List<String> command, Plan plan, String expected) {

    private static final String NODES = "--nodes";

    public Scenario withPlan(Plan other) {
        return new Scenario(title, command, other, expected);
    }

    public Scenario withExpected(String other) {
        return new Scenario(title, command, plan, other);
    }

    /** The nodes that the command names. */
    public List<String> nodes() {
        int option = command.indexOf(NODES);
        return option < 0 ? List.of() : List.of(command.get(option + 1).split(","));
    }

    public Scenario withNodes(List<String> nodes) {
        List<String> words = new ArrayList<>(command);
        words.set(words.indexOf(NODES) + 1, String.join(",", nodes));
        return new Scenario(title, List.copyOf(words), plan, expected);
    }
}
