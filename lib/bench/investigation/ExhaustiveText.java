package bench.investigation;

import bench.check.Verdict.Validity;
import bench.engine.Summary;
import bench.history.Nouns;
import bench.hunt.Exhaustive.Level;
import bench.hunt.Exhaustive.Result;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says which runs of a scenario have been played, and how they ended. */
final class ExhaustiveText {

    private ExhaustiveText() {
    }

    static void print(PrintStream out, Result result, double seconds) {
        String label = "Exhaustive  ";
        for (String line : lines(result)) {
            out.println(label + line);
            label = " ".repeat(label.length());
        }
        out.println("Choices     " + result.messages() + " of " + Nouns.count(result.sent(), "message")
                + " between nodes and services, in the run where all arrive on time");
        out.printf(Locale.ROOT, "Speed       %s in %.1f s, %.0f a second%n", Nouns.count(result.runs(), "run"), seconds,
                result.runs() / seconds);
    }

    /** What is known of all runs up to some number of messages, and of those with one message more. */
    private static List<String> lines(Result result) {
        List<String> lines = new ArrayList<>();
        List<Level> complete = result.levels().stream().filter(Level::isComplete).filter(level -> level.runs() > 0)
                .toList();
        if (!complete.isEmpty()) {
            lines.add((result.isEverything() ? "every run that a lost or late message can make: "
                    : upTo(complete.getLast().messages())) + count(complete));
        }
        Level last = result.levels().getLast();
        result.counterexample().ifPresent(found -> lines.add(
                with(last.messages()) + (last.messages() == 0 ? "" : "one is ") + found.reason()));
        if (!last.isComplete() && result.counterexample().isEmpty()) {
            lines.add(with(last.messages()) + "stopped after " + count(List.of(last)));
        }
        return lines;
    }

    private static String upTo(int messages) {
        return messages == 0 ? with(0) : "every run with at most %s lost or late: ".formatted(
                Nouns.count(messages, "message"));
    }

    private static String with(int messages) {
        return messages == 0 ? "the run without lost or late messages: "
                : "runs with " + Nouns.count(messages, "message") + " lost or late: ";
    }

    /** Such as {@code 7,381 runs, all valid}. */
    private static String count(List<Level> levels) {
        long runs = levels.stream().mapToLong(Level::runs).sum();
        long undecided = levels.stream().mapToLong(Level::undecided).sum();
        String verdict = undecided == 0 ? runs == 1 ? "valid" : "all valid"
                : "%,d valid, %,d without a verdict".formatted(runs - undecided, undecided);
        return Nouns.count(runs, "run") + ", " + verdict;
    }

    static String lastWord(Result result) {
        return result.isEmpty()
                ? "? Nothing was tried: all messages are sent in the last 10 s before the final operations, when none "
                        + "may be lost or late.\nLet these operations begin later in the scenario, at 30 s, say."
                : Summary.lastWord(result.counterexample().isPresent() ? Validity.FALSE : Validity.TRUE);
    }
}
