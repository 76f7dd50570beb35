package bench.check.elle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of anomalies, and which of them imply which.
 *
 * <p>Sources: Adya, <i>Weak Consistency</i> (G0, G1a, G1b, G1c, G-single, G2-item, G2); Cerone, Bernardi and Gotsman
 * (internal); Bailis and others (lost update); Kingsbury and Alvaro, <i>Elle: Inferring Isolation Anomalies from
 * Experimental Observations</i> (2020) for the rest.
 */
final class Anomaly {

    /** Suffixes of a cycle that needs more than the data: the order of each process, or real time. */
    static final String PROCESS = "-process";
    static final String REALTIME = "-realtime";

    private static final Map<String, List<String>> IMPLIED = new LinkedHashMap<>();
    private static final Map<String, List<String>> IMPLYING = new LinkedHashMap<>();

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("internal", "a transaction contradicts itself"),
            Map.entry("G1a", "aborted read: a transaction saw what a failed one had written"),
            Map.entry("G1b", "intermediate read: a transaction saw a value that its writer replaced before it ended"),
            Map.entry("lost-update", "several transactions changed the same version; only one change survived"),
            Map.entry("cyclic-versions", "some versions of one key would each have to come before the others"),
            Map.entry("future-read", "a transaction saw its own write before making it"),
            Map.entry("dirty-update", "a transaction built on what a failed one had written"),
            Map.entry("duplicate-elements", "a list holds an element twice that was appended once"),
            Map.entry("incompatible-order", "two reads of one list disagree about its order"),
            Map.entry("empty-transaction-graph", "no transaction is known to depend on another"),
            Map.entry("thin-air-read", "a transaction saw what nobody wrote"),
            Map.entry("aborted-read", "a transaction saw what a failed one had written"),
            Map.entry("intermediate-read", "a transaction saw what its writer replaced before it ended"),
            Map.entry("cyclic-causality", "effects came before their causes"),
            Map.entry("fractured-read", "one write of a transaction was seen and another missed"),
            Map.entry("stale-initial-read", "an effect was seen without its cause"),
            Map.entry("stale-read", "an effect was seen without its cause"),
            Map.entry("divergent-order", "readers disagree about which write came later"),
            Map.entry("diverged-replicas", "nodes keep different values for the same key"),
            Map.entry("G0", "dirty write: transactions overwrote each other in a cycle"),
            Map.entry("G1c", "circular information flow: transactions saw each other's writes"),
            Map.entry("G-single-item", "read skew: a transaction saw one effect of another and missed an earlier one"),
            Map.entry("G-nonadjacent-item", "transactions missed each other's writes, though never two in a row"),
            Map.entry("G2-item", "write skew: transactions missed each other's writes"));

    static {
        circle("G0", "G1c");
        circle("G1c", "G1");
        circle("G1");
        circle("G-single-item", "G-single", "G-nonadjacent-item");
        circle("G-single", "G-nonadjacent");
        circle("G-nonadjacent-item", "G-nonadjacent", "G2-item");
        circle("G-nonadjacent", "G2");
        circle("G2-item", "G2");
        circle("G2");
        imply("G1a", "G1");
        imply("G1b", "G1");
        imply("future-read", "G1c");
        imply("incompatible-order", "G1a");
        imply("dirty-update", "G1a");
        imply("lost-update", "G2-item");
    }

    private Anomaly() {
    }

    /** Notes a kind of cycle. Its variant with process order is weaker, and its variant with real time weaker still. */
    private static void circle(String name, String... implied) {
        imply(name, name + PROCESS);
        imply(name + PROCESS, name + REALTIME);
        for (String suffix : List.of("", PROCESS, REALTIME)) {
            for (String other : implied) {
                imply(name + suffix, other + suffix);
            }
        }
    }

    private static void imply(String name, String implied) {
        IMPLIED.computeIfAbsent(name, _ -> new ArrayList<>()).add(implied);
        IMPLYING.computeIfAbsent(implied, _ -> new ArrayList<>()).add(name);
    }

    /** These anomalies, and all anomalies that follow from one of them. */
    static Set<String> implied(Collection<String> anomalies) {
        return Closure.of(anomalies, name -> IMPLIED.getOrDefault(name, List.of()));
    }

    /** These anomalies, and all anomalies that imply one of them. */
    static Set<String> implying(Collection<String> anomalies) {
        return Closure.of(anomalies, name -> IMPLYING.getOrDefault(name, List.of()));
    }

    /** An anomaly's name, followed by its meaning if a few words are enough. */
    static String describe(String name) {
        String plain = name.replace(PROCESS, "").replace(REALTIME, "");
        String order = name.endsWith(PROCESS) ? ", counting the order of each process"
                : name.endsWith(REALTIME) ? ", counting real time" : "";
        String meaning = MEANINGS.get(plain);
        return meaning == null ? name : name + " (" + meaning + order + ")";
    }
}
