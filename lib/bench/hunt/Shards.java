package bench.hunt;

import bench.history.Nouns;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Adds up the results of several machines that shared a range of seeds. */
public final class Shards {

    private final SortedMap<Integer, Tally> tallies = new TreeMap<>();

    /**
     * Adds the result of one machine. Adding it again changes nothing.
     *
     * @throws IllegalArgumentException if it belongs to a different experiment
     */
    public void add(Tally tally) {
        if (!tallies.isEmpty()) {
            Tally first = tallies.get(tallies.firstKey());
            if (!first.command().equals(tally.command()) || !first.seeds().range().equals(tally.seeds().range())
                    || first.seeds().shards() != tally.seeds().shards()) {
                throw new IllegalArgumentException("these are parts of two experiments, which cannot be added up:\n  "
                        + title(first) + "\n  " + title(tally));
            }
        }
        tallies.put(tally.seeds().shard(), tally);
    }

    private static String title(Tally tally) {
        return String.join(" ", tally.command()) + " --seeds " + tally.seeds().range() + ", in "
                + Nouns.count(tally.seeds().shards(), "part");
    }

    /** The number of parts, including missing ones. */
    public int parts() {
        return tallies.isEmpty() ? 0 : tallies.get(tallies.firstKey()).seeds().shards();
    }

    /** The parts that have not been added. */
    public List<Integer> missing() {
        return IntStream.rangeClosed(1, parts()).boxed().filter(part -> !tallies.containsKey(part)).toList();
    }

    /** The seeds that the added parts left out. Those of missing parts do not count. */
    public long unseen() {
        return tallies.values().stream().mapToLong(Tally::unseen).sum();
    }

    /**
     * The sum of all parts.
     *
     * @throws IllegalArgumentException if there are no parts
     */
    public Tally sum() {
        if (tallies.isEmpty()) {
            throw new IllegalArgumentException("there is no line that --shard printed");
        }
        Tally first = tallies.get(tallies.firstKey());
        List<Failure> failures = new ArrayList<>();
        tallies.values().forEach(tally -> failures.addAll(tally.failures()));
        return new Tally(first.command(), Seeds.parse(first.seeds().range()),
                tallies.values().stream().mapToLong(Tally::ran).sum(), failures);
    }
}
