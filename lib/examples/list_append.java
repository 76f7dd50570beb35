///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Strictly serializable transactions over lists, on a log in lin-kv
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../Maelstrom.java

// maelstrom test -w txn-list-append --bin lib/examples/list_append.java --node-count 2 --time-limit 10 --rate 100
//
// What it is: all transactions are in one log, in lin-kv. Key 0 has the first batch of transactions, key 1 the second,
// and so on. A node that has carried out the first n batches tries to create key n, with what its clients have asked
// meanwhile. If another node was quicker, it reads key n, carries that out, and tries key n + 1.
//
// Why it is right: every node carries out the same transactions in the same order, as if there were one copy. And a
// transaction gets its place in this order between its request and its reply. Together this is strict serializability.
// If a reply of lin-kv is lost, the node tries the same key again. It then finds its own batch, or another node's.
//
// What it costs: 6.0 messages for each transaction, in the simulator and on Maelstrom: 2 to create a key, and then 4 in
// the other node. A transaction that only reads costs the same.
// A node that restarts reads the whole log, for four messages a batch. A transaction that a killed node did not answer
// may be in the log or not.

record Txn(List<List<Object>> txn) {}
record TxnOk(List<List<Object>> txn) {}

/** Transactions that got into the log together. The id tells a batch from another node's that looks the same. */
record Batch(String id, List<Txn> txns) {}

Maelstrom.Node node;
final Map<Object, List<Object>> lists = new HashMap<>();
int size; // so many batches are carried out
List<Txn> waiting = new ArrayList<>();
final Map<Txn, TxnOk> replies = new IdentityHashMap<>();

TxnOk answer(Txn txn) {
    waiting.add(txn);
    while (!replies.containsKey(txn)) {
        node.sleep(1);
    }
    return replies.remove(txn);
}

/** Gets all that waits into the log, as one batch. */
void append() {
    if (waiting.isEmpty()) {
        return;
    }
    Batch mine = new Batch(node.id() + "-" + node.random().nextLong(Long.MAX_VALUE), waiting);
    waiting = new ArrayList<>();
    for (Batch next = null; !mine.equals(next); size++) {
        next = create(size, mine);
        List<TxnOk> done = next.txns().stream().map(this::perform).toList();
        for (int i = 0; mine.equals(next) && i < done.size(); i++) {
            replies.put(mine.txns().get(i), done.get(i));
        }
    }
}

/** Creates a key, unless it exists. Returns its value, which will never change. */
Batch create(int key, Batch batch) {
    while (true) {
        try {
            node.linKv().casOrCreate(key, batch, batch);
            return batch;
        } catch (Maelstrom.RpcError e) {
            if (e.code() == Maelstrom.Code.PRECONDITION_FAILED) {
                return node.linKv().read(key, Batch.class);
            }
        }
    }
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
