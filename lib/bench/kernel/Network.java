package bench.kernel;

import bench.journal.Event;
import bench.journal.Journal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Delivers messages like Maelstrom's network. Messages between nodes, and between nodes and services, take the
 * configured latency; those from and to clients take none. Each receiver has one inbox, ordered by due time, and one
 * deliverer. The deliverer takes the first message and drops it if a partition blocks it <em>at that moment</em>.
 * Otherwise it waits until the message is due and hands it over. So a client's request can wait behind a message in
 * flight, and a message already taken survives a later cut.
 */
public final class Network {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final EventLoop loop;
    private final Fates fates;
    private final long hopNanos;
    private final Journal journal;
    private final Map<String, Inbox> inboxes = new LinkedHashMap<>();
    private final Map<String, Set<String>> cuts = new LinkedHashMap<>();
    private final Map<String, Function<ObjectNode, String>> departed = new LinkedHashMap<>();
    private final NetStats stats = new NetStats();
    private int waitingMessages;
    private long waitingCharacters;
    private long lastId;

    /**
     * @param fates    draws the fate of each message
     * @param hopNanos the time to hand over one message, besides its latency, so that nothing in a simulation takes
     *                 zero time; 0 for real processes, which take their own time
     */
    public Network(EventLoop loop, Fates fates, long hopNanos, Journal journal) {
        this.loop = loop;
        this.fates = fates;
        this.hopNanos = hopNanos;
        this.journal = journal;
    }

    /** Lets messages be sent to and from this id. Messages in flight to an earlier owner are lost. */
    public void add(String id, Receiver receiver) {
        abandon(inboxes.remove(id));
        inboxes.put(id, new Inbox(id, receiver));
    }

    /** Drops all messages to this id from now on, although it remains a valid destination. */
    public void silence(String id) {
        add(id, null);
    }

    /**
     * Removes this id. A message to it is then a message to nobody.
     *
     * @param why explains, given the body of such a message, why nobody receives it
     */
    public void remove(String id, Function<ObjectNode, String> why) {
        abandon(inboxes.remove(id));
        departed.put(id, why);
    }

    private static void abandon(Inbox inbox) {
        if (inbox != null) {
            inbox.abandon();
        }
    }

    /** Why nobody receives this body at an id that the network does not know. */
    public String whyUnknown(String id, ObjectNode body) {
        return departed.getOrDefault(id, _ -> "which does not exist").apply(body);
    }

    public boolean knows(String id) {
        return inboxes.containsKey(id);
    }

    /** Sends a message between two ids that the network knows. */
    public void send(String src, String dest, ObjectNode body) {
        Message message = new Message(lastId++, src, dest, body);
        stats.sent(message);
        if (journal.listens()) {
            journal.record(loop.now(), new Event.Send(message.id(), src, dest, message.text()));
        }
        Inbox inbox = inboxes.get(dest);
        if (message.involvesClient()) {
            inbox.put(message, loop.dueNanos());
            return;
        }
        Fates.Fate fate = fates.next(src, dest);
        if (fate.lost()) {
            lose(message, Event.Cause.LOSS);
            return;
        }
        if (fate.heldUntilNanos() > 0) {
            loop.at(fate.heldUntilNanos(), () -> inboxes.get(dest).jumpIn(message));
            return;
        }
        inbox.put(message, loop.dueNanos() + fate.delayMillis() * NANOS_PER_MILLI);
        if (fate.doubled()) {
            inbox.put(message, loop.dueNanos() + fate.secondDelayMillis() * NANOS_PER_MILLI);
        }
    }

    private void lose(Message message, Event.Cause why) {
        if (journal.listens()) {
            journal.record(loop.now(), new Event.Lost(message.id(), message.src(), message.dest(), why));
        }
    }

    /** Makes {@code dest} drop messages from {@code src}. The other direction needs a cut of its own. */
    public void cut(String src, String dest) {
        cuts.computeIfAbsent(dest, _ -> new LinkedHashSet<>()).add(src);
    }

    public void heal() {
        cuts.clear();
    }

    /** How much waits in the inboxes. */
    Load load() {
        return new Load(waitingMessages, waitingCharacters);
    }

    Stream<Message> waiting() {
        return inboxes.values().stream().flatMap(inbox -> inbox.queue.stream()).map(Due::message);
    }

    public NetStats stats() {
        return stats;
    }

    private final class Inbox {

        private final String id;
        private final Receiver receiver;
        private final PriorityQueue<Due> queue = new PriorityQueue<>(
                Comparator.comparingLong(Due::nanos).thenComparingLong(due -> due.message.id()));
        private Message delivering;

        /** @param receiver null if there is no receiver */
        private Inbox(String id, Receiver receiver) {
            this.id = id;
            this.receiver = receiver;
        }

        private void put(Message message, long dueNanos) {
            queue.add(new Due(dueNanos, message));
            waitingMessages++;
            waitingCharacters += message.text().length();
            if (delivering == null) {
                takeNext();
            }
        }

        private void takeNext() {
            Due due = poll();
            while (due != null && isCutOff(due.message)) {
                lose(due.message, Event.Cause.CUT);
                due = poll();
            }
            delivering = due == null ? null : due.message;
            if (due != null) {
                if (receiver != null) {
                    receiver.expect(due.message, due.nanos);
                }
                loop.at(Math.max(due.nanos, loop.now()) + hopNanos, this::deliver);
            }
        }

        private boolean isCutOff(Message message) {
            return cuts.getOrDefault(id, Set.of()).contains(message.src());
        }

        private Due poll() {
            Due due = queue.poll();
            if (due != null) {
                forget(due.message);
            }
            return due;
        }

        private void forget(Message message) {
            waitingMessages--;
            waitingCharacters -= message.text().length();
        }

        private void deliver() {
            if (inboxes.get(id) != this) {
                return; // the receiver has left in the meantime
            }
            handOver(delivering);
            takeNext();
        }

        /** Hands over a message that was held, without waiting for the one that is being delivered. */
        private void jumpIn(Message message) {
            if (isCutOff(message)) {
                lose(message, Event.Cause.CUT);
            } else {
                handOver(message);
            }
        }

        private void handOver(Message message) {
            stats.received(message);
            if (receiver == null) {
                lose(message, Event.Cause.DEAD);
            } else {
                if (journal.listens()) {
                    journal.record(loop.now(), new Event.Recv(message.id(), message.src(), message.dest()));
                }
                receiver.receive(message);
            }
        }

        /** Drops the messages in flight to a receiver that has left. */
        private void abandon() {
            if (delivering != null) {
                lose(delivering, Event.Cause.DEAD);
            }
            queue.stream().sorted(queue.comparator()).forEach(due -> {
                forget(due.message);
                lose(due.message, Event.Cause.DEAD);
            });
        }
    }

    private record Due(long nanos, Message message) {
    }
}
