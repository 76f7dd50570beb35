package bench.check.elle;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Knows the consistency models by Elle's names: which model implies which, and what anomalies each one forbids.
 *
 * <p>Sources: Adya, <i>Weak Consistency</i> (1999), for the PL levels; Bailis and others, <i>Highly Available
 * Transactions</i> (2013); Cerone, Bernardi and Gotsman, <i>A Framework for Transactional Consistency Models with
 * Atomic Visibility</i> (2015); Daudjee and Salem, <i>Lazy Database Replication with Ordering Guarantees</i> (2004),
 * for strong sessions; and the map on jepsen.io/consistency. Anomalies that no checker here looks for, such as those
 * about predicates, are left out.
 */
public final class ConsistencyModels {

    /** The weakest models that a history breaks, and all stronger models, which it therefore breaks too. */
    record Boundary(Set<String> not, Set<String> alsoNot) {
    }

    private record Model(Set<String> weaker, Set<String> forbidden) {
    }

    private static final Map<String, Model> MODELS = new TreeMap<>();
    private static final Map<String, String> ALIASES = new LinkedHashMap<>();

    static {
        alias("PL-1", "read-uncommitted");
        alias("PL-2", "read-committed");
        alias("PL-CS", "cursor-stability");
        alias("PL-2L", "monotonic-view");
        alias("PL-MSR", "monotonic-snapshot-read");
        alias("PL-2+", "consistent-view");
        alias("PL-FCV", "forward-consistent-view");
        alias("PL-2.99", "repeatable-read");
        alias("PL-3U", "update-serializable");
        alias("PL-SI", "snapshot-isolation");
        alias("PL-3", "serializable");
        alias("PL-SS", "strong-serializable");
        alias("conflict-serializable", "serializable");
        alias("strict-serializable", "strong-serializable");
        alias("strong-session-PL-1", "strong-session-read-uncommitted");
        alias("strong-session-PL-2", "strong-session-read-committed");
        alias("strong-PL-1", "strong-read-uncommitted");
        alias("strong-PL-2", "strong-read-committed");

        // Isolation: what transactions may see of each other.
        model("read-uncommitted", "", "G0 duplicate-elements cyclic-versions PL-1-cycle-exists");
        model("read-committed", "read-uncommitted", "G1 PL-2-cycle-exists");
        model("cursor-stability", "read-committed", "lost-update");
        model("monotonic-view", "read-committed", "");
        model("monotonic-snapshot-read", "read-committed", "");
        model("monotonic-atomic-view", "read-committed", "");
        model("consistent-view", "cursor-stability monotonic-view", "G-single");
        model("forward-consistent-view", "consistent-view", "");
        model("update-serializable", "forward-consistent-view", "");
        model("read-atomic", "monotonic-atomic-view", "internal");
        model("update-atomic", "read-atomic", "lost-update");
        model("causal-cerone", "read-atomic", "");
        model("prefix", "causal-cerone", "");
        model("parallel-snapshot-isolation", "causal-cerone update-atomic", "");
        model("repeatable-read", "cursor-stability monotonic-atomic-view", "G2-item PL-2.99-cycle-exists");
        model("snapshot-isolation",
                "forward-consistent-view monotonic-snapshot-read parallel-snapshot-isolation prefix",
                "G-nonadjacent PL-SI-cycle-exists");
        model("view-serializable", "", "");
        model("serializable", "repeatable-read update-serializable snapshot-isolation view-serializable",
                "G2 PL-3-cycle-exists");

        // Sessions: the transactions of one process keep their order.
        model("strong-session-read-uncommitted", "read-uncommitted", "G0-process strong-session-PL-1-cycle-exists");
        model("strong-session-read-committed", "read-committed strong-session-read-uncommitted",
                "G1c-process strong-session-PL-2-cycle-exists");
        model("strong-session-snapshot-isolation", "snapshot-isolation strong-session-read-committed",
                "G-nonadjacent-process strong-session-snapshot-isolation-cycle-exists");
        model("strong-session-serializable", "serializable strong-session-snapshot-isolation",
                "G2-process strong-session-serializable-cycle-exists");
        model("1SR", "", "");
        model("session-serializable", "1SR", "");

        // Real time: a transaction that ended before another began comes before it.
        model("strong-read-uncommitted", "strong-session-read-uncommitted", "G0-realtime strong-PL-1-cycle-exists");
        model("strong-read-committed", "strong-session-read-committed strong-read-uncommitted",
                "G1c-realtime strong-PL-2-cycle-exists");
        model("strong-snapshot-isolation", "strong-session-snapshot-isolation strong-read-committed",
                "G-nonadjacent-realtime strong-snapshot-isolation-cycle-exists");
        model("strong-serializable",
                "strong-session-serializable strong-snapshot-isolation linearizable session-serializable",
                "G2-realtime PL-SS-cycle-exists");

        // Models of single objects; no anomaly here rules them out by itself.
        model("linearizable", "sequential", "");
        model("sequential", "causal", "");
        model("causal", "writes-follow-reads PRAM", "");
        model("PRAM", "monotonic-reads monotonic-writes read-your-writes", "");
        model("writes-follow-reads", "", "");
        model("monotonic-reads", "", "");
        model("monotonic-writes", "", "");
        model("read-your-writes", "", "");
    }

