package bench.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keys as they are pressed, without Enter. While this is open, the terminal hands over each key and does not show it;
 * afterwards it is as it was before, however the process ends. Where the input is no terminal, its bytes are the keys.
 */
final class Keys implements AutoCloseable {

    private final String modes;
    private final Thread restorer = new Thread(this::restore);

    private Keys(String modes) {
        this.modes = modes;
    }

    /** @param listener is told each key, on a thread of its own */
    static Keys open(Consumer<Character> listener) {
        Keys keys = new Keys(stty("-g"));
        Runtime.getRuntime().addShutdownHook(keys.restorer);
        if (keys.onTerminal()) {
            stty("-icanon", "-echo", "min", "1", "time", "0"); // Ctrl-C stays what it is
        }
        Thread.ofPlatform().daemon().name("keys").start(() -> read(listener));
        return keys;
    }

    private boolean onTerminal() {
        return !modes.isEmpty();
    }

    private static void read(Consumer<Character> listener) {
        try {
            for (int key = System.in.read(); key >= 0; key = System.in.read()) {
                listener.accept((char) key);
            }
        } catch (IOException e) {
            // The terminal is gone: from now on only files are watched.
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(restorer);
        restore();
    }

    private void restore() {
        if (onTerminal()) {
            stty(modes);
        }
    }

    /** What stty says about the terminal that is our input; empty if that is no terminal, or there is no stty. */
    private static String stty(String... arguments) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        try {
            Process stty = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return stty.waitFor() == 0 ? said : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
