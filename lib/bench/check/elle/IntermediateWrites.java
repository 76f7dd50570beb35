package bench.check.elle;

import bench.history.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows the values that a transaction wrote to a key and then followed with another. No other transaction may see such
 * a value as the last one.
 *
 * <p>Like Elle, this looks at both requests and replies. If a reply leaves out the step that was to follow, the value
 * before it still counts as intermediate.
 */
final class IntermediateWrites {

    private record Version(Object key, Object value) {
    }

    /** A transaction as one event of the history shows it: the request or the reply. */
    record Sighting(Txn txn, Op event, List<Mop> mops) {
    }

    private final Map<Version, Sighting> sightings = new HashMap<>();

    IntermediateWrites(List<Txn> txns) {
        List<Sighting> all = new ArrayList<>();
        for (Txn txn : txns) {
            all.add(new Sighting(txn, txn.invocation(), txn.asked()));
            all.add(new Sighting(txn, txn.completion(), txn.mops()));
        }
        all.sort(Comparator.comparingInt(sighting -> sighting.event().index()));
        all.forEach(this::add);
    }

    private void add(Sighting sighting) {
        Map<Object, Object> last = new HashMap<>();
        for (Mop mop : sighting.mops()) {
            if (!mop.isRead()) {
                Object followed = last.put(mop.key(), mop.value());
                if (Mop.isSome(followed)) {
                    sightings.put(new Version(mop.key(), followed), sighting);
                }
            }
        }
    }

    /**
     * The transaction that was to follow this value with another; null if none, or if only the reader's reply shows it.
     */
    Txn writerSeenBy(Txn reader, Object key, Object value) {
        Sighting sighting = sightings.get(new Version(key, value));
        return sighting == null || sighting.event() == reader.completion() ? null : sighting.txn();
    }
}
