import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.history.Edn;
import bench.journal.Event;
import bench.journal.Journal;
import bench.kernel.Clock;
import bench.kernel.EventLoop;
import bench.kernel.Fates;
import bench.kernel.Latency;
import bench.kernel.Latency.Distribution;
import bench.kernel.Message;
import bench.kernel.Mishap;
import bench.kernel.Network;
import bench.kernel.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** The network delivers, delays and drops messages as Maelstrom's does; times are in milliseconds. */
class NetworkTest {

    private static final long MILLI = 1_000_000;
    private static final long HOP_NANOS = 300_000;

    private final EventLoop loop = new EventLoop(new Clock.Virtual());
    private final List<String> arrivals = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();
    private final Journal journal = (nanos, event) -> {
        if (event instanceof Event.Lost(long id, String src, String dest, Event.Cause why)) {
            losses.add("%d from %s to %s: %s at %.1f".formatted(id, src, dest, why, (double) nanos / MILLI));
        }
    };
    private final Fates fates = new Fates(new Latency(Distribution.CONSTANT, 100), 1);
    private final Network network = network();

    private Network network() {
        Network made = new Network(loop, fates, HOP_NANOS, journal);
        for (String id : List.of("n0", "n1", "n2", "c1", "lin-kv")) {
            made.add(id, message -> arrivals.add("%s to %s at %.1f".formatted(
                    message.body().get("text").asString(), message.dest(), (double) loop.now() / MILLI)));
        }
        return made;
    }

    private void at(long millis, Runnable action) {
        loop.at(millis * MILLI, action);
    }

    private void sendAt(long millis, String src, String dest, String text) {
        at(millis, () -> network.send(src, dest, JsonNodeFactory.instance.objectNode().put("text", text)));
    }

    private List<String> arrivals() {
        at(10_000, loop::stop);
        loop.run();
        return arrivals;
    }

    @Test
    void aMessageBetweenNodesTakesTheLatencyAndAHop() {
        sendAt(10, "n0", "n1", "hello");
        sendAt(20, "n0", "lin-kv", "read");
        assertEquals(List.of("hello to n1 at 110.3", "read to lin-kv at 120.3"), arrivals());
    }

    @Test
    void aMessageFromOrToAClientTakesNoLatency() {
        sendAt(10, "c1", "n0", "request");
        sendAt(20, "n0", "c1", "reply");
        assertEquals(List.of("request to n0 at 10.3", "reply to c1 at 20.3"), arrivals());
    }

    @Test
    void aRequestWaitsBehindAMessageThatIsAlreadyOnItsWay() {
        sendAt(0, "n1", "n0", "gossip");
        sendAt(50, "c1", "n0", "request");
        assertEquals(List.of("gossip to n0 at 100.3", "request to n0 at 100.6"), arrivals());
    }

    @Test
    void aRequestOvertakesAMessageThatIsStillWaiting() {
        sendAt(0, "n1", "n0", "first");
        sendAt(10, "n1", "n0", "second");
        sendAt(50, "c1", "n0", "request");
        assertEquals(List.of("first to n0 at 100.3", "request to n0 at 100.6", "second to n0 at 110.3"), arrivals());
    }

    @Test
    void aDelayedMessageIsOvertakenAndHoldsUpNobody() {
        fates.force(new Mishap.Delay("n1", "n0", 1, 205 * MILLI));
        sendAt(0, "n1", "n0", "late");
        sendAt(10, "n1", "n0", "overtakes it");
        sendAt(150, "n2", "n0", "is already on its way");
        assertEquals(List.of("overtakes it to n0 at 110.3", "late to n0 at 205.0",
                "is already on its way to n0 at 250.3"), arrivals());
    }

    @Test
    void aDelayedMessageIsLostInACutOrIfItsReceiverIsDead() {
        fates.force(new Mishap.Delay("n1", "n0", 1, 200 * MILLI));
        fates.force(new Mishap.Delay("n1", "n2", 1, 200 * MILLI));
        sendAt(0, "n1", "n0", "into the cut");
        sendAt(0, "n1", "n2", "to the dead");
        at(150, () -> network.cut("n1", "n0"));
        at(150, () -> network.silence("n2"));
        assertEquals(List.of(), arrivals());
        assertEquals(List.of("0 from n1 to n0: CUT at 200.0", "1 from n1 to n2: DEAD at 200.0"), losses);
    }

    @Test
    void messagesDueAtOneTimeArriveInTheOrderInWhichTheyWereSent() {
        sendAt(0, "n1", "n0", "first");
        sendAt(0, "n2", "n0", "second");
        sendAt(0, "n1", "n0", "third");
        assertEquals(List.of("first to n0 at 100.3", "second to n0 at 100.6", "third to n0 at 100.9"), arrivals());
    }

