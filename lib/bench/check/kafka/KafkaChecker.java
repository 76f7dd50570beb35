package bench.check.kafka;

import static bench.check.kafka.Case.details;
import static bench.check.kafka.Case.name;

import bench.check.Checker;
import bench.check.Verdict;
import bench.history.History;
import bench.history.Keyword;
import bench.history.LogEffects;
import bench.history.Op;
import bench.history.PlacedMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges the logs of a test by the rules of Jepsen's kafka workload: what was acknowledged is polled, an offset means
 * the same to everyone, and each process sees each log grow.
 */
public final class KafkaChecker implements Checker {

    /** Reported, but no fault: others may send between two sends of one operation. */
    private static final Set<String> ALLOWED = Set.of("int-send-skip");

    /**
     * Jepsen keeps a list as long as the highest offset of a key. Far beyond this it runs out of memory, and a test ends
     * as unknown: a node that takes the milliseconds of its clock for offsets gets there at once.
     */
    private static final long HIGHEST_OFFSET = 100_000_000;

    /** How many of a type are shown; all are counted. */
    private static final int SHOWN = 8;
    private static final int SHOWN_UNSEEN = 32;

    /** All that was found of a type: its entry in the results, and the same in words. */
    private record Finding(Object result, List<String> complaints) {
    }

    @Override
    public Verdict check(History history) {
        Evidence evidence = new Evidence(history);
        List<String> obstacles = obstacles(evidence);
        if (!obstacles.isEmpty()) {
            return new Verdict(Verdict.Validity.UNKNOWN, Map.of("error", obstacles.getFirst()), obstacles);
        }
        SortedMap<String, Finding> findings = new TreeMap<>();
        Stream.of(LostWrites.find(evidence), Offsets.inconsistent(evidence), Offsets.duplicate(evidence),
                        Order.check(evidence, Order.Side.POLL), Order.check(evidence, Order.Side.SEND),
                        Reads.check(evidence))
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(Case::type))
                .forEach((type, anomalies) -> findings.put(type, finding(anomalies)));
        Unseen unseen = new Unseen(evidence.ends());
        if (!unseen.remaining().isEmpty()) {
            findings.put("unseen", finding(evidence, unseen));
        }
        if (provesNothing(history, evidence)) {
            findings.put("empty-transaction-graph", new Finding(details("count", 1, "errs", true), List.of(
                    "there is nothing to judge: no poll returned a message, and nothing began after it succeeded")));
        }
        return verdict(history, RealtimeLag.worst(evidence), findings);
    }

    private static Verdict verdict(History history, RealtimeLag worstLag, SortedMap<String, Finding> findings) {
        List<String> bad = findings.keySet().stream().filter(type -> !ALLOWED.contains(type)).toList();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("worst-realtime-lag", worstLag.details());
        details.put("bad-error-types", keywords(bad));
        details.put("error-types", keywords(findings.keySet()));
        details.put("info-txn-causes", history.clientOps()
                .filter(op -> op.isInfo() && isTransfer(op))
                .map(Op::error).filter(Objects::nonNull).distinct().toList());
        findings.forEach((type, finding) -> details.put(type, finding.result()));
        List<String> complaints = bad.stream()
                .flatMap(type -> findings.get(type).complaints().stream().map(complaint -> type + ": " + complaint))
                .toList();
        return Verdict.of(bad.isEmpty(), details, complaints);
    }

    private static List<Keyword> keywords(Collection<String> names) {
        return names.stream().map(Keyword::of).toList();
    }

    /** Why a history cannot be judged; Jepsen's checker breaks on these, and the test ends as unknown. */
    private static List<String> obstacles(Evidence evidence) {
        List<String> obstacles = new ArrayList<>();
        for (LogEffects end : evidence.ends()) {
            end.maxOffsets().forEach((key, offset) -> {
                if (offset > HIGHEST_OFFSET) {
                    obstacles.add("%s has offset %d of key %s: Maelstrom runs out of memory when offsets are so high"
                            .formatted(name(end.op()), offset, key));
                }
            });
            end.polls().forEach((key, messages) -> messages.stream().map(PlacedMessage::value)
                    .filter(value -> evidence.sender(key, value) == null)
                    .forEach(value -> obstacles.add("nobody sent the message %s of key %s that came in %s"
                            .formatted(value, key, name(end.op())))));
        }
        for (String key : evidence.polledKeys()) {
            if (evidence.polled(key).stream().noneMatch(value -> evidence.log(key).firstIndex(value) >= 0)) {
                obstacles.add(("polls named key %s and never returned a message of it; "
                        + "a poll_ok should leave out keys that it has no messages for").formatted(key));
            }
        }
        return obstacles.stream().limit(SHOWN).toList();
    }

    private static Finding finding(List<Case> anomalies) {
        List<Case> worst = anomalies.stream()
                .sorted(Comparator.comparingLong(Case::severity).reversed()).limit(SHOWN).toList();
        List<String> complaints = new ArrayList<>(worst.stream().map(anomaly -> anomaly.complaint().get()).toList());
        if (anomalies.size() > SHOWN) {
            complaints.add("and %d more".formatted(anomalies.size() - SHOWN));
        }
        return new Finding(details("count", anomalies.size(),
                "errs", worst.stream().map(anomaly -> anomaly.details().get()).toList()), complaints);
    }

    private static Finding finding(Evidence evidence, Unseen unseen) {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, List<Object>> messages = new TreeMap<>();
        List<String> complaints = new ArrayList<>();
        unseen.remaining().forEach((key, values) -> {
            counts.put(key, values.size());
            messages.put(key, values.stream().limit(SHOWN_UNSEEN).toList());
            if (complaints.size() < SHOWN) {
                complaints.add("no poll returned %d of the acknowledged messages of key %s, such as %s of %s"
                        .formatted(values.size(), key, values.getFirst(),
                                name(evidence.sender(key, values.getFirst()).op())));
            }
        });
        if (counts.size() > SHOWN) {
            complaints.add("and messages of %d more keys".formatted(counts.size() - SHOWN));
        }
        return new Finding(details("time", unseen.lastTime(), "unseen", counts, "messages", messages), complaints);
    }

    /** Whether no operation is known to follow another, so that Elle would be left with an empty graph. */
    private static boolean provesNothing(History history, Evidence evidence) {
        return evidence.polledKeys().isEmpty() && history.clientOps().filter(KafkaChecker::isTransfer)
                .dropWhile(op -> !op.isOk())
                .noneMatch(op -> op.isInvoke() && history.completionOf(op) != null);
    }

    private static boolean isTransfer(Op op) {
        return op.f().equals("send") || op.f().equals("poll");
    }
}
