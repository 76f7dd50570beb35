import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.journal.Event;
import bench.run.NetLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What --log-net-send and --log-net-recv print. */
class NetLogTest {

    private static List<String> printed(boolean sends, boolean receipts, Event... events) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NetLog log = new NetLog(new PrintStream(out, true, StandardCharsets.UTF_8), sends, receipts);
        for (Event event : events) {
            log.record(1_500_000_000, event);
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static final Event SEND = new Event.Send(7, "n0", "n1", "{\"type\":\"hello\"}");
    private static final Event RECV = new Event.Recv(7, "n0", "n1");

    @Test
    void aMessageIsShownWhenItIsSentAndWhenItArrives() {
        assertEquals(List.of("1.500 s  send n0 -> n1 {\"type\":\"hello\"}"), printed(true, false, SEND, RECV));
        assertEquals(List.of("1.500 s  recv n0 -> n1 {\"type\":\"hello\"}"), printed(false, true, SEND, RECV));
        assertEquals(List.of("1.500 s  lost (cut) n0 -> n1 {\"type\":\"hello\"}"),
                printed(false, true, SEND, new Event.Lost(7, "n0", "n1", Event.Cause.CUT)));
    }

    /** JSON allows them in a string: the control characters that have no escape of their own, such as another ESC [. */
    @Test
    void aMessageCannotMoveTheCursor() {
        assertEquals(List.of("1.500 s  send n0 -> n1 {\"type\":\"\\u009b2J\"}"),
                printed(true, false, new Event.Send(7, "n0", "n1", "{\"type\":\"\u009b2J\"}")));
    }

    /** The bodies of a whole run do not fit in memory, so none is kept longer than it travels. */
    @Test
    void aMessageThatArrivesTwiceIsShownOnceWithItsBody() {
        assertEquals(List.of("1.500 s  recv n0 -> n1 {\"type\":\"hello\"}",
                "1.500 s  recv n0 -> n1 (for the second time)"), printed(false, true, SEND, RECV, RECV));
    }
}
