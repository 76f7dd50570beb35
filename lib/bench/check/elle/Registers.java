package bench.check.elle;

import bench.check.Types;
import bench.history.Json;
import bench.history.Keyword;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Derives from a history which transactions wrote and saw each version of a register, and which version came before
 * which. Nil comes before every other version. If a transaction read one version and then wrote another, the written
 * version comes after the one it read.
 */
final class Registers implements Narrator {

    /** One key. Its versions are its values; null is the version before the first write. */
    private static final class Register {

        final Set<Object> versions = new LinkedHashSet<>();
        final Map<Object, List<Txn>> writers = new LinkedHashMap<>();
        final Map<Object, List<Txn>> readers = new LinkedHashMap<>();
        final Map<Object, Set<Object>> replacedBy = new LinkedHashMap<>();

        Set<Object> versionsAfter(Object version, boolean writesFollowReads) {
            return version == null ? versions
                    : writesFollowReads ? replacedBy.getOrDefault(version, Set.of()) : Set.of();
        }

        List<Txn> writersOf(Object version) {
            return writers.getOrDefault(version, List.of());
        }

        List<Txn> readersOf(Object version) {
            return readers.getOrDefault(version, List.of());
        }

        void addTo(Links links, boolean writesFollowReads) {
            readers.forEach((version, seenBy) -> links.addAll(writersOf(version), seenBy, Dependency.WR));
            Set<Object> replaced = new LinkedHashSet<>(replacedBy.keySet());
            replaced.add(null);
            for (Object version : replaced) {
                for (Object later : versionsAfter(version, writesFollowReads)) {
                    links.addAll(writersOf(version), writersOf(later), Dependency.WW);
                    links.addAll(readersOf(version), writersOf(later), Dependency.RW);
                }
            }
        }

        /** Sets of versions that would each have to come before the others. */
        List<List<Object>> circles() {
            List<Object> numbered = List.copyOf(versions);
            Map<Object, Integer> numbers = new LinkedHashMap<>();
            numbered.forEach(version -> numbers.put(version, numbers.size()));
            Graph.Builder order = new Graph.Builder(numbered.size());
            replacedBy.forEach((version, later) -> later.forEach(
                    other -> order.add(numbers.get(version), numbers.get(other), Dependency.WW)));
            return Components.of(order.build(), Dependency.WW.bit()).stream()
                    .filter(circle -> circle.length > 1)
                    .map(circle -> Arrays.stream(circle).mapToObj(numbered::get).toList())
                    .toList();
        }
    }

    /**
     * Adds dependencies to a graph, and remembers whether there were any, including those of a transaction on itself.
     */
    private static final class Links {

        final Graph.Builder graph;
        boolean any;

        Links(Graph.Builder graph) {
            this.graph = graph;
        }

        void addAll(List<Txn> from, List<Txn> to, Dependency dependency) {
            for (Txn before : from) {
                for (Txn after : to) {
                    any = true;
                    // A transaction may replace what it read, but it must not read what it has yet to write.
                    if (before != after || dependency == Dependency.WR) {
                        graph.add(before.id(), after.id(), dependency);
                    }
                }
            }
        }
    }

    private final Map<Object, Register> registers = new LinkedHashMap<>();
    private boolean writesFollowReads = true;

    Registers(List<Txn> txns) {
        txns.stream().filter(Txn::isPossible).forEach(this::add);
    }

    /**
     * Of a transaction whose outcome is unknown, only its writes count: others may see them, and they come after nil.
     */
    private void add(Txn txn) {
        Map<Object, Object> writes = txn.externalWrites();
        writes.forEach((key, value) -> {
            Register register = register(key);
            if (value != null) { // a node may answer that it wrote null, which is no new version
                register.versions.add(value);
            }
            if (txn.isOk()) {
                register.writers.computeIfAbsent(value, _ -> new ArrayList<>()).add(txn);
            }
        });
        if (txn.isOk()) {
            txn.externalReads().forEach((key, value) -> addRead(txn, register(key), value, writes.get(key)));
        }
    }

    private static void addRead(Txn reader, Register register, Object value, Object written) {
        register.readers.computeIfAbsent(value, _ -> new ArrayList<>()).add(reader);
        if (value != null) {
            register.versions.add(value);
            if (Mop.isSome(written)) {
                register.replacedBy.computeIfAbsent(value, _ -> new LinkedHashSet<>()).add(written);
            }
        }
    }

