///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES lib/Maelstrom.java lib/Feed.java

// Challenges 6a to 6c, transactions: each is a list of reads and writes of registers, and must be answered at once by
// the node that got it, even while the network is cut (total availability).
//
// The idea: every node has all registers. It runs a transaction on its own copy, in one go, and tells the others what
// it wrote. What remains is to keep the copies from showing
// - half a transaction: what it wrote travels in one piece, and is put in place in one go;
// - an effect before its cause: n0 writes x, n1 reads that and writes y, and n2 hears of y first. So a piece says what
//   its node had seen of every other, and waits at the receiver until that has been seen there too;
// - different values for ever: two nodes write x, and each hears of the other's x last. So a transaction that writes
//   gets a number above all that its node has seen (a Lamport clock), and the higher number wins, wherever and
//   whenever the two meet; of equal numbers, that of the node with the higher name.
//
// This is causal consistency with atomic visibility, about all that total availability allows. By Elle's names it meets
// read-uncommitted, read-committed, monotonic-atomic-view, read-atomic, causal-cerone and, as a client stays with its
// node, strong-session-read-committed. Out of reach of any such store are
// - cursor-stability, update-atomic, and so repeatable-read and snapshot-isolation: both sides of a cut read x and then
//   write it, and unless one waits for the other, an update is lost (lost-update);
// - prefix: either side sees its own latest writes and not the other's (long fork; Elle calls that G-nonadjacent, and
//   looks for it under snapshot-isolation only);
// - serializable: either side writes what the other has just read (write skew, G2-item);
// - all that are strong or strict in real time: what one side has answered, the other does not know.
//
// The cost: one message a node every half second at most, none when idle. A transaction waits for nobody; the others
// see it within a second, half a second more for each further peer, and a round trip (see Feed), or when the cut is
// mended. In memory are the registers, and while a peer is out of reach, what it has missed.
//
// Left out: disks. A killed node takes along what it has not told yet, and may not come back: it would count anew, and
// could not catch up.

import com.fasterxml.jackson.annotation.JsonFormat;

record Txn(List<Op> txn) {}
record TxnOk(List<Op> txn) {}

/** A read or a write, in JSON {@code ["r", key, value]} or {@code ["w", key, value]}. */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
record Op(String f, Object key, Object value) {}

/** News: what a transaction wrote, its number, and for every node the number of the last one that had been seen. */
record Written(List<Op> writes, long number, Map<String, Long> after) {}

final long NEWS_PERIOD_MILLIS = 500;

/** A value, and the number and the node of the transaction that wrote it. */
record Version(Object value, long number, String node) {
    static final Version NONE = new Version(null, 0, "");
    static final Comparator<Version> ORDER = Comparator.comparingLong(Version::number).thenComparing(Version::node);
}

Maelstrom.Node node;
Feed feed;
final Map<Object, Version> registers = new HashMap<>();
/** For each node, the number of its last transaction that has been applied here. */
final Map<String, Long> seen = new TreeMap<>();
/** For each peer, its transactions that have come and wait for what they may depend on. */
final Map<String, Deque<Written>> waiting = new TreeMap<>();

TxnOk run(Txn request) {
    Map<Object, Op> writes = new LinkedHashMap<>(); // the last one of each key
    List<Op> done = request.txn().stream().map(op -> switch (op.f()) {
        case "r" -> new Op("r", op.key(), writes.containsKey(op.key())
                ? writes.get(op.key()).value()
                : registers.getOrDefault(op.key(), Version.NONE).value());
        case "w" -> {
            writes.put(op.key(), op);
            yield op;
        }
        default -> throw new Maelstrom.RpcError(Maelstrom.Code.NOT_SUPPORTED, "neither r nor w: " + op.f());
    }).toList();
    if (!writes.isEmpty()) {
        long number = Collections.max(seen.values()) + 1;
        Written news = new Written(List.copyOf(writes.values()), number, new TreeMap<>(seen));
        apply(news, node.id());
        feed.tell(news);
    }
    return new TxnOk(done);
}

void onWritten(Written news, String from) {
    waiting.get(from).add(news);
    boolean applied = true;
    while (applied) { // as each one may be what another waits for
        applied = false;
        for (String origin : node.peers()) {
            applied |= applyNext(origin);
        }
    }
}

/** Applies the next transaction of a node, if it has come and all that it may depend on has been applied. */
boolean applyNext(String origin) {
    Written next = waiting.get(origin).peek();
    boolean ready = next != null && next.after().entrySet().stream()
            .allMatch(last -> seen.get(last.getKey()) >= last.getValue());
    if (ready) {
        apply(waiting.get(origin).remove(), origin);
    }
    return ready;
}

void apply(Written news, String origin) {
    news.writes().forEach(write -> registers.merge(write.key(), new Version(write.value(), news.number(), origin),
            BinaryOperator.maxBy(Version.ORDER)));
    seen.put(origin, news.number());
}

void main() {
    Maelstrom.serve(node -> {
        this.node = node;
        node.nodes().forEach(each -> seen.put(each, 0L));
        node.peers().forEach(peer -> waiting.put(peer, new ArrayDeque<>()));
        feed = new Feed(node, NEWS_PERIOD_MILLIS);
        node.on(Txn.class, this::run);
        node.hear(Written.class, this::onWritten);
    });
}
