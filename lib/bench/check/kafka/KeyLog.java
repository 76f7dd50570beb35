package bench.check.kafka;

import bench.check.ClojureSets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * The log of one key, reconstructed from every offset that a send or a poll has revealed: Jepsen's version order.
 * Offsets may have gaps. A message's <em>index</em> is its position without the gaps.
 */
final class KeyLog {

    /**
     * The values seen at an offset: exactly one if all is well. If there are several, the first in Jepsen's order
     * represents them.
     */
    record Entry(long offset, List<Object> values) {

        Object value() {
            return values.getFirst();
        }
    }

    private static final List<Integer> NOWHERE = List.of(-1);

    private final List<Entry> entries = new ArrayList<>();
    private final Map<Object, List<Integer>> indices = new HashMap<>();
    private final Map<Object, Integer> order = new HashMap<>();

    KeyLog(SortedMap<Long, Set<Object>> valuesByOffset) {
        valuesByOffset.forEach((offset, values) -> {
            Entry entry = new Entry(offset, values.stream().sorted(ClojureSets.ORDER).toList());
            int index = entries.size();
            entries.add(entry);
            order.put(entry.value(), index);
            values.forEach(value -> indices.computeIfAbsent(value, _ -> new ArrayList<>(1)).add(index));
        });
    }

    List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** The lowest index at which a value was seen; -1 if none. */
    int firstIndex(Object value) {
        return indices.getOrDefault(value, NOWHERE).getFirst();
    }

    /** The highest index at which a value was seen; -1 if none. */
    int lastIndex(Object value) {
        return indices.getOrDefault(value, NOWHERE).getLast();
    }

    /** The offsets at which a value was seen; there must be at least one. */
    List<Long> offsets(Object value) {
        return indices.get(value).stream().map(index -> entries.get(index).offset()).toList();
    }

    /**
     * The distance from one value to another in the log: 1 for the next value, more if values lie between, less if the
     * second is the same or earlier. If either place is unknown, 1 is assumed.
     */
    int step(Object from, Object to) {
        Integer start = order.get(from);
        Integer end = order.get(to);
        return start == null || end == null ? 1 : end - start;
    }

    /** The values strictly between two values of the log. */
    List<Object> between(Object from, Object to) {
        return entries.subList(order.get(from) + 1, order.get(to)).stream().map(Entry::value).toList();
    }

    /** The offset of a value of the log. */
    long offset(Object value) {
        return entries.get(order.get(value)).offset();
    }
}
