package bench.soak;

import bench.history.Nouns;
import bench.hunt.Failure;
import bench.scenario.Reason;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a soak has found: a table in Markdown that is also readable as it stands, and each violation below it. */
public final class SoakTable {

    private static final int MOST_NAMED = 20;
    private static final List<String> COLUMNS =
            List.of("challenge", "runs", "operations", "messages", "faults injected", "violations");

    private final Path home;
    /** By title, which begins with the level. */
    private final Map<String, Ledger.Total> totals = new TreeMap<>();

    /** @param home where {@code devbox.json} lies */
    public SoakTable(Path home, List<Ledger.Total> totals) throws IOException {
        this.home = home;
        for (Ledger.Total total : totals) {
            this.totals.put(SoakSubject.of(home, total.command()).map(SoakSubject::title)
                    .orElse(String.join(" ", total.command())), total);
        }
    }

    public void print(PrintStream out) throws IOException {
        List<List<String>> rows = new ArrayList<>(List.of(COLUMNS));
        totals.forEach((title, total) -> rows.add(List.of(title, number(total.runs()),
                number(total.counts().operations()), number(total.counts().messages()),
                number(total.counts().faults()), number(total.failures().size()))));
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < COLUMNS.size(); column++) {
            int place = column;
            widths.add(rows.stream().mapToInt(row -> row.get(place).length()).max().orElseThrow());
        }
        printRow(out, rows.getFirst(), widths);
        out.println("| " + "-".repeat(widths.getFirst()) + " |" + widths.stream().skip(1)
                .map(width -> " " + "-".repeat(width - 1) + ": |").reduce("", String::concat));
        rows.stream().skip(1).forEach(row -> printRow(out, row, widths));
        for (Map.Entry<String, Ledger.Total> each : totals.entrySet()) {
            printFailures(out, each.getKey(), each.getValue());
        }
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
    private void printFailures(PrintStream out, String title, Ledger.Total total) throws IOException {
        Optional<SoakSubject> subject = SoakSubject.of(home, total.command());
        for (Failure failure : total.failures().stream().limit(MOST_NAMED).toList()) {
            out.println("\n✗ " + title + ", run " + failure.seed() + ": " + failure.reason());
            subject.ifPresent(known -> out.println("  " + known.repeat(home, failure.seed())));
        }
        if (total.failures().size() > MOST_NAMED) {
            out.println("\n  and " + (total.failures().size() - MOST_NAMED) + " more");
        }
    }

    /** Says how many runs are missing up to the end of the last piece, and returns that. */
    public long printMissing(PrintStream out) {
        totals.forEach((title, total) -> {
            if (total.missing() > 0) {
                out.println("\nMissing     " + Nouns.count(total.missing(), "run") + " of " + title);
            }
        });
        return totals.values().stream().mapToLong(Ledger.Total::missing).sum();
    }

    /** The worst ending of all runs. */
    public Reason worst() {
        return Reason.worst(totals.values().stream().flatMap(total -> total.failures().stream()).map(Failure::reason));
    }
}
