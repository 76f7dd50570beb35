package bench.investigation;

import bench.history.Times;
import bench.scenario.NoReturn;
import bench.scenario.NoReturn.Chance;
import bench.scenario.Steps;
import java.io.PrintStream;
import java.util.List;

/** Draws the chance of failure over time, and names the step after which the run is bound to fail. */
final class WhyText {

    private static final int ROWS = 5;
    private static final int COLUMN = 2;

    private WhyText() {
    }

    static void print(PrintStream out, NoReturn.Answer answer, Steps steps) {
        if (!answer.isCertainFromTheStart()) {
            chart(out, answer.chances());
            out.println();
        }
        out.println(sentence(answer, steps) + "\n");
    }

    /** The answer in a sentence, which may have two lines. */
    static String sentence(NoReturn.Answer answer, Steps steps) {
        Chance after = answer.after();
        if (answer.isCertainFromTheStart()) {
            return "It fails in every future: no fault is needed, and no message has to be late.";
        } else if (after.failures() == answer.before().failures()) {
            return "No single step decides it: there is no moment after which it fails more often.";
        }
        String step = steps.at(after.nanos()).isEmpty() ? "the run began"
                : StepWords.describe(StepWords.telling(steps.at(after.nanos())), steps);
        return "At %.3f s, when %s,\n%d of %d futures fail; a moment before, %d.".formatted(after.nanos() / 1e9, step,
                after.failures(), after.futures(), answer.before().failures());
    }

    /** One column for each moment, so that even a quick jump is visible. */
    private static void chart(PrintStream out, List<Chance> chances) {
        out.println("The chance of failure, if everything after a moment had gone differently:\n");
        for (int row = ROWS; row >= 0; row--) {
            StringBuilder line = new StringBuilder("%5d %% |".formatted(100 * row / ROWS));
            for (Chance chance : chances) {
                boolean here = Math.round((double) ROWS * chance.failures() / chance.futures()) == row;
                line.append(here ? "●" : " ").append(" ".repeat(COLUMN - 1));
            }
            out.println(line.toString().stripTrailing());
        }
        String last = Times.seconds(chances.getLast().nanos());
        out.println("        +" + "-".repeat(COLUMN * chances.size()));
        out.println("         0 s" + " ".repeat(Math.max(1, COLUMN * chances.size() - 3 - last.length())) + last);
    }
}
