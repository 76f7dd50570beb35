package bench.check.elle;

import bench.history.Json;
import bench.history.Op;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds lost updates: several transactions read the same version of a key and then each wrote the next one. This needs
 * no order of versions, so it also finds cases whose cycle stays hidden.
 */
final class LostUpdates {

    private static final int MOST_RIVALS = 4;

    private record Version(Object key, Object value) {
    }

    private LostUpdates() {
    }

    static void find(List<Txn> txns, Findings findings) {
        Map<Version, List<Txn>> updates = new LinkedHashMap<>();
        for (Txn txn : txns) {
            if (txn.isOk()) {
                updatedBy(txn).forEach(version -> updates.computeIfAbsent(version, _ -> new ArrayList<>()).add(txn));
            }
        }
        updates.forEach((version, rivals) -> {
            if (rivals.size() > 1) {
                findings.add("lost-update", () -> tell(version, rivals));
            }
        });
    }

    /** The versions that a transaction read before it wrote to their keys. */
    private static List<Version> updatedBy(Txn txn) {
        Map<Object, Version> read = new LinkedHashMap<>();
        Set<Object> written = new HashSet<>();
        List<Version> updated = new ArrayList<>();
        for (Mop mop : txn.mops()) {
            if (mop.isRead()) {
                read.putIfAbsent(mop.key(), new Version(mop.key(), mop.value()));
            } else if (read.containsKey(mop.key()) && written.add(mop.key())) {
                updated.add(read.get(mop.key()));
            }
        }
        return updated;
    }

    private static Findings.Example tell(Version version, List<Txn> rivals) {
        List<Op> operations = rivals.stream().map(Txn::completion).toList();
        return Findings.Example.of(operations, clients -> {
            List<String> lines = new ArrayList<>();
            lines.add("Each of %d transactions read key %s = %s and then wrote to it, as if the others had not."
                    .formatted(rivals.size(), Json.write(version.key()), Json.write(version.value())));
            rivals.stream().limit(MOST_RIVALS).forEach(txn -> lines.add(txn.describe(clients)));
            return lines;
        }, "key", version.key(), "value", version.value(), "txns", operations);
    }
}
