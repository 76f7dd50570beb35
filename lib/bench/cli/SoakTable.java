package bench.cli;

import bench.hunt.Failure;
import bench.scenario.Reason;
import bench.soak.Ledger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a soak has found: a table in Markdown that is also readable as it stands, and each violation below it. */
final class SoakTable {

    private static final int MOST_NAMED = 20;
    private static final List<String> COLUMNS =
            List.of("challenge", "runs", "operations", "messages", "faults injected", "violations");

    private final Path home;
    private final List<Ledger.Total> totals;

    /** @param home where {@code devbox.json} lies */
    SoakTable(Path home, List<Ledger.Total> totals) {
        this.home = home;
        this.totals = totals;
    }

    void print(PrintStream out) throws IOException {
        List<List<String>> rows = new ArrayList<>(List.of(COLUMNS));
        for (Ledger.Total total : totals) {
            rows.add(List.of(title(total), number(total.runs()), number(total.counts().operations()),
                    number(total.counts().messages()), number(total.counts().faults()),
                    number(total.failures().size())));
        }
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < COLUMNS.size(); column++) {
            int place = column;
            widths.add(rows.stream().mapToInt(row -> row.get(place).length()).max().orElseThrow());
        }
        printRow(out, rows.getFirst(), widths);
        out.println("| " + "-".repeat(widths.getFirst()) + " |" + widths.stream().skip(1)
                .map(width -> " " + "-".repeat(width - 1) + ": |").reduce("", String::concat));
        rows.stream().skip(1).forEach(row -> printRow(out, row, widths));
        for (Ledger.Total total : totals) {
            printFailures(out, total);
        }
    }

    private String title(Ledger.Total total) throws IOException {
        return SoakSubject.of(home, total.command()).map(SoakSubject::title)
                .orElse(String.join(" ", total.command()));
    }

    private static String number(long number) {
        return "%,d".formatted(number);
    }

    private static void printRow(PrintStream out, List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder("| %-" + widths.getFirst() + "s |");
        widths.stream().skip(1).forEach(width -> line.append(" %").append(width).append("s |"));
        out.println(line.toString().formatted(cells.toArray()));
    }

    /** Each run that was not valid, with the command that repeats it. */
    private void printFailures(PrintStream out, Ledger.Total total) throws IOException {
        Optional<SoakSubject> subject = SoakSubject.of(home, total.command());
        for (Failure failure : total.failures().stream().limit(MOST_NAMED).toList()) {
            out.println("\n✗ " + title(total) + ", run " + failure.seed() + ": " + failure.reason());
            subject.ifPresent(known -> out.println("  " + known.repeat(home, failure.seed())));
        }
        if (total.failures().size() > MOST_NAMED) {
            out.println("\n  and " + (total.failures().size() - MOST_NAMED) + " more");
        }
    }

    /** Says how many runs are missing up to the last one of all, and returns that. */
    long printMissing(PrintStream out) throws IOException {
        long all = 0;
        for (Ledger.Total total : totals) {
            if (total.missing() > 0) {
                out.println("\nMissing     " + total.missing() + " runs of " + title(total));
                all += total.missing();
            }
        }
        return all;
    }

    /** The worst ending of all runs. */
    Reason worst() {
        return totals.stream().flatMap(total -> total.failures().stream()).map(Failure::reason)
                .max(Comparator.comparingInt(Reason::severity)).orElse(Reason.valid());
    }
}
