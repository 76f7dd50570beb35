package bench.check.elle;

import bench.check.Phrases;
import bench.history.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the anomalies of lists that need no cycle: internal, future-read, G1a, G1b, and lists that contradict each
 * other.
 */
final class ListAnomalies {

    private record Append(Object key, Object element) {
    }

    private final List<Txn> txns;
    private final Lists lists;
    private final Findings findings;
    private final Map<Append, Txn> appenders = new HashMap<>();
    private final IntermediateWrites intermediate;
    private final Map<Append, Txn> failed = new HashMap<>();
    private final Map<Object, List<Object>> orders;

    ListAnomalies(List<Txn> txns, Lists lists, Findings findings) {
        this.txns = txns;
        this.lists = lists;
        this.findings = findings;
        this.orders = lists.orders();
        this.intermediate = new IntermediateWrites(txns);
        txns.forEach(this::index);
    }

    private void index(Txn txn) {
        for (Mop mop : txn.mops()) {
            if (!mop.isRead()) {
                appenders.put(new Append(mop.key(), mop.value()), txn);
                if (txn.isFail()) {
                    failed.put(new Append(mop.key(), mop.value()), txn);
                }
            }
        }
    }

    /** The reason why this history cannot be judged, or null if it can. */
    String flaw() {
        Set<Append> asked = new HashSet<>();
        for (Txn txn : txns) {
            for (Mop mop : txn.asked()) {
                if (!mop.isRead() && !asked.add(new Append(mop.key(), mop.value()))) {
                    return "The element %s was appended to key %s more than once.".formatted(
                            Json.write(mop.value()), Json.write(mop.key()));
                }
            }
        }
        for (var entry : orders.entrySet()) {
            for (Object element : entry.getValue()) {
                if (!appenders.containsKey(new Append(entry.getKey(), element))) {
                    return "Key %s was read with %s in it, which nobody appended.".formatted(
                            Json.write(entry.getKey()), Json.write(element));
                }
            }
        }
        return unansweredAppend();
    }

    /**
     * If nobody read a key and a single event appends to it, Elle takes that append for the order of the key. If the
     * event is a request and its reply leaves the append out, Elle finds no transaction that appended.
     */
    private String unansweredAppend() {
        Map<Object, List<Object>> appends = new LinkedHashMap<>();
        for (Txn txn : txns) {
            Stream.concat(txn.asked().stream(), txn.mops().stream()).filter(mop -> !mop.isRead()).forEach(mop ->
                    appends.computeIfAbsent(mop.key(), _ -> new ArrayList<>(2)).add(mop.value()));
        }
        Map<Object, List<List<?>>> reads = lists.reads();
        return appends.entrySet().stream()
                .filter(each -> each.getValue().size() == 1 && reads.getOrDefault(each.getKey(), List.of()).isEmpty())
                .filter(each -> !appenders.containsKey(new Append(each.getKey(), each.getValue().getFirst())))
                .map(each -> "A reply leaves out that %s was to be appended to key %s, and nobody read that key."
                        .formatted(Json.write(each.getValue().getFirst()), Json.write(each.getKey())))
                .findFirst().orElse(null);
    }

    void find() {
        for (Txn txn : txns) {
            if (txn.isOk()) {
                findInternal(txn);
                findFutureRead(txn);
                txn.mops().stream().filter(Mop::isRead).forEach(read -> {
                    findAborted(read, txn);
                    findIntermediate(read, txn);
                    findDuplicates(read, txn);
                });
            }
        }
        lists.reads().forEach(this::findIncompatibleOrder);
        orders.forEach(this::findDirtyUpdates);
    }

    private void findInternal(Txn txn) {
        Map<Object, ExpectedList> states = new HashMap<>();
        for (Mop mop : txn.mops()) {
            ExpectedList expected = states.getOrDefault(mop.key(), ExpectedList.ANY);
            if (!mop.isRead()) {
                states.put(mop.key(), expected.plus(mop.value()));
                continue;
            }
            if (!expected.allows(mop)) {
                findings.add("internal", () -> Findings.Example.of(txn,
                        "T1 read key %s = %s, although after its own earlier steps it should %s %s".formatted(
                                Json.write(mop.key()), Json.write(mop.value()),
                                expected.isAll() ? "be" : "end with", Json.write(expected.tail())),
                        "op", txn.completion(), "mop", mop.toList(), "expected", expected.tail()));
                return;
            }
            states.put(mop.key(), ExpectedList.after(mop));
        }
    }