    @Test
    void aCutDropsWhatIsTakenWhileItLastsAndNothingElse() {
        sendAt(0, "n1", "n0", "taken before the cut");
        sendAt(1, "n1", "n0", "in the inbox during the cut");
        at(50, () -> network.cut("n1", "n0"));
        sendAt(60, "n1", "n2", "elsewhere");
        sendAt(60, "n0", "n1", "the other way");
        sendAt(120, "n2", "n0", "from another node");
        sendAt(150, "n1", "n0", "sent during the cut, taken after it");
        at(200, network::heal);
        assertEquals(List.of("taken before the cut to n0 at 100.3", "elsewhere to n2 at 160.3",
                "the other way to n1 at 160.3", "from another node to n0 at 220.3",
                "sent during the cut, taken after it to n0 at 250.3"), arrivals());
        assertEquals(List.of("1 from n1 to n0: CUT at 100.3"), losses);
    }

    /** So that a process can get its messages in time from another thread than the event loop. */
    @Test
    void aReceiverIsToldOfItsNextMessageBeforeThatIsDue() {
        network.add("n3", new Receiver() {
            @Override
            public void expect(Message message, long dueNanos) {
                arrivals.add("%d expected at %d, due at %d".formatted(
                        message.id(), loop.now() / MILLI, dueNanos / MILLI));
            }

            @Override
            public void receive(Message message) {
                arrivals.add("%d received at %d".formatted(message.id(), loop.now() / MILLI));
            }
        });
        sendAt(10, "n0", "n3", "first");
        sendAt(20, "n0", "n3", "second");
        assertEquals(List.of("0 expected at 10, due at 110", "0 received at 110", "1 expected at 110, due at 120",
                "1 received at 120"), arrivals());
    }

    @Test
    void aMessageToOneWhoHasLeftIsLost() {
        sendAt(0, "n0", "n1", "too late");
        at(50, () -> network.remove("n1", _ -> "it has left"));
        assertEquals(List.of(), arrivals());
        assertEquals(List.of("0 from n0 to n1: DEAD at 50.0"), losses);
        assertTrue(network.knows("n0") && !network.knows("n1"));
    }

    @Test
    void whatIsOnItsWayToAKilledNodeIsLostAndSoIsWhatComesLater() {
        sendAt(0, "n0", "n1", "on its way");
        sendAt(1, "n0", "n1", "behind it");
        at(50, () -> network.silence("n1"));
        sendAt(60, "n0", "n1", "later");
        assertEquals(List.of(), arrivals());
        assertEquals(List.of("0 from n0 to n1: DEAD at 50.0", "1 from n0 to n1: DEAD at 50.0",
                "2 from n0 to n1: DEAD at 160.3"), losses);
        assertTrue(network.knows("n1"));
    }

    @Test
    void messagesAreCountedWhenTheyAreSent() {
        at(0, () -> network.cut("n0", "n1"));
        sendAt(1, "n0", "n1", "lost");
        sendAt(1, "n0", "n2", "delivered");
        sendAt(1, "n0", "lin-kv", "delivered");
        sendAt(1, "c1", "n0", "a client's");
        arrivals();
        assertEquals("{:send-count 3, :recv-count 2, :msg-count 3, :msgs-per-op 1.5}",
                Edn.write(network.stats().toMap(2).get("servers")));
        assertEquals(1.5, network.stats().serverMessagesPerOp(2));
    }

    @Test
    void latenciesHaveTheirMeanAndTheirShape() {
        SplittableRandom random = new SplittableRandom(1);
        assertEquals(List.of(100L), draws(Distribution.CONSTANT, random).distinct().boxed().toList());
        assertEquals(100, draws(Distribution.UNIFORM, random).average().orElseThrow(), 1);
        assertEquals(0, draws(Distribution.UNIFORM, random).min().orElseThrow());
        assertEquals(200, draws(Distribution.UNIFORM, random).max().orElseThrow());
        assertEquals(100, draws(Distribution.EXPONENTIAL, random).average().orElseThrow(), 1);
        long late = draws(Distribution.EXPONENTIAL, random).filter(millis -> millis >= 200).count();
        assertEquals(Math.exp(-2), late / 1e5, 0.005);
    }

    private static LongStream draws(Distribution distribution, SplittableRandom random) {
        Latency latency = new Latency(distribution, 100);
        return LongStream.range(0, 100_000).map(_ -> latency.drawMillis(random));
    }
}
