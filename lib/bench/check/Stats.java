package bench.check;

import bench.history.History;
import bench.history.Keyword;
import bench.history.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts how the operations of each kind ended: Jepsen's {@code stats}. Valid if each kind succeeded at least once. */
public final class Stats implements Checker {

    private final Set<String> exempt;

    /** Takes the kinds of operations that need not succeed, such as a client's {@code crash}. */
    public Stats(Set<String> exempt) {
        this.exempt = exempt;
    }

    @Override
    public Verdict check(History history) {
        List<Op> completions = history.clientOps().filter(op -> !op.isInvoke()).toList();
        Map<String, List<Op>> byF = new TreeMap<>();
        completions.forEach(op -> byF.computeIfAbsent(op.f(), _ -> new ArrayList<>()).add(op));
        List<String> never = byF.keySet().stream()
                .filter(f -> !exempt.contains(f) && byF.get(f).stream().noneMatch(Op::isOk)).toList();

        Map<String, Object> details = new LinkedHashMap<>(counts(completions));
        Map<Keyword, Object> detailsByF = new LinkedHashMap<>();
        byF.forEach((f, ops) -> detailsByF.put(Keyword.of(f), keywordized(ops)));
        details.put("by-f", detailsByF);
        return Verdict.of(never.isEmpty(), details, never.stream().map(f -> violation(f, byF.get(f))).toList());
    }

    private static Violation violation(String f, List<Op> ops) {
        Op first = ops.getFirst();
        return new Violation("never-succeeded", List.of(f), List.of(first), clients -> List.of(
                "No %s ever succeeded; %d %s tried.".formatted(f, ops.size(), ops.size() == 1 ? "was" : "were"),
                "The first was of %s%s.".formatted(clients.at(first), Phrases.because(first))));
    }

    private static Map<String, Object> counts(List<Op> ops) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("count", ops.size());
        counts.put("ok-count", ops.stream().filter(Op::isOk).count());
        counts.put("fail-count", ops.stream().filter(Op::isFail).count());
        counts.put("info-count", ops.stream().filter(Op::isInfo).count());
        return counts;
    }

    private static Map<Keyword, Object> keywordized(List<Op> ops) {
        Map<Keyword, Object> map = new LinkedHashMap<>();
        map.put(Keyword.of("valid?"), ops.stream().anyMatch(Op::isOk));
        counts(ops).forEach((name, count) -> map.put(Keyword.of(name), count));
        return map;
    }
}
