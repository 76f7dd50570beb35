package bench.cli;

import bench.build.ShellWords;
import bench.build.Words;
import bench.check.Verdict.Validity;
import bench.engine.Summary;
import bench.hunt.Tally;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints the results of many seeds. */
final class TallyText {

    private TallyText() {
    }

    /**
     * The counts, and the command that repeats the first failure.
     *
     * @param unseen how many seeds did not run because an earlier one failed
     */
    static void print(PrintStream out, Tally tally, long unseen) {
        out.println("Seeds       " + tally.seeds().range() + ": " + tally.describe()
                + (unseen > 0 ? ". Not run: " + unseen + " (--keep-going runs all)" : ""));
        tally.failures().stream().findFirst().ifPresent(failure -> {
            List<String> command = new ArrayList<>(List.of("maelstrom"));
            command.addAll(tally.command());
            out.println("Repeat      " + ShellWords.join(new Words(command)
                    .with(List.of("--engine", "sim", "--seed", Long.toString(failure.seed()))).all()));
        });
    }

    static String lastWord(Tally tally) {
        return switch (tally.worst().ending()) {
            case VALID -> Summary.lastWord(Validity.TRUE);
            case INVALID -> Summary.lastWord(Validity.FALSE);
            case UNKNOWN -> Summary.lastWord(Validity.UNKNOWN);
            case BROKEN -> "A test broke.";
        };
    }
}
