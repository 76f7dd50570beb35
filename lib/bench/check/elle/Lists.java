package bench.check.elle;

import bench.check.ClojureSets;
import bench.history.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Derives the order of versions of append-only lists. A read shows the order of all versions before it, so the longest
 * read of a key gives the order of its appends. Appends that no read has seen come last.
 */
final class Lists implements Narrator {

    /** One key. A version is named by its last element; null is the version before the first append. */
    private static final class AppendOnly {

        final Map<Object, Txn> appenders = new LinkedHashMap<>();
        final Map<Object, Set<Txn>> readers = new LinkedHashMap<>();
        final Set<List<?>> reads = new LinkedHashSet<>();
        final Map<Object, Object> previous = new HashMap<>();
        Object last;

        /** Computes the order of versions; called once all reads are known. */
        void settle() {
            List<?> longest = longest();
            for (Object element : new LinkedHashSet<Object>(longest)) {
                previous.put(element, last);
                last = element;
            }
        }

        /** The longest read. If several differ, this is the one that Elle takes. */
        List<?> longest() {
            return reads.stream().max(Comparator.<List<?>>comparingInt(List::size).thenComparing(ClojureSets.ORDER))
                    .orElse(List.of());
        }

        Object versionBefore(Object element) {
            return previous.containsKey(element) ? previous.get(element) : last;
        }

        Txn appenderOf(Object version) {
            return version == null ? null : appenders.get(version);
        }

        Set<Txn> readersOf(Object version) {
            return readers.getOrDefault(version, Set.of());
        }
    }

    private final Map<Object, AppendOnly> lists = new LinkedHashMap<>();
    private final List<Txn> possible;

    Lists(List<Txn> txns) {
        possible = txns.stream().filter(Txn::isPossible)
                .sorted(Comparator.comparingInt(txn -> txn.completion().index())).toList();
        possible.forEach(txn -> txn.mops().forEach(mop -> add(txn, mop)));
        lists.values().forEach(AppendOnly::settle);
    }

    private void add(Txn txn, Mop mop) {
        AppendOnly list = lists.computeIfAbsent(mop.key(), _ -> new AppendOnly());
        if (!mop.isRead()) {
            list.appenders.put(mop.value(), txn);
        } else if (txn.isOk()) {
            List<?> read = elements(mop);
            list.readers.computeIfAbsent(lastOf(read), _ -> new LinkedHashSet<>()).add(txn);
            if (!read.isEmpty()) {
                list.reads.add(read);
            }
        }
    }

    /** The elements that a read returned; nil is the empty list. */
    static List<?> elements(Mop read) {
        return read.value() == null ? List.of() : (List<?>) read.value();
    }

    static Object lastOf(List<?> list) {
        return list.isEmpty() ? null : list.getLast();
    }

    /** The known order in which each key's elements were appended. */
    Map<Object, List<Object>> orders() {
        Map<Object, List<Object>> orders = new LinkedHashMap<>();
        lists.forEach((key, list) -> orders.put(key, new ArrayList<>(new LinkedHashSet<Object>(list.longest()))));
        return orders;
    }

    /** All lists ever read of each key, except the empty one. */
    Map<Object, List<List<?>>> reads() {
        Map<Object, List<List<?>>> reads = new LinkedHashMap<>();
        lists.forEach((key, list) -> reads.put(key, new ArrayList<>(list.reads)));
        return reads;
    }

    void addDependencies(Graph.Builder graph) {
        for (Txn txn : possible) {
            for (Mop mop : txn.mops()) {
                AppendOnly list = lists.get(mop.key());
                if (mop.isRead()) {
                    link(txn.isOk() ? list.appenderOf(lastOf(elements(mop))) : null, txn, Dependency.WR, graph);
                } else {
                    Object before = list.versionBefore(mop.value());
                    link(list.appenderOf(before), txn, Dependency.WW, graph);
                    list.readersOf(before).forEach(reader -> link(reader, txn, Dependency.RW, graph));
                }
            }
        }
    }

    private static void link(Txn from, Txn to, Dependency dependency, Graph.Builder graph) {
        if (from != null && from != to) {
            graph.add(from.id(), to.id(), dependency);
        }
    }

    @Override
    public List<Dependency> precedence() {
        return List.of(Dependency.WW, Dependency.WR, Dependency.RW, Dependency.PROCESS, Dependency.REALTIME);
    }

    @Override
    public String why(Txn before, String beforeName, Txn after, String afterName, Dependency dependency) {
        return switch (dependency) {
            case WR -> whyRead(before, beforeName, after, afterName);
            case WW, RW -> whyReplaced(before, beforeName, after, afterName, dependency);
            case PROCESS, REALTIME -> Narrator.whyInTime(before, beforeName, after, afterName, dependency);
        };
    }

    private String whyRead(Txn writer, String writerName, Txn reader, String readerName) {
        return reader.mops().stream()
                .filter(Mop::isRead)
                .filter(read -> lists.get(read.key()).appenderOf(lastOf(elements(read))) == writer)
                .map(read -> "%s appended %s to key %s and %s saw that".formatted(
                        writerName, Json.write(lastOf(elements(read))), Json.write(read.key()), readerName))
                .findFirst().orElseThrow();
    }

    private String whyReplaced(Txn before, String beforeName, Txn after, String afterName, Dependency dependency) {
        for (Mop mop : after.mops()) {
            if (mop.isRead()) {
                continue;
            }
            AppendOnly list = lists.get(mop.key());
            Object version = list.versionBefore(mop.value());
            if (dependency == Dependency.WW && list.appenderOf(version) == before) {
                return "%s appended %s to key %s and %s appended %s after it".formatted(
                        beforeName, Json.write(version), Json.write(mop.key()), afterName, Json.write(mop.value()));
            }
            if (dependency == Dependency.RW && list.readersOf(version).contains(before)) {
                return "%s saw key %s %s and %s then appended %s".formatted(beforeName, Json.write(mop.key()),
                        version == null ? "empty" : "up to " + Json.write(version), afterName, Json.write(mop.value()));
            }
        }
        throw new IllegalArgumentException(beforeName + " and " + afterName + " have no such dependency");
    }
}
