package bench.live;

import bench.journal.Event;
import bench.journal.Journal;
import bench.kernel.Clock;
import bench.kernel.EventLoop;
import bench.kernel.Node;
import bench.run.Observer;
import bench.run.TestOptions;
import bench.run.TestRun;
import bench.workload.Workload;
import java.util.List;

/** Runs a test of processes in real time. */
public final class LiveRun {

    private LiveRun() {
    }

    /**
     * Runs a test to its end.
     *
     * @param command the command that starts a node
     * @param journal records everything that happens
     */
    public static TestRun.Outcome run(TestOptions options, Workload workload, List<String> command,
                                      Journal journal, Observer observer) {
        EventLoop loop = new EventLoop(new Clock.Wall());
        Node.Launcher launcher = ProcessNode.launcher(loop, command,
                (node, line) -> journal.record(loop.now(), new Event.Log(node, line)));
        return new TestRun(options, workload, loop, launcher, 0, false, journal, observer).run();
    }
}
