package bench.story;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the helper has logged of handlers that did not do their work to the end, or not in time. */
final class HelperLog {

    private static final Pattern FAILED = Pattern.compile("\\S+\\.java:\\d+: .* failed: .*");
    private static final Pattern UNANSWERED = Pattern.compile(FAILED + " has not answered within .*");
    private static final Pattern UNHANDLED = Pattern.compile("No reply to \\S+: its message has no msg_id\\. .*");
    private static final Pattern TOO_LATE = Pattern.compile("No reply: (\\S+) has probably given up, .*");

    private final Set<String> failed = new TreeSet<>();
    private final Set<String> unhandled = new TreeSet<>();
    private final Set<String> tooLate = new HashSet<>();
    private boolean waited;

    void note(String node, String line) {
        if (UNANSWERED.matcher(line).matches()) {
            waited = true;
        } else if (FAILED.matcher(line).matches()) {
            failed.add(node);
        } else if (UNHANDLED.matcher(line).matches()) {
            unhandled.add(node);
        } else if (TOO_LATE.matcher(line).matches()) {
            tooLate.add(node);
        }
    }

    /** Whether replies of a node came too late for its clients. */
    boolean isTooLate(String node) {
        return tooLate.contains(node);
    }

    /** What to do about a value that was lost where handlers did not do their work; empty if all did. */
    Optional<List<String>> hint() {
        return !failed.isEmpty() ? Optional.of(Hints.ofFailures(List.copyOf(failed)))
                : !unhandled.isEmpty() ? Optional.of(Hints.ofUnhandled(List.copyOf(unhandled)))
                : waited ? Optional.of(Hints.UNANSWERED) : Optional.empty();
    }
}
