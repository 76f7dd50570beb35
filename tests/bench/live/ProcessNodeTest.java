import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bench.kernel.Clock;
import bench.kernel.EventLoop;
import bench.kernel.Load;
import bench.kernel.Message;
import bench.kernel.Node;
import bench.live.ProcessNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A node's process may be a wrapper around the real program. */
class ProcessNodeTest {

    private static final long PATIENCE_SECONDS = 120;

    /** The loop has much to do on a busy machine; here it does not run at all. */
    @Test
    void aMessageComesWhenItIsDueWithoutTheEventLoop() throws Exception {
        EventLoop loop = new EventLoop(new Clock.Wall());
        List<String> logged = Collections.synchronizedList(new ArrayList<>());
        Semaphore gotten = new Semaphore(0);
        Node node = ProcessNode.launcher(loop, List.of("sh", "-c", "cat >&2"), (_, line) -> {
            logged.add(line);
            gotten.release();
        }).launch("n0", _ -> { });
        try {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            long due = loop.now() + 50_000_000;
            node.expect(new Message(1, "n1", "n0", body), loop.now());
            node.expect(new Message(2, "n1", "n0", body), due);
            gotten.acquire(2);
            assertTrue(loop.now() >= due);
            assertEquals(List.of(1, 2), logged.stream().map(line -> JsonMapper.shared().readTree(line))
                    .map(message -> message.get("id").asInt()).toList());
        } finally {
            node.kill();
        }
    }

    @Test
    void whatAStoppedProcessDoesNotReadIsItsBacklog() throws Exception {
        EventLoop loop = new EventLoop(new Clock.Wall());
        Node node = ProcessNode.launcher(loop, List.of("cat"), (_, _) -> { }).launch("n0", _ -> { });
        try {
            node.pause();
            Message large = new Message(1, "n1", "n0",
                    JsonNodeFactory.instance.objectNode().put("text", "x".repeat(1_000_000)));
            for (int i = 0; i < 10; i++) {
                node.expect(large, loop.now());
            }
            Load backlog = node.backlog();
            assertTrue(backlog.messages() >= 9 && backlog.characters() >= 9_000_000, backlog.toString());
            assertTrue(node.unread().count() >= 9); // the pipe holds less than one of them
        } finally {
            node.kill();
        }
    }

    /** Nobody takes what it has read: the loop has ended, or here, was never run. */
    @Test
    void noThreadWaitsForALoopThatHasStopped() throws Exception {
        String id = "flood-" + UUID.randomUUID();
        Node node = ProcessNode.launcher(new EventLoop(new Clock.Wall()), List.of("yes"), (_, _) -> { })
                .launch(id, _ -> { });
        while (threads(id).stream().noneMatch(thread -> thread.getState() == Thread.State.WAITING
                && thread.getName().endsWith("stdout"))) {
            Thread.sleep(10);
        }
        List<Thread> threads = threads(id);
        node.kill();
        for (Thread thread : threads) {
            assertTrue(thread.join(Duration.ofSeconds(PATIENCE_SECONDS)), thread + " waits for ever");
        }
    }

    private static List<Thread> threads(String id) {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith(id)).toList();
    }

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

    /** Each child is started by a shell that ends at once, and so it leaves the tree of the node's process. */
    @Test
    void whatANodeHasStartedDoesNotOutliveIt() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/environ")), "only Linux tells what has left a process's tree");
        EventLoop loop = new EventLoop(new Clock.Wall());
        List<String> pids = new ArrayList<>();
        int children = 200;
        List<String> command = List.of("sh", "-c", "trap '' TERM; i=0; while [ $i -lt " + children + " ]; do "
                + "(sleep 3600 & echo $!); i=$((i + 1)); done; sleep 3600");
        Node node = ProcessNode.launcher(loop, command, (_, _) -> { }).launch("n0", line -> {
            pids.add(line.text());
            if (pids.size() == children) {
                loop.stop();
            }
        });
        try {
            loop.run();
        } finally {
            node.kill();
        }
        pids.forEach(pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(child ->
                child.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join()));
    }

    @Test
    void whatANodeThatHasEndedLeavesBehindIsKilledWithIt() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/environ")), "only Linux tells what has left a process's tree");
        EventLoop loop = new EventLoop(new Clock.Wall());
        List<String> pids = new ArrayList<>();
        Node node = ProcessNode.launcher(loop, List.of("sh", "-c", "sleep 3600 & echo $!"), (_, _) -> { })
                .launch("n0", line -> {
                    pids.add(line.text());
                    loop.stop();
                });
        loop.run();
        ProcessHandle child = ProcessHandle.of(Long.parseLong(pids.getFirst())).orElseThrow();
        try {
            while (node.crash() == null) {
                Thread.sleep(10);
            }
            assertTrue(child.isAlive());
        } finally {
            node.kill();
        }
        child.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** The states of these processes: T for stopped, S for waiting. */
    private static Set<String> states(List<String> pids) throws IOException {
        String states = new String(new ProcessBuilder("ps", "-o", "state=", "-p", String.join(",", pids)).start()
                .getInputStream().readAllBytes());
        return Arrays.stream(states.split("\\s+")).collect(Collectors.toSet());
    }
}
