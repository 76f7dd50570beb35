package bench.hunt;

import bench.run.Plan;
import bench.run.TestOptions;
import bench.scenario.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

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

    private final List<Player> players;
    private final TestOptions options;
    private final BooleanSupplier isTimeOver;
    private final Progress progress;

    /**
     * All runs with this number of messages lost or late.
     *
     * @param undecided  how many of the runs have no verdict
     * @param isComplete whether these are all; otherwise the time was up, or a run failed
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
            LevelSearch search = new LevelSearch(players, options, isTimeOver, progress, messages);
            Level level = search.run();
            levels.add(level);
            choices = messages == 0 ? search.choices() : choices;
            sent = messages == 0 ? search.sent() : sent;
            counterexample = search.counterexample();
            goesOn = level.isComplete() && level.runs() > 0;
        }
        return new Result(choices, sent, List.copyOf(levels), counterexample);
    }
}
