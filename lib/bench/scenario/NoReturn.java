package bench.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Finds the moment of no return of a failing scenario. It repeats the run up to some moment. From there the run goes on
 * with other fates: faults end, no new ones begin, and messages take other times. The share of such runs that still
 * fail is the chance of failure at that moment. Around the largest jump of the chance it tries more moments, until a
 * single one is left.
 */
public final class NoReturn {

    /** How often the run still fails if its fates change after this moment: {@code failures} of {@code futures}. */
    public record Chance(long nanos, int failures, int futures) {
    }

    /**
     * The answer.
     *
     * @param chances in the order of time
     * @param before  the last moment before the largest jump
     * @param after   the first moment after the jump; the same as {@code before} if the chance never rises
     */
    public record Answer(List<Chance> chances, Chance before, Chance after) {

        /** Whether the run fails regardless of the fates of its messages. */
        public boolean isCertainFromTheStart() {
            return chances.getFirst().failures() == chances.getFirst().futures();
        }
    }

    private static final long BEFORE_ALL = -1;

    private final Scenario scenario;
    private final List<Long> times;
    private final Predicate<Scenario> fails;
    private final int futures;
    private final SortedMap<Long, Chance> chances = new TreeMap<>();

    /**
     * @param steps   the events of the scenario's run
     * @param fails   runs a scenario, and says whether it fails for the same reason as this one
     * @param futures how many continuations to try at each moment
     */
    public NoReturn(Scenario scenario, Steps steps, Predicate<Scenario> fails, int futures) {
        this.scenario = scenario;
        this.times = new ArrayList<>(steps.times());
        this.times.addFirst(BEFORE_ALL);
        this.fails = fails;
        this.futures = futures;
    }

    /** @param moments how many moments to try at first, spread over the run */
    public Answer find(int moments) {
        int low = 0;
        int high = 0;
        int jump = 0;
        for (int i = 1; i <= moments; i++) {
            int from = (i - 1) * (times.size() - 1) / moments;
            int to = i * (times.size() - 1) / moments;
            int rise = rise(from, to);
            if (rise > jump) {
                jump = rise;
                low = from;
                high = to;
            }
        }
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (rise(middle, high) >= rise(low, middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new Answer(List.copyOf(chances.values()), chance(low), chance(high));
    }

    private int rise(int from, int to) {
        return chance(to).failures() - chance(from).failures();
    }

    private Chance chance(int moment) {
        long nanos = times.get(moment);
        return chances.computeIfAbsent(nanos, _ -> new Chance(nanos, futuresThatFail(nanos), futures));
    }

    /** How many continuations fail that start just after this moment. */
    private int futuresThatFail(long nanos) {
        int failures = 0;
        for (int seed = 1; seed <= futures; seed++) {
            failures += fails.test(scenario.withPlan(scenario.plan().withFork(nanos + 1, seed))) ? 1 : 0;
        }
        return failures;
    }
}
