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
 * The log of one key, pieced together from every offset that a send or a poll has revealed: Jepsen's version order.
 * Offsets may have gaps; a message's <em>index</em> is its position once the gaps are closed.
 */
final class KeyLog {

    /**
     * What was seen at an offset: one value if all is well. Where an offset has several, the first stands for the
     * others, in the order in which Jepsen has them.
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

    /** The lowest index at which a value was seen; -1 if nowhere. */
    int firstIndex(Object value) {
        return indices.getOrDefault(value, NOWHERE).getFirst();
    }

    /** The highest index at which a value was seen; -1 if nowhere. */
    int lastIndex(Object value) {
        return indices.getOrDefault(value, NOWHERE).getLast();
    }

    /** The offsets at which a value was seen that was seen somewhere. */
    List<Long> offsets(Object value) {
        return indices.get(value).stream().map(index -> entries.get(index).offset()).toList();
    }

    /**
     * How far the log leads from one value to another: 1 to its neighbour, more past something, less if it leads
     * nowhere or back. Where the place of either is unknown, nothing speaks against 1.
     */
    int step(Object from, Object to) {
        Integer start = order.get(from);
        Integer end = order.get(to);
        return start == null || end == null ? 1 : end - start;
    }

    /** The values strictly between two that have their places in the log. */
    List<Object> between(Object from, Object to) {
        return entries.subList(order.get(from) + 1, order.get(to)).stream().map(Entry::value).toList();
    }

    /** The offset of a value that has its place in the log. */
    long offset(Object value) {
        return entries.get(order.get(value)).offset();
    }
}