    private ConsistencyModels() {
    }

    private static void alias(String alias, String name) {
        ALIASES.put(alias, name);
    }

    private static void model(String name, String weaker, String forbidden) {
        MODELS.put(name, new Model(words(weaker), words(forbidden)));
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : new TreeSet<>(List.of(text.split(" ")));
    }

    /** The names that help texts offer, in alphabetical order. Adya's names (PL-2 and so on) are understood too. */
    public static List<String> names() {
        Set<String> names = new TreeSet<>(MODELS.keySet());
        ALIASES.keySet().stream().filter(alias -> !alias.contains("PL-")).forEach(names::add);
        return List.copyOf(names);
    }

    public static boolean isKnown(String name) {
        return MODELS.containsKey(name) || ALIASES.containsKey(name);
    }

    /** Whether one of these models is this one, or stronger. */
    static boolean demand(Collection<String> models, String model) {
        Set<String> strongEnough = thoseImplying(List.of(canonical(model)));
        return models.stream().map(ConsistencyModels::canonical).anyMatch(strongEnough::contains);
    }

    /**
     * The anomalies that these models forbid, including those that imply a forbidden one.
     *
     * @throws IllegalArgumentException if a model is not known
     */
    static Set<String> forbidden(Collection<String> models) {
        List<String> asked = models.stream().map(ConsistencyModels::canonical).toList();
        Set<String> direct = new TreeSet<>();
        Closure.of(asked, name -> MODELS.get(name).weaker())
                .forEach(name -> direct.addAll(MODELS.get(name).forbidden()));
        return Anomaly.implying(direct);
    }

    /** The models that these anomalies rule out. */
    static Set<String> ruledOutBy(Collection<String> anomalies) {
        Set<String> found = Anomaly.implied(anomalies);
        List<String> direct = MODELS.keySet().stream()
                .filter(name -> MODELS.get(name).forbidden().stream().anyMatch(found::contains))
                .toList();
        return thoseImplying(direct);
    }

    /** These models, and all models stronger than one of them. */
    static Set<String> thoseImplying(Collection<String> models) {
        return Closure.of(models, ConsistencyModels::stronger);
    }

    static Boundary boundary(Collection<String> anomalies) {
        Set<String> broken = ruledOutBy(anomalies);
        Set<String> weakest = new TreeSet<>();
        Set<String> stronger = new TreeSet<>();
        for (String name : broken) {
            boolean isWeakest = MODELS.get(name).weaker().stream().noneMatch(broken::contains);
            (isWeakest ? weakest : stronger).add(name);
        }
        return new Boundary(weakest, stronger);
    }

    /** The canonical name of a model. */
    static String canonical(String name) {
        if (!isKnown(name)) {
            throw new IllegalArgumentException("unknown consistency model " + name);
        }
        return ALIASES.getOrDefault(name, name);
    }

    private static List<String> stronger(String name) {
        return MODELS.keySet().stream().filter(other -> MODELS.get(other).weaker().contains(name)).toList();
    }
}
