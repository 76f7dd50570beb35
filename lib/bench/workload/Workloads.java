package bench.workload;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** All workloads by their names in Maelstrom. */
public final class Workloads {

    private static final Map<String, Function<Settings, Workload>> ALL = new TreeMap<>(Map.of(
            "echo", Echo::new,
            "unique-ids", UniqueIds::new,
            "broadcast", Broadcast::new,
            "g-set", GSet::new,
            "g-counter", GCounter::new,
            "pn-counter", PnCounter::new,
            "kafka", Kafka::new,
            "lin-kv", LinKv::new,
            "txn-list-append", TxnListAppend::new,
            "txn-rw-register", TxnRwRegister::new));

    private Workloads() {
    }

    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** @throws IllegalArgumentException if there is no such workload */
    public static Workload create(String name, Settings settings) {
        if (!ALL.containsKey(name)) {
            throw new IllegalArgumentException("no workload " + name);
        }
        return ALL.get(name).apply(settings);
    }
}
