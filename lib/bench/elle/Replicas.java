package bench.elle;

import bench.check.Checker;
import bench.check.Verdict;
import bench.history.History;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Judges whether all replicas of a store became equal: the final reads, flagged {@code final?}, of all processes must
 * give the same for every key. A process stays with one node, so that its final reads show that node's replica.
 */
public final class Replicas implements Checker {

    private record Sight(Txn reader, Object value) {
    }

    @Override
    public Verdict check(History history) {
        Map<Object, Sight> firstSights = new LinkedHashMap<>();
        Findings findings = new Findings();
        for (Txn txn : Txn.of(history)) {
            if (txn.isOk() && txn.invocation().isFinal()) {
                txn.externalReads().forEach((key, value) -> {
                    Sight here = new Sight(txn, value);
                    Sight first = firstSights.putIfAbsent(key, here);
                    if (first != null && !Objects.equals(first.value(), value)) {
                        findings.add("diverged-replicas", () -> tell(key, first, here));
                    }
                });
            }
        }
        return findings.verdict();
    }

    private static Findings.Example tell(Object key, Sight first, Sight other) {
        String sights = List.of(first, other).stream()
                .map(sight -> "process %d reads %s".formatted(sight.reader().invocation().process(), sight.value()))
                .collect(Collectors.joining(", "));
        return Findings.Example.of("key %s, after all has come to rest: %s".formatted(key, sights),
                "key", key,
                "ops", List.of(first.reader().completion(), other.reader().completion()));
    }
}
