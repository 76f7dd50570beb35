import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GNU parallel spreads the parts of an experiment over machines: here over this one, by an ssh server of its own. */
class ParallelTest {

    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    @TempDir
    private Path folder;

    @Test
    void partsThatRanOverSshAddUp() throws Exception {
        assumeTrue(Files.isExecutable(SSHD), "there is no " + SSHD);
        assumeTrue(Shell.in(folder).run("", "sh", "-c", "command -v parallel").status() == 0, "there is no parallel");
        int port = freePort();
        Process server = startServer(port);
        try {
            Path part = Shell.program(folder.resolve("part.sh"), "exec " + Shell.home().resolve("lib/bin/maelstrom")
                    + " test -w echo --bin " + Shell.home().resolve("echo.java")
                    + " --node-count 1 --time-limit 2 --seeds 1..6 --shard $1");
            Shell.Result run = Shell.in(folder).with("HOME", folder).run("", "sh", "-c",
                    "parallel --jobs 1 --ssh 'ssh -p "
                    + port + " -i key -o StrictHostKeyChecking=no -o UserKnownHostsFile=known' --sshlogin "
                    + "localhost --workdir " + folder + " " + cacheOf() + part + " {}/2 ::: 1 2 > parts.jsonl");
            Shell.Result sum = MaelstromCommand.run(folder, "seeds", "parts.jsonl");
            assertEquals(0, sum.status(), run.err() + sum.out() + sum.err());
            assertTrue(sum.out().contains("1..6: 6 valid"), sum::out);
        } finally {
            server.destroy();
        }
    }

    /** Over there is no environment: the build in this cache serves there, too. */
    private static String cacheOf() {
        String cache = System.getenv("XDG_CACHE_HOME");
        return cache == null ? "" : "env XDG_CACHE_HOME=" + cache + " ";
    }

    private Process startServer(int port) throws IOException {
        key("host");
        key("key");
        Files.copy(folder.resolve("key.pub"), folder.resolve("authorized"));
        Files.writeString(folder.resolve("sshd.conf"), """
                ListenAddress 127.0.0.1:%d
                HostKey %s
                AuthorizedKeysFile %s
                StrictModes no
                UsePAM no
                PidFile none
                """.formatted(port, folder.resolve("host"), folder.resolve("authorized")));
        Process server = new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", folder.resolve("sshd.conf").toString())
                .redirectErrorStream(true).start();
        String said = server.inputReader().readLine();
        assumeTrue(said != null && said.contains("listening"), "sshd does not start: " + said);
        return server;
    }

    private void key(String name) {
        assertEquals(0, Shell.in(folder).run("", "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f",
                folder.resolve(name)).status());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
