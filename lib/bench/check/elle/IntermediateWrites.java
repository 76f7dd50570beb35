package bench.check.elle;

import bench.history.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values that a transaction put into a key and followed with another one. Nobody else may see such a value last.
 *
 * <p>As Elle does, this looks at requests and at replies alike. A reply that leaves out the step that was to follow
 * does not make the value before it a final one.
 */
final class IntermediateWrites {

    private record Version(Object key, Object value) {
    }

    /** A transaction as one event of the history shows it: as it was asked, or as it was answered. */
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

    /** Who was about to follow this value with another one; null if nobody, or only the reader's own reply shows it. */
    Txn writerSeenBy(Txn reader, Object key, Object value) {
        Sighting sighting = sightings.get(new Version(key, value));
        return sighting == null || sighting.event() == reader.completion() ? null : sighting.txn();
    }
}
