package bench.soak;

import bench.build.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A challenge as it is, and under other conditions: each mix of faults at each latency. Its runs are numbered. Run 1 is
 * the first variant on seed 1, run 2 the second variant on seed 1, and so on; after the last variant comes the first
 * one on seed 2.
 *
 * <p>All variants but the first are shorter than the challenge, and have at most 100 operations a second. A fault takes
 * a few operations to do its harm: ten short runs under ten faults show more than one long run.
 *
 * <p>A variant asks no more than a correct script can give:
 *
 * <ul>
 * <li>Fly.io's limits hold only for the challenge as it is.
 * <li>While a node is paused or dead, its clients wait in vain. So availability is not asked for. An only node is not
 * stopped at all, because then maybe no request would ever succeed.
 * <li>Slow links take ten times as long. Behind such a message a request waits up to 1 s at a constant latency, and up
 * to 2 s at a uniform one. An exponential one has no bound, so a request could wait longer than its client, who gives
 * up after 5 s. And ten times nothing is nothing.
 * <li>A killed node loses what it has not told anybody yet, unless each reply waits for a disk or for other nodes. A
 * checker cannot tell such a value from one that a bug has lost. So nodes are killed only in a workload in which they
 * keep nothing: unique ids must stay unique.
 * </ul>
 *
 * @param all the options of each variant; the first is the challenge as it is
 */
public record Variants(List<List<String>> all) {

    private static final String CONSTANT = "--latency 100";
    private static final String UNIFORM = "--latency 100 --latency-dist uniform";
    private static final List<String> LATENCIES = List.of("--latency 0", CONSTANT, UNIFORM,
            "--latency 100 --latency-dist exponential");
    private static final List<String> BOUNDED_LATENCIES = List.of(CONSTANT, UNIFORM);

    private static final List<String> FAULTS = List.of("", "partition", "loss,duplicate,reorder", "clock",
            "partition,loss,duplicate,reorder,clock");
    private static final List<String> SLOW_LINKS = List.of("slow", "slow,partition");
    private static final List<String> STOPS = List.of("pause", "pause,partition",
            "pause,partition,loss,duplicate,reorder,clock");
    private static final List<String> KILLS = List.of("kill", "kill,pause,partition,clock");
    private static final String KEEPS_NOTHING = "unique-ids";

    private static final String RATE = "--rate";
    private static final String TIME_LIMIT = "--time-limit 10";
    private static final long MOST_OPERATIONS_A_SECOND = 100;

    /** Short enough that each fault comes and goes several times. */
    private static final String INTERVAL = "--nemesis-interval 2";

    /** The options that a variant replaces, with the number of their values. */
    private static final Map<String, Integer> CONDITIONS = Map.of("--time-limit", 1, "--latency", 1,
            "--latency-dist", 1, "--nemesis", 1, "--nemesis-interval", 1, "--max-msgs-per-op", 1, "--max-median", 1,
            "--max-latency", 1);

    /** @param challenge its options, as they stand before {@code --} */
    public static Variants of(List<String> challenge) {
        List<String> bare = bounded(new Words(challenge).without(CONDITIONS).all());
        List<String> patient = new Words(bare).without(Map.of("--availability", 1)).all();
        List<List<String>> all = new ArrayList<>(List.of(challenge));
        add(all, bare, LATENCIES, FAULTS);
        add(all, bare, BOUNDED_LATENCIES, SLOW_LINKS);
        if (!value("--node-count", challenge).equals("1")) {
            add(all, patient, LATENCIES, STOPS);
        }
        if (value("-w", challenge).equals(KEEPS_NOTHING)) {
            add(all, patient, LATENCIES, KILLS);
        }
        return new Variants(List.copyOf(all));
    }

    private static void add(List<List<String>> all, List<String> bare, List<String> latencies, List<String> faults) {
        for (String fault : faults) {
            String nemesis = fault.isEmpty() ? "" : " --nemesis " + fault + " " + INTERVAL;
            latencies.forEach(latency -> all.add(Stream.concat(bare.stream(),
                    Stream.of((TIME_LIMIT + " " + latency + nemesis).split(" "))).toList()));
        }
    }

    /** The same options with a bounded rate. */
    private static List<String> bounded(List<String> options) {
        List<String> bounded = new ArrayList<>(options);
        int rate = options.indexOf(RATE) + 1;
        if (rate > 0 && Double.parseDouble(options.get(rate)) > MOST_OPERATIONS_A_SECOND) {
            bounded.set(rate, Long.toString(MOST_OPERATIONS_A_SECOND));
        }
        return bounded;
    }

    /** The value of an option; empty if it is not there. */
    private static String value(String name, List<String> options) {
        return options.contains(name) ? options.get(options.indexOf(name) + 1) : "";
    }

    /** Which variant a run tests: its place among {@link #all}. */
    public int variant(long run) {
        return (int) ((run - 1) % all.size());
    }

    /** The seed of a run. */
    public long seed(long run) {
        return (run - 1) / all.size() + 1;
    }
}
