package bench.run;

import bench.journal.Event;
import bench.journal.Journal;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/** Prints messages when they are sent or received: Maelstrom's {@code --log-net-send} and {@code --log-net-recv}. */
public final class NetLog implements Journal {

    private final PrintStream out;
    private final boolean sends;
    private final boolean receipts;
    private final Map<Long, String> underWay = new HashMap<>();

    public NetLog(PrintStream out, boolean sends, boolean receipts) {
        this.out = out;
        this.sends = sends;
        this.receipts = receipts;
    }

    @Override
    public void record(long nanos, Event event) {
        switch (event) {
            case Event.Send(long id, String src, String dest, String body) -> {
                underWay.put(id, body);
                print(sends, nanos, "send", src, dest, body);
            }
            case Event.Recv(long id, String src, String dest) -> print(receipts, nanos, "recv", src, dest, body(id));
            case Event.Lost(long id, String src, String dest, Event.Cause why) ->
                    print(receipts, nanos, "lost (" + why.name().toLowerCase() + ")", src, dest, body(id));
            default -> {
            }
        }
    }

    /** The body of a message, the first time that it arrives. Bodies of a whole run would fill the memory. */
    private String body(long id) {
        String body = underWay.remove(id);
        return body == null ? "(for the second time)" : body;
    }

    private void print(boolean wanted, long nanos, String what, String src, String dest, String body) {
        if (wanted) {
            out.printf("%.3f s  %s %s -> %s %s%n", nanos / 1e9, what, src, dest, Printable.text(body));
        }
    }
}
