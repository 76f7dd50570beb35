package bench.live;

import bench.kernel.Clock;
import bench.kernel.EventLoop;
import bench.run.Observer;
import bench.run.TestOptions;
import bench.run.TestRun;
import bench.workload.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Runs a test of processes on the clock on the wall. */
public final class LiveTest {

    private LiveTest() {
    }

    /**
     * Runs a test to its end.
     *
     * @param command what starts a node
     * @param log     where the stderr of a node goes
     */
    public static TestRun.Outcome run(TestOptions options, Workload workload, List<String> command,
                                      Function<String, Path> log, Observer observer) {
        EventLoop loop = new EventLoop(new Clock.Wall());
        return new TestRun(options, workload, loop, ProcessNode.launcher(loop, command, log), 0, observer).run();
    }
}
