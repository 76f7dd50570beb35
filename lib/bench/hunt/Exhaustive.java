package bench.hunt;

import bench.check.Verdict;
import bench.hunt.Choices.Arrival;
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
 * Plays every run of a scenario in which a few messages are lost or late: first the run without any, then all runs with
 * one such message, with two, and so on. A late message comes after a step of its receiver, and each later step is
 * tried. So its receiver sees it in every order. (The field calls this bounded model checking without stored states.)
 *
 * <p>A node cannot be copied in the middle of a run, so each run begins at the start. The choices of a run are made in
 * the order of time: a message is taken away when it is sent, and it may be given back at a later moment. A run shows
 * which choices can follow its own last one. So the runs form a tree, and each is reached once.
 *
 * <p>Messages are lost or late only while Maelstrom would inject faults: up to the quiet period before the final
 * operations, or up to the end of the last operation.
 */
public final class Exhaustive {

    private static final String STATS = "stats";

    private final List<Player> players;
    private final TestOptions options;
    private final BooleanSupplier isTimeOver;
    private final Progress progress;

    /**
     * All runs with this number of messages lost or late.
     *
     * @param undecided  how many of the runs have no verdict
     * @param isComplete whether these are all; otherwise the time was over, or a run failed
     */
    public record Level(int messages, long runs, long undecided, boolean isComplete) {
    }

    /** A run that fails with the smallest number of messages lost or late. */
    public record Counterexample(Plan plan, Reason reason) {
    }

    /**
     * What was played, and the run that failed, if one did.
     *
     * @param messages how many messages can be lost or late in the run without any
     * @param sent     how many messages there are in that run; the others come when the network is good again
     */
    public record Result(int messages, int sent, List<Level> levels, Optional<Counterexample> counterexample) {

        /** Whether there is no further run: as many messages as that are never sent. */
        public boolean isEverything() {
            return levels.getLast().runs() == 0 && levels.getLast().isComplete();
        }

        /** Whether nothing could be tried, although nodes send messages. */
        public boolean isEmpty() {
            return messages == 0 && sent > 0 && counterexample.isEmpty();
        }

        public long runs() {
            return levels.stream().mapToLong(Level::runs).sum();
        }
    }

    /** Called after each run, by one thread at a time. */
    public interface Progress {
        void update(int messages, long runs);
    }

    /**
     * @param players    one for each thread
     * @param options    the scenario's, with its plan
     * @param isTimeOver says when to stop
     */
    public Exhaustive(List<Player> players, TestOptions options, BooleanSupplier isTimeOver, Progress progress) {
        this.players = players;
        this.options = options;
        this.isTimeOver = isTimeOver;
        this.progress = progress;
    }

    /** @param mostMessages how many messages may be lost or late in one run */
    public Result explore(int mostMessages) throws InterruptedException {
        List<Level> levels = new ArrayList<>();
        Optional<Counterexample> counterexample = Optional.empty();
        int choices = 0;
        int sent = 0;
        boolean goesOn = true;
        for (int messages = 0; goesOn && messages <= mostMessages; messages++) {
            Search search = new Search(messages);
            Level level = search.run();
            levels.add(level);
            choices = messages == 0 ? search.choices : choices;
            sent = messages == 0 ? search.sent : sent;
            counterexample = Optional.ofNullable(search.counterexample);
            goesOn = level.isComplete() && level.runs() > 0;
        }
        return new Result(choices, sent, List.copyOf(levels), counterexample);
    }

    /** The search through one level. The threads share its branches, each of which has a number. */
    private final class Search {

        private final int messages;
        private long runs;
        private long undecided;
        /** How many messages can be lost or late in the last run. */
        private int choices;
        /** How many messages there are in it. */
        private int sent;
        private boolean timeIsOver;
        private Counterexample counterexample;
        private long failingBranch = Long.MAX_VALUE;

        private Search(int messages) {
            this.messages = messages;
        }

        private Level run() throws InterruptedException {
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

        /** The branches with a smaller number than the failing one go on, so that always the same one is found. */
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

    /**
     * Why a run failed in which messages were lost. An operation may fail then, and a scenario may have only one of its
     * kind. So operations that never succeed do not count.
     */
    private static Reason reasonBesidesStats(Player.Run run) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>(run.verdicts());
        verdicts.remove(STATS);
        return Reason.of(run.outcome(), verdicts);
    }
}
