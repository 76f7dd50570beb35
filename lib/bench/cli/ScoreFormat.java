package bench.cli;

import java.io.PrintStream;

/** How a scorecard looks. Its rows are printed one by one, as each may take a while. */
interface ScoreFormat {

    void head(PrintStream out);

    void row(PrintStream out, Score score);
}
