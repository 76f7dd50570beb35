import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Replicas in which the last write by Lamport's clock wins, so that all agree at the end. Scripts add how writes
 * spread.
 */
abstract class VersionedRegisters extends Registers {

    record Version(long time, String node, Object value) implements Comparable<Version> {

        @Override
        public int compareTo(Version other) {
            return Comparator.comparing(Version::time).thenComparing(Version::node).compare(this, other);
        }
    }

    record Write(Object key, Version version) {
    }

    private final Map<Object, Version> versions = new HashMap<>();
    private long clock;

    VersionedRegisters(Maelstrom.Node node) {
        super(node);
        node.hear(Write.class, (write, _) -> learn(write));
    }

    @Override
    List<List<Object>> perform(List<List<Object>> txn) {
        clock++;
        List<List<Object>> done = super.perform(txn);
        List<Write> writes = writes(txn).entrySet().stream()
                .map(write -> new Write(write.getKey(), new Version(clock, node.id(), write.getValue()))).toList();
        writes.forEach(this::learn);
        spread(writes);
        return done;
    }

    /** Sends the writes to the other nodes. */
    abstract void spread(List<Write> writes);

    final void learn(Write write) {
        Version version = versions.merge(write.key(), write.version(), (old, young) ->
                old.compareTo(young) < 0 ? young : old);
        database.put(write.key(), version.value());
        clock = Math.max(clock, version.time());
    }
}
