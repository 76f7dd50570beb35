package bench.cli;

import bench.check.Verdict.Validity;
import bench.hunt.Exhaustive.Level;
import bench.hunt.Exhaustive.Result;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Says which runs of a scenario have been played, and how they ended. */
final class ExhaustiveText {

    private ExhaustiveText() {
    }

    static void print(PrintStream out, Result result, double seconds) {
        List<Level> complete = result.levels().stream().filter(Level::isComplete).filter(level -> level.runs() > 0)
                .toList();
        if (!complete.isEmpty()) {
            out.println("Exhaustive  " + (result.isEverything()
                    ? "every run that a lost or late message can make: " : upTo(complete.getLast().messages()))
                    + count(complete));
        }
        Level last = result.levels().getLast();
        result.counterexample().ifPresentOrElse(
                found -> out.println((complete.isEmpty() ? "Exhaustive  " : "            ") + with(last.messages())
                        + ": one is " + found.reason()),
                () -> {
                    if (!last.isComplete()) {
                        out.println((complete.isEmpty() ? "Exhaustive  " : "            ") + with(last.messages())
                                + ": stopped after " + count(List.of(last)));
                    }
                });
        out.println("Choices     " + messages(result.messages())
                + " between nodes and services, in the run where all are on time");
        out.printf(Locale.ROOT, "Speed       %,d runs in %.1f s, %.0f a second%n", result.runs(), seconds,
                result.runs() / seconds);
    }

    private static String upTo(int messages) {
        return messages == 0 ? "the run without lost or late messages: "
                : "every run with at most " + messages(messages) + " lost or late: ";
    }

    private static String with(int messages) {
        return "runs with " + messages(messages) + " lost or late";
    }

    private static String messages(int count) {
        return count == 1 ? "1 message" : count + " messages";
    }

    /** Such as {@code 7,381 runs, all valid}. */
    private static String count(List<Level> levels) {
        long runs = levels.stream().mapToLong(Level::runs).sum();
        long undecided = levels.stream().mapToLong(Level::undecided).sum();
        String verdict = undecided == 0 ? runs == 1 ? "valid" : "all valid"
                : "%,d valid, %,d without a verdict".formatted(runs - undecided, undecided);
        return String.format(Locale.ROOT, "%,d %s, %s", runs, runs == 1 ? "run" : "runs", verdict);
    }

    static String lastWord(Result result) {
        return Summary.lastWord(result.counterexample().isPresent() ? Validity.FALSE : Validity.TRUE);
    }
}
