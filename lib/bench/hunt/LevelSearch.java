package bench.hunt;

import bench.check.Verdict;
import bench.hunt.Choices.Arrival;
import bench.hunt.Exhaustive.Counterexample;
import bench.hunt.Exhaustive.Level;
import bench.kernel.Mishap;
import bench.run.Plan;
import bench.run.TestOptions;
import bench.run.TestRun;
import bench.scenario.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Plays all runs with one number of messages lost or late: a level of {@link Exhaustive}. The threads share its
 * branches, each of which has a number.
 */
final class LevelSearch {

    private static final String STATS = "stats";

    private final List<Player> players;
    private final TestOptions options;
    private final BooleanSupplier isTimeOver;
    private final Exhaustive.Progress progress;
    private final int messages;
    private long runs;
    private long undecided;
    private int choices;
    private int sent;
    private boolean timeIsOver;
    private Counterexample counterexample;
    private long failingBranch = Long.MAX_VALUE;

    LevelSearch(List<Player> players, TestOptions options, BooleanSupplier isTimeOver, Exhaustive.Progress progress,
                int messages) {
        this.players = players;
        this.options = options;
        this.isTimeOver = isTimeOver;
        this.progress = progress;
        this.messages = messages;
    }

    /** Plays the runs of this level. It can be called only once. */
    Level run() throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(players.size())) {
            List<Worker> workers = IntStream.range(0, players.size()).mapToObj(Worker::new).toList();
            for (Future<?> done : workers.stream().map(pool::submit).toList()) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
        return new Level(messages, runs, undecided, !timeIsOver && counterexample == null);
    }

    /** How many messages can be lost or late in the last run. */
    int choices() {
        return choices;
    }

    /** How many messages there are in the last run. */
    int sent() {
        return sent;
    }

    /** The run that failed; empty if none did. */
    Optional<Counterexample> counterexample() {
        return Optional.ofNullable(counterexample);
    }

    /** Branches with a smaller number than the failing one go on, so every search finds the same run. */
    private synchronized boolean isOver(long branch) {
        timeIsOver |= isTimeOver.getAsBoolean();
        return timeIsOver || branch >= failingBranch;
    }

    private synchronized void take(long branch, Plan plan, Player.Run run, int choicesLeft, int messagesSent) {
        choices = choicesLeft;
        sent = messagesSent;
        Reason reason = messages == 0 ? run.reason() : reasonBesidesStats(run);
        progress.update(messages, ++runs);
        if (reason.isUndecided()) {
            undecided++;
        } else if (!reason.isValid() && branch < failingBranch) {
            failingBranch = branch;
            counterexample = new Counterexample(plan, reason);
        }
    }

    /**
     * Why a run failed in which messages were lost. An operation may fail then, and a scenario may have only one of its
     * kind. So operations that never succeed do not count.
     */
    private static Reason reasonBesidesStats(Player.Run run) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>(run.verdicts());
        verdicts.remove(STATS);
        return Reason.of(run.outcome(), verdicts);
    }

    /** One thread. All of them play the short runs that lead to branches, and each takes its share of these. */
    private final class Worker implements Runnable {

        private final int share;
        private long branches;

        private Worker(int share) {
            this.share = share;
        }

        @Override
        public void run() {
            if (messages > 0 || isMine()) {
                explore(Branch.NONE, messages);
            }
        }

        private boolean isMine() {
            return branches++ % players.size() == share;
        }

        /** @param left how many more messages will be taken away */
        private void explore(Branch branch, int left) {
            if (isOver(branches)) {
                return;
            }
            Plan plan = plan(branch);
            Choices choices = new Choices();
            Player.Run run = players.get(share).play(options.withPlan(plan), choices);
            long endNanos = Math.min(options.plan().finalNanos() - TestRun.RECOVERY_NANOS, choices.endNanos());
            List<Arrival> sent = choices.arrivals(branch.id(), branch.nanos(), endNanos);
            if (left == 0) {
                take(branches, plan, run, sent.size(), choices.count());
            }
            for (Arrival lost : branch.lost()) {
                choices.returns(lost, branch.nanos(), endNanos)
                        .forEach(nanos -> explore(branch.delaying(lost, nanos), left));
            }
            for (Arrival message : sent) {
                if (left > 1 || left == 1 && isMine()) {
                    explore(branch.losing(message), left - 1);
                }
            }
        }

        private Plan plan(Branch branch) {
            List<Mishap> mishaps = new ArrayList<>(options.plan().mishaps());
            mishaps.addAll(branch.mishaps());
            return options.plan().withMishaps(mishaps);
        }
    }
}
