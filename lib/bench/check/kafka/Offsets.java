package bench.check.kafka;

import static bench.check.kafka.Case.details;
import static bench.check.kafka.Case.message;
import static bench.check.kafka.Case.name;

import bench.history.Op;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks that each offset of a log holds one message, and each message has one offset. */
final class Offsets {

    private Offsets() {
    }

    /** Offsets at which different operations saw different messages. */
    static List<Case> inconsistent(Evidence evidence) {
        List<Case> anomalies = new ArrayList<>();
        evidence.logs().forEach((key, log) -> {
            for (int index = 0; index < log.entries().size(); index++) {
                if (log.entries().get(index).values().size() > 1) {
                    anomalies.add(inconsistent(evidence, key, index));
                }
            }
        });
        return anomalies;
    }

    private static Case inconsistent(Evidence evidence, String key, int index) {
        KeyLog.Entry entry = evidence.log(key).entries().get(index);
        Map<Object, Op> witnesses = inOrder(entry.values(), value -> evidence.witness(key, entry.offset(), value));
        return new Case("inconsistent-offsets", entry.values().size(), key, List.copyOf(witnesses.values()),
                () -> details("key", key, "offset", entry.offset(), "index", index,
                        "values", entry.values()),
                clients -> "offset %d can hold only one message, but it had %s".formatted(entry.offset(),
                        listed(witnesses.entrySet(), witness -> "%s in %s".formatted(
                                message(witness.getKey()), name(clients, witness.getValue())))));
    }

    /** Messages that have several offsets. */
    static List<Case> duplicate(Evidence evidence) {
        List<Case> anomalies = new ArrayList<>();
        evidence.logs().forEach((key, log) -> log.entries().stream()
                .flatMap(entry -> entry.values().stream())
                .distinct()
                .filter(value -> log.firstIndex(value) != log.lastIndex(value))
                .forEach(value -> anomalies.add(duplicate(evidence, key, value))));
        return anomalies;
    }

    private static Case duplicate(Evidence evidence, String key, Object value) {
        List<Long> offsets = evidence.log(key).offsets(value);
        Map<Long, Op> witnesses = inOrder(offsets, offset -> evidence.witness(key, offset, value));
        return new Case("duplicate", offsets.size(), key, List.copyOf(witnesses.values()),
                () -> details("key", key, "value", value, "count", offsets.size(), "offsets", offsets),
                clients -> "%s was sent once, but it had %s".formatted(message(value),
                        listed(witnesses.entrySet(), witness -> "offset %d in %s".formatted(
                                witness.getKey(), name(clients, witness.getValue())))));
    }

    /** The operation that saw each item first, the earliest operation first. */
    private static <T> Map<T, Op> inOrder(List<T> items, Function<T, Op> witness) {
        Map<T, Op> witnesses = new LinkedHashMap<>();
        items.stream().sorted(Comparator.comparingInt(item -> witness.apply(item).index()))
                .forEach(item -> witnesses.put(item, witness.apply(item)));
        return witnesses;
    }

    /** The first few of several items. */
    private static <T> String listed(Collection<T> things, Function<T, String> words) {
        return things.stream().limit(3).map(words).collect(Collectors.joining(", and "))
                + (things.size() > 3 ? ", and %d more".formatted(things.size() - 3) : "");
    }
}
