package bench.check.linear;

import bench.check.Checker;
import bench.check.Complaints;
import bench.check.Verdict.Validity;
import bench.check.Verdict;
import bench.check.linear.RegisterSearch.Finding;
import bench.history.Edn;
import bench.history.History;
import bench.history.Keyword;
import bench.history.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Each key is a linearizable register: all its operations can be put into one order in which every operation takes
 * effect between its invocation and its completion, and every read and compare-and-set sees the value before it. The
 * values of operations are {@code [key value]}. Knossos does this for Jepsen.
 */
public final class Linearizable implements Checker {

    /** Steps of the search in all; some seconds. Operations that never ended can make the search exponential. */
    private static final long BUDGET = 20_000_000;

    private final long budget;

    public Linearizable() {
        this(BUDGET);
    }

    /** Takes the number of steps after which the search gives up, and the answer is unknown. */
    public Linearizable(long budget) {
        this.budget = budget;
    }

    @Override
    public Verdict check(History history) {
        Map<Object, List<Op>> byKey = new LinkedHashMap<>();
        history.clientOps().forEach(op -> byKey.computeIfAbsent(keyOf(history, op), _ -> new ArrayList<>()).add(op));

        Map<Object, Object> results = new LinkedHashMap<>();
        List<Object> failures = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        Validity valid = Validity.TRUE;
        long left = budget;
        for (Object key : byKey.keySet()) {
            RegisterSearch search = new RegisterSearch(history, byKey.get(key), left);
            Finding finding = search.run();
            left -= search.steps();
            valid = valid.and(finding.valid());
            results.put(key, details(finding));
            if (finding.valid() == Validity.FALSE) {
                failures.add(key);
            }
            if (finding.valid() != Validity.TRUE) {
                complaints.add("key %s: %s".formatted(Edn.write(key), words(finding)));
            }
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("results", results);
        details.put("failures", failures);
        return new Verdict(valid, details, Complaints.each(complaints, complaint -> complaint));
    }

    private static Object keyOf(History history, Op op) {
        Op invocation = op.isInvoke() ? op : history.invocationOf(op);
        return ((List<?>) invocation.value()).getFirst();
    }

    private static Map<Keyword, Object> details(Finding finding) {
        Map<Keyword, Object> details = new LinkedHashMap<>();
        details.put(Keyword.of("valid?"), finding.valid().edn());
        if (finding.stuckAt() != null) {
            details.put(Keyword.of("op"), finding.stuckAt());
            details.put(Keyword.of("previous-ok"), finding.previous());
        }
        return details;
    }

    private static String words(Finding finding) {
        String op = Complaints.brief(finding.stuckAt());
        if (finding.valid() == Validity.UNKNOWN) {
            return "too many operations overlap to try all their orders; given up at \"%s\"".formatted(op);
        }
        String before = finding.previous() == null ? "at its beginning"
                : "after \"%s\"".formatted(Complaints.brief(finding.previous()));
        String held = finding.values().stream().map(Edn::write).collect(Collectors.joining(" or "));
        return "no order of its operations explains \"%s\": %s, the register can only have held %s%s".formatted(
                op, before, held, finding.open().isEmpty() ? "" : ", whichever of these took effect: "
                        + finding.open().stream().map(Complaints::brief).collect(Collectors.joining("; ")));
    }
}
