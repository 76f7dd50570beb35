package bench.story;

import bench.check.Verdict;
import bench.check.Violation;
import bench.history.History;
import bench.history.Op;
import bench.journal.Journal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells what went wrong in a run, based on its history and its journal. */
public final class Stories {

    /**
     * What explains most comes first. A message that is lost, for one, makes polls skip it; the skips are told after
     * it. Anomalies that are not named here come after those that are, as their checker has them.
     */
    private static final List<String> CAUSES = List.of("other-steps", "internal", "G1a", "G1b",
            "duplicate-elements", "incompatible-order", "inconsistent-offsets",
            "duplicate", "lost-write", "int-nonmonotonic-send", "nonmonotonic-send", "G0", "G1c", "lost-update",
            "fractured-read", "stale-initial-read", "stale-read");
    private static final Comparator<Violation> CAUSES_FIRST = Comparator.comparingInt(violation -> {
        int place = CAUSES.indexOf(violation.anomaly());
        return place < 0 ? CAUSES.size() : place;
    });

    private Stories() {
    }

    /**
     * A story for each violation, in the order of the verdicts; that there is nothing to judge comes last.
     *
     * @param workload what the nodes were asked for, such as {@code broadcast}
     * @param events   replays all events of the run to a journal, like {@code Recording::replay}
     */
    public static List<Story> tell(String workload, Map<String, Verdict> verdicts, History history,
                                   Consumer<Journal> events) {
        List<Violation> violations = verdicts.values().stream()
                .flatMap(verdict -> verdict.violations().stream().sorted(CAUSES_FIRST))
                .sorted(Comparator.comparing(violation -> violation.anomaly().equals(Violation.NOTHING_TO_JUDGE)))
                .toList();
        if (violations.isEmpty()) {
            return List.of();
        }
        Set<Op> neverSucceeded = violations.stream().filter(violation -> violation.anomaly().equals("never-succeeded"))
                .flatMap(violation -> violation.operations().stream()).collect(Collectors.toSet());
        Run run = new Run(history, events);
        return Consequences.removedFrom(violations).stream().filter(violation -> !isToldBy(neverSucceeded, violation))
                .map(violation -> tell(violation, run, workload)).toList();
    }

    /** An operation that failed every time is told once, also where a checker misses its result. */
    private static boolean isToldBy(Set<Op> neverSucceeded, Violation violation) {
        return !violation.anomaly().equals("never-succeeded") && !violation.operations().isEmpty()
                && neverSucceeded.containsAll(violation.operations());
    }

    /** The story of a run of which not all events could be kept, for this reason. */
    public static Story ofIncompleteJournal(String why) {
        return new Story("The journal is incomplete: the report may lack messages, and stories may not tell of them.",
                List.of("It could not be written: " + why + "."), List.of(), List.of());
    }

    /** All faults of a run with their times, one line each, such as {@code cut: n2 | n0 n1, 0 to 9.94 s}. */
    public static List<String> faults(History history, Consumer<Journal> events) {
        Run run = new Run(history, events);
        return run.faults().lines(run.nodes());
    }

    private static Story tell(Violation violation, Run run, String workload) {
        if (!run.isKnown()) {
            return story(violation, violation.proof().lines(run.clients()), List.of(), Hints.of(violation.anomaly()));
        }
        LostValue lost = violation.anomaly().equals("lost") ? new LostValue(violation, run) : null;
        List<String> text = switch (violation.anomaly()) {
            case "lost" -> lost.tell();
            case "wrong-total" -> WrongTotal.tell(violation, run);
            case "duplicate-id" -> RepeatedId.tell(violation, run);
            case "echo-mismatch" -> StrangeEcho.tell(violation, run);
            case "limits" -> Traffic.tell(violation, run);
            default -> violation.proof().lines(run.clients());
        };
        List<String> hint = switch (violation.anomaly()) {
            case "lost" -> lost.hint();
            case "wrong-total" -> WrongTotal.hint(violation, run);
            case "never-succeeded", "unavailable" -> ofFailure(violation, run, workload);
            case "echo-mismatch" -> violation.operations().getFirst().isOk() ? Hints.of(violation.anomaly())
                    : ofFailure(violation, run, workload);
            case "inconsistent-offsets" -> nodesOf("send", violation, run) > 1 ? Hints.TWO_COUNTS
                    : Hints.of(violation.anomaly());
            case "poll-skip", "int-poll-skip" -> hadIt(violation, run) ? Hints.LEFT_OUT : Hints.of(violation.anomaly());
            case "not-linearizable", "diverged-replicas" ->
                    run.sharesOnly("lww-kv") ? Hints.TWO_REPLICAS : Hints.of(violation.anomaly());
            case "stale-read", "stale-initial-read", "cyclic-causality", "divergent-order" ->
                    run.silence().isPresent() && !run.usesNoService() ? Hints.OLD_COPY
                            : Hints.of(violation.anomaly());
            default -> Hints.of(violation.anomaly());
        };
        return story(violation, text, Circumstances.of(violation, run), hint);
    }

    /** A story of no more than the most lines; the circumstances yield first. */
    private static Story story(Violation violation, List<String> text, List<String> circumstances, List<String> hint) {
        List<String> others = violation.others().lines();
        List<String> lines = Stream.concat(Stream.concat(text.stream(), circumstances.stream())
                .limit(Story.MOST_LINES - others.size()), others.stream()).toList();
        return new Story(lines.getFirst(), lines.subList(1, lines.size()), hint,
                violation.operations().stream().map(op -> op.index()).toList());
    }

    /** How many nodes handled the operations of this kind that prove a violation. */
    private static long nodesOf(String f, Violation violation, Run run) {
        return violation.operations().stream().filter(op -> op.f().equals(f)).map(run::nodeOf).distinct().count();
    }

    /** Whether the node of a poll had acknowledged the skipped message before the poll began. */
    private static boolean hadIt(Violation skip, Run run) {
        Op sent = skip.operations().stream().filter(op -> op.f().equals("send")).findFirst().orElseThrow();
        Op polled = skip.operations().stream().filter(op -> op.f().equals("poll")).toList().getLast();
        String node = run.nodeOf(sent);
        return sent.isOk() && sent.index() < run.history().invocationOf(polled).index()
                && node != null && node.equals(run.nodeOf(polled));
    }

    private static List<String> ofFailure(Violation violation, Run run, String workload) {
        Op first = violation.operations().getFirst();
        return run.deafness(first).map(Hints::ofDeafness).orElseGet(() ->
                first.error() instanceof List<?> ? Hints.ofFailure(first, workload)
                        : run.isTooLate(first) ? Hints.TOO_LATE
                        : MissingReply.hint(first, run).map(hint -> Hints.withMessages(hint, workload))
                        .orElseGet(() -> Hints.ofFailure(first, workload)));
    }
}
