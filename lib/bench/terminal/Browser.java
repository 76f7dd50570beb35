package bench.terminal;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Opens a page in this machine's browser, if there is one. */
public final class Browser {

    private Browser() {
    }

    /** Opens a page, or at least prints its address. */
    public static void open(String address) {
        System.out.println(address);
        boolean opened = Stream.of(System.getenv("BROWSER"), "xdg-open", "open", "explorer.exe")
                .anyMatch(opener -> opener != null && starts(opener, address));
        if (!opened) {
            System.out.println("No program to open it was found; open it in a browser yourself.");
        }
    }

    private static boolean starts(String opener, String address) {
        try {
            new ProcessBuilder(List.of(opener, address)).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return true;
        } catch (IOException e) {
            return false; // no such program here
        }
    }
}
