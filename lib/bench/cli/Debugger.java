package bench.cli;

import bench.build.ShellWords;
import bench.build.Words;
import bench.process.Children;
import bench.sim.DebugAgent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code --debug}: starts the same command again in a JVM that waits for a debugger. All nodes, the network and the
 * clock run in that JVM, so a breakpoint stops them all.
 */
final class Debugger {

    private Debugger() {
    }

    /** Runs the command to its end, and returns its exit status. */
    static int restart(Path home, Words words, Path script) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(home.resolve("lib/bin/maelstrom").toString(), "test"));
        command.addAll(words.all());
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put(DebugAgent.OPTIONS, DebugAgent.option(port));
        System.out.println("Debugger: waiting on port " + port + ". Attach an IDE (remote JVM, localhost:" + port
                + "), or: jdb -sourcepath " + ShellWords.join(List.of(script.toAbsolutePath().getParent().toString()))
                + " -attach " + port);
        return Children.await(Children.start(builder));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
