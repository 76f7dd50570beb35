import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.kernel.Clock;
import bench.kernel.EventLoop;
import bench.kernel.Node;
import bench.live.ProcessNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A node's process may be a wrapper around the real program. */
class ProcessNodeTest {

    @Test
    void aPauseStopsAWrapperAndTheProgramBelowIt() throws Exception {
        EventLoop loop = new EventLoop(new Clock.Wall());
        List<String> pids = new ArrayList<>();
        List<String> command = List.of("sh", "-c", "echo $$; sh -c 'echo $$; read line; exit'; exit $?");
        Node node = ProcessNode.launcher(loop, command, (_, _) -> { }).launch("n0", line -> {
            pids.add(line.text());
            if (pids.size() == 2) {
                loop.stop();
            }
        });
        try {
            loop.run();
            node.pause();
            assertEquals(Set.of("T"), states(pids));
            node.resume();
            assertEquals(Set.of("S"), states(pids));
        } finally {
            node.kill();
        }
    }

    /** The states of these processes: T for stopped, S for waiting. */
    private static Set<String> states(List<String> pids) throws IOException {
        String states = new String(new ProcessBuilder("ps", "-o", "state=", "-p", String.join(",", pids)).start()
                .getInputStream().readAllBytes());
        return Arrays.stream(states.split("\\s+")).collect(Collectors.toSet());
    }
}
