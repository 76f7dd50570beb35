///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Strictly serializable transactions over lists, on a log in lin-kv
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../Maelstrom.java

// maelstrom test --bin lib/examples/list_append.java
// test: -w txn-list-append --node-count 2 --time-limit 10 --rate 100
//
// What it is: all transactions are in one log, in lin-kv. Key 0 has the first batch of transactions, key 1 the second,
// and so on. A node that has carried out the first n batches tries to create key n, with the transactions that its
// clients have sent meanwhile. If another node was quicker, it reads key n, carries that batch out, and tries key
// n + 1.
//
// Why it is right: every node carries out the same transactions in the same order, as if there were one copy. And a
// transaction gets its place in this order between its request and its reply. Together, this is strict serializability.
// If a reply of lin-kv is lost, the node tries the same key again. It then finds its own batch there, or another's.
//
// What it costs: 6.0 messages for each transaction, in the simulator and on Maelstrom: 2 to create a key, and then 4
// for the other node. A transaction that only reads costs the same.
//
// What is left out: nothing shortens the log. A node that restarts reads all of it, at two messages a batch or a little
// more. A transaction that a killed node did not answer may or may not be in the log.

record Txn(List<List<Object>> txn) {}
record TxnOk(List<List<Object>> txn) {}

/** Transactions that got into the log together. The id tells a batch from another node's that looks the same. */
record Batch(String id, List<Txn> txns) {}

final Batch NONE = new Batch("none", List.of());
final int MOST_READ_AHEAD = 64;
final long PATIENCE_MILLIS = 3_000; // the helper sends no reply to a client after 3.7 s
final long POLL_MILLIS = 2;

Maelstrom.Node node;
final Map<Object, List<Object>> lists = new HashMap<>();
int size; // the number of batches carried out
List<Txn> waiting = new ArrayList<>();
final Map<Txn, TxnOk> replies = new IdentityHashMap<>(); // two requests may be equal; null until there is a reply

TxnOk answer(Txn txn) {
    waiting.add(txn);
    replies.put(txn, null);
    long patienceEnd = node.now() + PATIENCE_MILLIS;
    while (replies.get(txn) == null && node.now() < patienceEnd) {
        node.sleep(POLL_MILLIS);
    }
    TxnOk reply = replies.remove(txn);
    if (reply == null) { // it may still get into the log
        throw new Maelstrom.RpcError(Maelstrom.Code.TIMEOUT, "this node is behind the log, or lin-kv does not answer");
    }
    return reply;
}

/** Puts all that waits into the log, as one batch. The further behind a node is, the more batches it reads at once. */
void append() {
    if (waiting.isEmpty()) {
        return;
    }
    Batch mine = new Batch(node.id() + "-" + node.random().nextLong(Long.MAX_VALUE), waiting);
    waiting = new ArrayList<>();
    int start = size;
    boolean isIn = false;
    while (!isIn) {
        int ahead = Math.min(1 + (size - start) / 4, MOST_READ_AHEAD);
        for (Batch batch : create(size, mine) ? List.of(mine) : read(size, ahead)) {
            List<TxnOk> done = batch.txns().stream().map(this::perform).toList();
            size++;
            if (batch.equals(mine)) {
                isIn = true;
                for (int i = 0; i < done.size(); i++) {
                    replies.replace(mine.txns().get(i), done.get(i)); // unless its client has got a time-out
                }
            }
        }
    }
}

/**
 * Tries to create a key. True if it certainly has this value now, and will keep it. The call also succeeds on a key
 * that already has this value, because an earlier try created it and its reply was lost.
 */
boolean create(int key, Batch batch) {
    try {
        node.linKv().casOrCreate(key, batch, batch);
        return true;
    } catch (Maelstrom.RpcError e) {
        return false;
    }
}

/** The values of {@code count} keys, up to the first that does not exist, or about which lin-kv does not answer. */
List<Batch> read(int key, int count) {
    return node.together(IntStream.range(key, key + count).boxed().toList(), each -> {
        try {
            return node.linKv().read(each, Batch.class);
        } catch (Maelstrom.RpcError e) {
            return NONE;
        }
    }).stream().takeWhile(batch -> batch != NONE).toList();
}

TxnOk perform(Txn txn) {
    List<List<Object>> done = new ArrayList<>();
    for (List<Object> step : txn.txn()) {
        Object key = step.get(1);
        if (step.get(0).equals("r")) {
            done.add(Arrays.asList("r", key, lists.containsKey(key) ? List.copyOf(lists.get(key)) : null));
        } else {
            lists.computeIfAbsent(key, _ -> new ArrayList<>()).add(step.get(2));
            done.add(step);
        }
    }
    return new TxnOk(done);
}

void main() {
    Maelstrom.serve(node -> {
        this.node = node;
        node.on(Txn.class, this::answer);
        node.every(1, this::append);
    });
}