    private void findFutureRead(Txn txn) {
        for (int i = 0; i < txn.mops().size(); i++) {
            Mop append = txn.mops().get(i);
            Optional<Mop> sight = append.isRead() ? Optional.empty() : txn.mops().subList(0, i).stream()
                    .filter(mop -> mop.isRead() && mop.key().equals(append.key()))
                    .filter(read -> Collections.frequency(Lists.elements(read), append.value()) > 0)
                    .findFirst();
            if (sight.isPresent()) {
                findings.add("future-read", () -> Findings.Example.of(txn,
                        "T1 read %s in key %s before it appended it".formatted(
                                Json.write(append.value()), Json.write(append.key())),
                        "op", txn.completion(), "mop", sight.get().toList(), "element", append.value()));
                return;
            }
        }
    }

    private void findAborted(Mop read, Txn reader) {
        for (Object element : Lists.elements(read)) {
            Txn writer = failed.get(new Append(read.key(), element));
            if (writer != null) {
                addRead("G1a", "which T1 appended before it failed", read, element, writer, reader);
            }
        }
    }

    private void findIntermediate(Mop read, Txn reader) {
        Object last = Lists.lastOf(Lists.elements(read));
        Txn writer = intermediate.writerSeenBy(reader, read.key(), last);
        if (writer != null) {
            addRead("G1b", "but missed what T1 appended right after it", read, last, writer, reader);
        }
    }

    private void addRead(String anomaly, String what, Mop read, Object element, Txn writer, Txn reader) {
        findings.add(anomaly, () -> Findings.Example.of(writer, reader,
                "T2 read %s in key %s, %s".formatted(Json.write(element), Json.write(read.key()), what),
                "op", reader.completion(), "mop", read.toList(), "writer", writer.completion(), "element", element));
    }

    private void findDuplicates(Mop read, Txn reader) {
        Map<Object, Integer> counts = new LinkedHashMap<>();
        Lists.elements(read).forEach(element -> counts.merge(element, 1, Integer::sum));
        counts.values().removeIf(count -> count == 1);
        if (!counts.isEmpty()) {
            findings.add("duplicate-elements", () -> Findings.Example.of(reader,
                    "T1 read key %s = %s, although each element was appended at most once".formatted(
                            Json.write(read.key()), Phrases.brief(read.value())),
                    "op", reader.completion(), "mop", read.toList(), "duplicates", counts));
        }
    }

    /** Every read of a key must begin with each shorter read of it. */
    private void findIncompatibleOrder(Object key, List<List<?>> reads) {
        reads.sort(Comparator.comparingInt(List::size));
        for (int i = 1; i < reads.size(); i++) {
            List<?> shorter = reads.get(i - 1);
            List<?> longer = reads.get(i);
            if (!longer.subList(0, shorter.size()).equals(shorter)) {
                findings.add("incompatible-order", () -> Findings.Example.of(List.of(),
                        _ -> List.of("Key %s was read as %s and as %s.".formatted(Json.write(key),
                                Phrases.brief(shorter), Phrases.brief(longer))),
                        "key", key, "values", List.of(shorter, longer)));
                return;
            }
        }
    }

    /** No element of a successful transaction may follow an element of a failed one. */
    private void findDirtyUpdates(Object key, List<Object> order) {
        Txn failed = null;
        for (Object element : order) {
            Txn writer = appenders.get(new Append(key, element));
            if (writer.isFail() && failed == null) {
                failed = writer;
            } else if (writer.isOk()) {
                if (failed != null) {
                    addDirtyUpdate(key, element, failed, writer);
                }
                failed = null;
            }
        }
    }

    private void addDirtyUpdate(Object key, Object element, Txn failed, Txn writer) {
        findings.add("dirty-update", () -> Findings.Example.of(failed, writer,
                "In key %s, T2's element %s comes after one that T1 appended, and T1 failed".formatted(
                        Json.write(key), Json.write(element)),
                "key", key, "txns", List.of(failed.completion(), writer.completion())));
    }
}
