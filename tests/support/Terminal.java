import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real terminal with a shell: tmux types the keys and holds the screen. */
final class Terminal implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3); // generous, because the machine may be busy
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Shell shell;

    private Terminal(Path folder) {
        this.shell = Shell.in(folder).with("TMUX_TMPDIR", folder); // a server of its own
    }

    /** Opens a terminal with a shell that works in this folder. */
    static Terminal open(Path folder) {
        assumeInstalled();
        Terminal terminal = new Terminal(folder);
        terminal.tmux("-f", "/dev/null", "new-session", "-d", "-x", "150", "-y", "200", "sh");
        return terminal;
    }

    private static void assumeInstalled() {
        boolean installed;
        try {
            installed = new ProcessBuilder("tmux", "-V").start().waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            installed = false;
        }
        assumeTrue(installed, "there is no tmux");
    }

    /** Presses keys, given by tmux's names: {@code q}, {@code Enter}, {@code C-c}. */
    void press(String key) {
        tmux("send-keys", key);
    }

    /** Types a line and Enter. */
    void type(String line) {
        tmux("send-keys", "-l", line);
        press("Enter");
    }

    /** Waits until the screen shows this text, and returns the screen. */
    String await(String text) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        String screen = screen();
        while (!screen.contains(text)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("'" + text + "' never came; the screen:\n" + screen);
            }
            LockSupport.parkNanos(LOOK_NANOS);
            screen = screen();
        }
        return screen;
    }

    String screen() {
        return tmux("capture-pane", "-p", "-J").replaceAll("\\s+\n", "\n");
    }

    /** The screen with the codes that colour it. */
    String colours() {
        return tmux("capture-pane", "-p", "-e");
    }

    private String tmux(Object... words) {
        Object[] command = new Object[words.length + 1];
        command[0] = "tmux";
        System.arraycopy(words, 0, command, 1, words.length);
        Shell.Result result = shell.run("", command);
        if (result.status() != 0) {
            throw new AssertionError("tmux: " + result.err());
        }
        return result.out();
    }

    @Override
    public void close() {
        tmux("kill-server");
    }
}
