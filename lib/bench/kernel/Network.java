package bench.kernel;

import bench.journal.Event;
import bench.journal.Journal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries messages as Maelstrom's network does. Messages between nodes, and between nodes and services, take some
 * latency; those from and to clients take none. Each receiver has one inbox, ordered by the time when messages are
 * due, and one deliverer: it takes the first, drops it if a partition is in the way <em>then</em>, else waits until it
 * is due and hands it over. So a client's request can wait behind a message in flight, and a message already taken
 * survives a cut that comes after.
 */
public final class Network {

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** So many messages do not fill the memory, and are far more than a node that works has under way. */
    private static final int MOST_WAITING = 100_000;

    private final EventLoop loop;
    private final Fates fates;
    private final long hopNanos;
    private final Journal journal;
    private final BiConsumer<String, String> floods;
    private final Map<String, Inbox> inboxes = new LinkedHashMap<>();
    private final Map<String, Set<String>> cuts = new LinkedHashMap<>();
    private final Map<String, Function<ObjectNode, String>> departed = new LinkedHashMap<>();
    private final NetStats stats = new NetStats();
    private int waiting;
    private long lastId;

    /**
     * @param fates    what becomes of each message
     * @param hopNanos what handing over one message costs besides its latency, so that in a simulation nothing takes
     *                 zero time; 0 where real processes take their own
     * @param floods   told when too many messages are under way: which node has sent most of them, and how many; what
     *                 is sent then gets lost
     */
    public Network(EventLoop loop, Fates fates, long hopNanos, Journal journal, BiConsumer<String, String> floods) {
        this.loop = loop;
        this.fates = fates;
        this.hopNanos = hopNanos;
        this.journal = journal;
        this.floods = floods;
    }

    /** From now on messages can be sent to, and from, this id. What is under way to an earlier owner gets lost. */
    public void add(String id, Consumer<Message> receiver) {
        abandon(inboxes.remove(id));
        inboxes.put(id, new Inbox(id, receiver));
    }

    /** From now on messages to this id get lost; it is still one to which they can be sent. */
    public void silence(String id) {
        add(id, null);
    }

    /**
     * A message to this id is from now on a message to nobody.
     *
     * @param why says of the body of such a message why nobody takes it
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

    /** Why nobody takes this body under an id that the network does not know. */
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
        if (waiting >= MOST_WAITING) {
            String busiest = busiest();
            floods.accept(busiest, "has %,d messages under way: does it pass on what it has passed on before?"
                    .formatted(waitingFrom(busiest)));
            return;
        }
        if (journal.listens()) {
            journal.record(loop.now(), new Event.Send(message.id(), src, dest, message.text()));
        }
        Inbox inbox = inboxes.get(dest);
        if (message.involvesClient()) {
            inbox.put(message, loop.now());
            return;
        }
        Fates.Fate fate = fates.next(src, dest);
        if (fate.lost()) {
            lose(message, Event.Cause.LOSS);
            return;
        }
        inbox.put(message, loop.now() + fate.delayMillis() * NANOS_PER_MILLI);
        if (fate.doubled()) {
            inbox.put(message, loop.now() + fate.secondDelayMillis() * NANOS_PER_MILLI);
        }
    }

    private void lose(Message message, Event.Cause why) {
        if (journal.listens()) {
            journal.record(loop.now(), new Event.Lost(message.id(), message.src(), message.dest(), why));
        }
    }

    /** Makes {@code dest} drop what comes from {@code src}; the other direction is a cut of its own. */
    public void cut(String src, String dest) {
        cuts.computeIfAbsent(dest, d -> new LinkedHashSet<>()).add(src);
    }

    public void heal() {
        cuts.clear();
    }

    private String busiest() {
        return waitingMessages().map(Message::src).distinct()
                .max(Comparator.comparingLong(this::waitingFrom)).orElseThrow();
    }

    private long waitingFrom(String src) {
        return waitingMessages().filter(message -> message.src().equals(src)).count();
    }

    private Stream<Message> waitingMessages() {
        return inboxes.values().stream().flatMap(inbox -> inbox.queue.stream()).map(Due::message);
    }

    public NetStats stats() {
        return stats;
    }

    private final class Inbox {

        private final String id;
        private final Consumer<Message> receiver;
        private final PriorityQueue<Due> queue = new PriorityQueue<>(
                Comparator.comparingLong(Due::nanos).thenComparingLong(due -> due.message.id()));
        private Message delivering;

        /** @param receiver null if nobody is there to receive anything */
        private Inbox(String id, Consumer<Message> receiver) {
            this.id = id;
            this.receiver = receiver;
        }

        private void put(Message message, long dueNanos) {
            queue.add(new Due(dueNanos, message));
            waiting++;
            if (delivering == null) {
                takeNext();
            }
        }

        private void takeNext() {
            Due due = poll();
            while (due != null && cuts.getOrDefault(id, Set.of()).contains(due.message.src())) {
                lose(due.message, Event.Cause.CUT);
                due = poll();
            }
            delivering = due == null ? null : due.message;
            if (due != null) {
                loop.at(Math.max(due.nanos, loop.now()) + hopNanos, this::deliver);
            }
        }

        private Due poll() {
            Due due = queue.poll();
            if (due != null) {
                waiting--;
            }
            return due;
        }

        private void deliver() {
            if (inboxes.get(id) != this) {
                return; // the receiver left meanwhile
            }
            Message message = delivering;
            stats.received(message);
            if (receiver == null) {
                lose(message, Event.Cause.DEAD);
            } else {
                if (journal.listens()) {
                    journal.record(loop.now(), new Event.Recv(message.id(), message.src(), message.dest()));
                }
                receiver.accept(message);
            }
            takeNext();
        }

        /** Loses what is under way to a receiver that is gone. */
        private void abandon() {
            if (delivering != null) {
                lose(delivering, Event.Cause.DEAD);
            }
            queue.stream().sorted(queue.comparator()).forEach(due -> lose(due.message, Event.Cause.DEAD));
            waiting -= queue.size();
        }
    }

    private record Due(long nanos, Message message) {
    }
}
