package bench.live;

import bench.kernel.Clock;
import bench.kernel.EventLoop;
import bench.run.Observer;
import bench.run.TestOptions;
import bench.run.TestRun;
import bench.workload.Workload;
import java.util.List;
import java.util.function.BiConsumer;

/** Runs a test of processes on the clock on the wall. */
public final class LiveTest {

    private LiveTest() {
    }

    /**
     * Runs a test to its end.
     *
     * @param command what starts a node
     * @param log     takes what a node prints on stderr: id, then line
     */
    public static TestRun.Outcome run(TestOptions options, Workload workload, List<String> command,
                                      BiConsumer<String, String> log, Observer observer) {
        EventLoop loop = new EventLoop(new Clock.Wall());
        return new TestRun(options, workload, loop, ProcessNode.launcher(loop, command, log), 0, false, observer).run();
    }
}
