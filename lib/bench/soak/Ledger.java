package bench.soak;

import bench.hunt.Counts;
import bench.hunt.Failure;
import bench.hunt.Seeds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Adds up what has been run of each challenge. It keeps one bit for each run, and the failures. */
public final class Ledger {

    /** The largest number of a run. */
    public static final int MOST_RUNS = 10_000_000;

    /** So few that little is lost when a soak is interrupted. */
    private static final int RUNS_OF_A_PIECE = 10;

    private final Map<List<String>, Account> accounts = new LinkedHashMap<>();
    private long end;

    private static final class Account {

        private final BitSet ran = new BitSet();
        private final List<Failure> failures = new ArrayList<>();
        private Counts counts = Counts.NONE;
    }

    /**
     * What the runs of one challenge add up to.
     *
     * @param command  what was soaked
     * @param missing  how many runs are missing up to the end of the last piece of any challenge
     * @param failures the runs that were not valid, in their order
     */
    public record Total(List<String> command, long runs, long missing, Counts counts, List<Failure> failures) {
    }

    /**
     * Adds a piece. Adding it again changes nothing.
     *
     * @throws IllegalArgumentException if some of its runs are here already, and others are not
     */
    public void add(Piece piece) {
        Seeds runs = piece.tally().seeds();
        if (runs.first() < 1 || runs.last() > MOST_RUNS) {
            throw new IllegalArgumentException("the runs of a soak have numbers from 1 to " + MOST_RUNS);
        }
        Account account = accounts.computeIfAbsent(piece.tally().command(), _ -> new Account());
        long known = runs.stream().filter(run -> account.ran.get((int) run)).count();
        if (known == runs.count()) {
            return;
        } else if (known > 0) {
            throw new IllegalArgumentException(String.join(" ", piece.tally().command()) + ": some of the runs "
                    + runs.range() + " are in two lines");
        }
        runs.stream().forEach(run -> account.ran.set((int) run));
        end = Math.max(end, runs.last());
        account.counts = account.counts.plus(piece.counts());
        account.failures.addAll(piece.tally().failures());
    }

    /** The runs of a command that are still to be done, in pieces. */
    public List<Seeds> remaining(List<String> command, Seeds wanted) {
        BitSet ran = accounts.getOrDefault(command, new Account()).ran;
        return wanted.pieces(RUNS_OF_A_PIECE).flatMap(piece -> {
            List<Long> left = piece.stream().filter(run -> !ran.get((int) run)).boxed().toList();
            return left.size() == piece.count() ? Stream.of(piece) : left.stream().map(Seeds::only);
        }).toList();
    }

    /** The totals, in the order in which the challenges came. */
    public List<Total> totals() {
        return accounts.entrySet().stream().map(entry -> {
            Account account = entry.getValue();
            int runs = account.ran.cardinality();
            return new Total(entry.getKey(), runs, end - runs, account.counts,
                    account.failures.stream().sorted(Comparator.comparingLong(Failure::seed)).toList());
        }).toList();
    }
}
