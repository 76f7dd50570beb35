package bench.check.kafka;

import static bench.check.kafka.Case.details;
import static bench.check.kafka.Case.name;

import bench.check.Checker;
import bench.check.Types;
import bench.check.Verdict;
import bench.check.Violation;
import bench.history.History;
import bench.history.Json;
import bench.history.Keyword;
import bench.history.LogEffects;
import bench.history.Op;
import bench.history.PlacedMessage;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges the logs of a test by the rules of Jepsen's kafka workload: acknowledged messages are polled, everyone sees
 * the same message at an offset, and each process only moves forward in a log.
 */
public final class KafkaChecker implements Checker {

    /** Reported, but not an error: other clients may send between two sends of one operation. */
    private static final Set<String> ALLOWED = Set.of("int-send-skip");

    /**
     * Jepsen keeps a list as long as the highest offset of a key. Far beyond this limit it runs out of memory, and the
     * test ends as unknown. A node that uses milliseconds of its clock as offsets gets there at once.
     */
    private static final long HIGHEST_OFFSET = 100_000_000;

    /** The number of cases shown of each type; all are counted. */
    private static final int SHOWN = 8;
    private static final int SHOWN_UNSEEN = 32;

    /** The findings of one type: their entry in the results, and the worst case as a violation. */
    private record Finding(Object result, Violation violation) {
    }

    @Override
    public Verdict check(History history) {
        Evidence evidence = new Evidence(history);
        Optional<String> obstacle = obstacle(evidence);
        if (obstacle.isPresent()) {
            return Verdict.unknown(Map.of("error", obstacle.get()), obstacle.get());
        }
        SortedMap<String, Finding> findings = new TreeMap<>();
        Stream.of(LostWrites.find(evidence), Offsets.inconsistent(evidence), Offsets.duplicate(evidence),
                        Order.check(evidence, Order.Side.POLL), Order.check(evidence, Order.Side.SEND),
                        Reads.check(evidence))
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(Case::type))
                .forEach((type, cases) -> findings.put(type, finding(cases)));
        Unseen unseen = new Unseen(evidence.ends());
        if (!unseen.remaining().isEmpty()) {
            findings.put("unseen", finding(evidence, unseen));
        }
        if (provesNothing(history, evidence)) {
            findings.put(Violation.NOTHING_TO_JUDGE, new Finding(details("count", 1, "errs", true), Violation.of(
                    Violation.NOTHING_TO_JUDGE, "There is nothing to judge: no poll returned a message.")));
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
        return Verdict.of(bad.isEmpty(), details,
                bad.stream().map(type -> findings.get(type).violation()).toList());
    }

    private static List<Keyword> keywords(Collection<String> names) {
        return names.stream().map(Keyword::of).toList();
    }

    /** The reason why a history cannot be judged. Jepsen's checker breaks on these, and the test ends as unknown. */
    private static Optional<String> obstacle(Evidence evidence) {
        for (LogEffects end : evidence.ends()) {
            for (var offset : end.maxOffsets().entrySet()) {
                if (offset.getValue() > HIGHEST_OFFSET) {
                    return Optional.of("Key %s has offset %d. With offsets that high, Maelstrom runs out of memory."
                            .formatted(Json.write(offset.getKey()), offset.getValue()));
                }
            }
            for (var polled : end.polls().entrySet()) {
                for (PlacedMessage message : polled.getValue()) {
                    if (evidence.sender(polled.getKey(), message.value()) == null) {
                        return Optional.of(unsent(evidence, polled.getKey(), message));
                    }
                }
            }
        }
        return evidence.polledKeys().stream()
                .filter(key -> evidence.polled(key).stream()
                        .noneMatch(value -> evidence.log(key).firstIndex(value) >= 0))
                .findFirst()
                .map(key -> ("Polls named key %s but never returned any message of it. A poll_ok should leave out keys "
                        + "that it has no messages for.").formatted(Json.write(key)));
    }

    private static String unsent(Evidence evidence, String key, PlacedMessage message) {
        Object lookalike = Types.lookalike(message.value(), evidence.sent(key));
        return "Polls returned message %s of key %s, which nobody sent%s.".formatted(Json.write(message.value()),
                Json.write(key), lookalike != null
                        ? ": %s was%s".formatted(Json.write(lookalike), Types.difference(lookalike, message.value()))
                        : evidence.keyInOneLog(message).map(other -> (" to it: key %s got it, at the same offset %d. "
                                + "Each key must have a log of its own").formatted(Json.write(other),
                                message.offset())).orElse(""));
    }

    private static Finding finding(List<Case> cases) {
        List<Case> worst = cases.stream()
                .sorted(Comparator.comparingLong(Case::severity).reversed()).limit(SHOWN).toList();
        return new Finding(details("count", cases.size(),
                "errs", worst.stream().map(each -> each.details().get()).toList()),
                worst.getFirst().violation(cases.size()));
    }

    private static Finding finding(Evidence evidence, Unseen unseen) {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, List<Object>> messages = new TreeMap<>();
        unseen.remaining().forEach((key, values) -> {
            counts.put(key, values.size());
            messages.put(key, values.stream().limit(SHOWN_UNSEEN).toList());
        });
        String key = unseen.remaining().firstKey();
        Object value = unseen.remaining().get(key).getFirst();
        Op sender = evidence.sender(key, value).op();
        int others = counts.values().stream().mapToInt(Integer::intValue).sum() - 1;
        return new Finding(details("time", unseen.lastTime(), "unseen", counts, "messages", messages),
                new Violation("unseen", List.of(key, value), List.of(sender),
                        clients -> List.of("Key %s, unseen: no poll ever returned %s, which was in %s.".formatted(
                                Json.write(key), Case.message(value), name(clients, sender))),
                        new Violation.Others(others, "message", List.of())));
    }

    /** Whether no operation is known to follow another, which would leave Elle with an empty graph. */
    private static boolean provesNothing(History history, Evidence evidence) {
        return evidence.polledKeys().isEmpty() && history.clientOps().filter(KafkaChecker::isTransfer)
                .dropWhile(op -> !op.isOk())
                .noneMatch(op -> op.isInvoke() && history.completionOf(op) != null);
    }

    private static boolean isTransfer(Op op) {
        return op.f().equals("send") || op.f().equals("poll");
    }
}
