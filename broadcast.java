///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Challenge 3, Broadcast: a star that repairs itself
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES lib/Maelstrom.java lib/Replica.java lib/Rhythm.java

// Challenges 3a to 3e, Broadcast. A node that gets a value answers at once. Soon every node reads every value, whatever
// the network does to the messages between them.
//
//     maelstrom test -w broadcast --bin broadcast.java --node-count 25 --time-limit 20 --rate 100 --latency 100
//
// What it does. The nodes form a star: the first node is the hub, all others are leaves. A leaf sends its news to the
// hub. The hub flushes every T = 450 ms: it sends each leaf everything that is new, in one message.
//
// Why it is right. lib/Replica.java sees to it that nothing gets lost. Each message says what its sender has, and
// brings what the receiver lacks. So the next message repairs what a lost one broke. A neighbour that does not confirm
// is asked again. If the hub is out of reach, a leaf talks to random other leaves, so values travel around any cut.
//
// What it costs. Within T, the hub sends 24 messages, and a leaf one at most. On average a leaf gets r = 2 values a
// second, so it has news with a probability of 1 - e^-rT. That makes (24 + 24 (1 - e^-rT)) / T = 85 messages a second,
// or 0.85 for each of the 100 operations a second.
//
// When a leaf should leave is a question of its own. It could send its news at once. lib/Rhythm.java finds out how long
// the news can wait and still be in time for the next flush. This is what that buys, on 40 seeds of `sim`:
//
//     T = 450 (3d)     messages per operation 0.90 instead of 1.10     median 300 ms, maximum 550 ms in both cases
//     T = 1740 (3e)    messages per operation 0.34 instead of 0.68     median 920 ms, maximum 1830 ms
//
// The maximum of 550 ms is T + 100 ms, one hop. The value itself is everywhere only after two hops, T + 200 ms. But a
// read waits behind a flush that is on its way to the same node, and so it sees the values of that flush.
//
// What is left out. Nothing is on disk: a killed node loses the values that only it had, those of the last T and a hop.
// After a restart it gets all others back. All values stay in memory, because reads return all of them.

record Topology() {}
record TopologyOk() {}
record Broadcast(Object message) {}
record BroadcastOk() {}
record Read() {}
record ReadOk(Collection<Object> messages) {}

/** What nodes tell each other: values, and when the hub flushes. */
record Gossip(Replica.Message<Object> log, Rhythm.Beat beat) {}

final long T_MILLIS = 450;
final long NEVER = Long.MAX_VALUE;
/** A flush that is this late is not coming. Two hops of 100 ms, and some time for busy machines. */
final long LATE_MILLIS = 500;

Maelstrom.Node node;
String hub;
Replica<Object> replica;
Rhythm rhythm;
long newsSince = NEVER; // the oldest news that has not left yet
long departure = NEVER; // when it will
final Set<Object> values = new LinkedHashSet<>();

BroadcastOk broadcast(Broadcast request) {
    if (!values.contains(request.message())) {
        replica.append(request.message());
        spread(node.now());
    }
    return new BroadcastOk();
}

void hear(Gossip gossip, String from) {
    long since = rhythm.hear(gossip.beat(), from);
    boolean isNews = replica.hear(gossip.log(), from);
    if (isNews) {
        spread(since);
    }
}

/** News that has waited since then is to be told to the neighbours when the time has come. */
void spread(long since) {
    newsSince = Math.min(newsSince, since);
    long waitMillis = rhythm.millisToDeparture(since);
    if (node.now() + waitMillis < departure) {
        departure = node.now() + waitMillis;
        node.after(waitMillis, this::depart);
    }
}

void depart() {
    if (node.now() >= departure) { // else the news has left earlier
        replica.tellAll();
        departure = NEVER;
        newsSince = NEVER;
    }
}

/** A restarted node has forgotten how many values it had. So each start gets a name of its own. */
String nameOfThisStart() {
    return node.id() + "-" + Long.toString(node.random().nextLong(1L << 30), 36);
}

void main(String[] args) {
    long period = args.length > 0 ? Long.parseLong(args[0]) : T_MILLIS;
    Maelstrom.serve(node -> {
        this.node = node;
        hub = node.nodes().getFirst();
        List<String> neighbours = node.id().equals(hub) ? node.peers() : List.of(hub);
        rhythm = new Rhythm(node, hub, period);
        replica = new Replica<>(node, nameOfThisStart(), neighbours, period + LATE_MILLIS,
                (to, log) -> node.send(to, new Gossip(log, rhythm.beat(to, newsSince))),
                (value, _) -> values.add(value));
        node.on(Topology.class, _ -> new TopologyOk());
        node.on(Broadcast.class, this::broadcast);
        node.on(Read.class, _ -> new ReadOk(values));
        node.hear(Gossip.class, this::hear);
    });
}