    private Register register(Object key) {
        return registers.computeIfAbsent(key, _ -> new Register());
    }

    /** The reason why this history cannot be judged, or null if it can. */
    String flaw(List<Txn> txns) {
        Set<String> types = txns.stream()
                .flatMap(txn -> Stream.concat(txn.asked().stream(), txn.mops().stream()))
                .map(mop -> mop.key() == null ? "null" : Types.name(mop.key()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (types.size() > 1) {
            return "Keys are of several types: " + String.join(", ", types) + ".";
        }
        for (var entry : registers.entrySet()) {
            Register register = entry.getValue();
            for (Object value : register.readers.keySet()) {
                if (register.writersOf(value).size() > 1) {
                    return "Several transactions wrote %s to key %s.".formatted(
                            Json.write(value), Json.write(entry.getKey()));
                }
            }
        }
        return null;
    }

    /**
     * Notes versions that would each have to come before the others. If there are any, the assumption that writes
     * follow reads does not hold here, and no order is derived from it.
     */
    void findCyclicVersions(Findings findings) {
        boolean anyCircle = false;
        for (var entry : registers.entrySet()) {
            for (List<Object> circle : entry.getValue().circles()) {
                anyCircle = true;
                findings.add("cyclic-versions", () -> Findings.Example.of(List.of(),
                        _ -> List.of("Key %s: each of the values %s was written by a transaction that had read another."
                                .formatted(Json.write(entry.getKey()), Json.write(circle))),
                        "key", entry.getKey(), "scc", circle,
                        "sources", List.of(Keyword.of("initial-state"), Keyword.of("wfr-keys"))));
            }
        }
        writesFollowReads = !anyCircle;
    }

    /** Adds the dependencies that follow from the data; returns whether there were any. */
    boolean addDependencies(Graph.Builder graph) {
        Links links = new Links(graph);
        registers.values().forEach(register -> register.addTo(links, writesFollowReads));
        return links.any;
    }

    @Override
    public List<Dependency> precedence() {
        return List.of(Dependency.WR, Dependency.WW, Dependency.RW, Dependency.PROCESS, Dependency.REALTIME);
    }

    @Override
    public String why(Txn before, String beforeName, Txn after, String afterName, Dependency dependency) {
        return switch (dependency) {
            case WR -> whyRead(before, beforeName, after, afterName);
            case WW -> whyReplaced(before.externalWrites(), "wrote", beforeName, after, afterName);
            case RW -> whyReplaced(before.externalReads(), "read", beforeName, after, afterName);
            case PROCESS, REALTIME -> Narrator.whyInTime(before, beforeName, after, afterName, dependency);
        };
    }

    private static String whyRead(Txn writer, String writerName, Txn reader, String readerName) {
        Map<Object, Object> reads = reader.externalReads();
        return writer.externalWrites().entrySet().stream()
                .filter(write -> reads.containsKey(write.getKey())
                        && Objects.equals(write.getValue(), reads.get(write.getKey())))
                .map(write -> "%s wrote key %s = %s and %s read that".formatted(
                        writerName, Json.write(write.getKey()), Json.write(write.getValue()), readerName))
                .findFirst().orElseThrow();
    }

    private String whyReplaced(Map<Object, Object> earlier, String verb, String beforeName, Txn after,
                               String afterName) {
        Map<Object, Object> writes = after.externalWrites();
        for (var entry : earlier.entrySet()) {
            Object key = entry.getKey();
            Object version = entry.getValue();
            Object later = writes.get(key);
            if (later != null && register(key).versionsAfter(version, writesFollowReads).contains(later)) {
                return version == null
                        ? "%s %s key %s = null, its state before any write, and %s wrote %s there".formatted(
                                beforeName, verb, Json.write(key), afterName, Json.write(later))
                        : "%s %s key %s = %s, and %s read that value too before it wrote %s there".formatted(
                                beforeName, verb, Json.write(key), Json.write(version), afterName, Json.write(later));
            }
        }
        throw new IllegalArgumentException(beforeName + " and " + afterName + " have no such dependency");
    }
}
