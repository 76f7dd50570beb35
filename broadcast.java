///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES lib/Maelstrom.java lib/Replica.java lib/Peer.java lib/Rhythm.java

import com.fasterxml.jackson.annotation.JsonInclude;

// Challenges 3a to 3e, Broadcast (and g-set, the same in other words): a node that is told a value answers at once, and
// before long every node reads every value, whatever the network does to the messages between them.
//
// The idea: a star. The leaves tell the hub (the first node) what is new, and every T ms, if there is news, the hub
// tells all leaves. A leaf keeps its news back as long as it will still be in time for the hub's next flush: that wait
// costs nothing, and what gathers meanwhile travels in one message. Rhythm works out when it is time to leave.
//
// Nothing gets lost. Each message says how many values of each node its sender has (see Replica), which confirms for
// free what has come, and holds what the receiver lacks, judging by its own last word. So the next message repairs what
// a lost one broke, and who still lacks something then asks for it. When no next one is due, who has not confirmed is
// asked to, every second; once all have, all is silent. Who does not answer for T + 4 s is lost: until it speaks, it is
// only asked. Who has lost somebody swaps news with others, one at random at a time, and has them talk to the lost.
// So values travel through third nodes, and leaves go on without a hub.
//
// The cost: n leaves with r values a second each send n + n (1 - e^-rT) messages in T. With 24 leaves, r = 2 and
// T = 0.47 s that is 0.82 for each of 100 operations a second; margins, start and end make it 0.88 in the simulator and
// 0.94 on Maelstrom. A value is everywhere after T and two hops at most, if nothing is lost. The argument is T in ms:
// 1740 makes it 0.33 messages, and 2 s.
//
// Left out: disks. A killed node takes along what it alone has, its values of the last T and a hop, though it has
// acknowledged them. When it returns, it asks for the rest (and is a node of g-set until it hears of a broadcast).
// Values are kept for ever, as reads return them, and each start of a node makes all messages longer by one name.

record Topology() {}
record TopologyOk() {}
record Broadcast(Object message) {}
record BroadcastOk() {}
record Add(Object element) {}
record AddOk() {}
record Read() {}
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReadOk(Collection<Object> messages, Collection<Object> value) {}

/** What the sender has, and of that what the receiver lacks; whether it should answer; and with whom else to talk. */
record Gossip(Map<String, Integer> have, List<Replica.Part> news, boolean answer, List<String> lost,
              boolean isBroadcast, Rhythm.Beat beat) {}

final long NEVER = Long.MAX_VALUE / 2;
final long MIN_SWAP_MILLIS = 400;
final long MAX_SWAP_MILLIS = 5_000;

Maelstrom.Node node;
Replica replica;
Rhythm rhythm;
long periodMillis;
String hub;
List<String> neighbours;
final Map<String, Peer> peers = new LinkedHashMap<>();
long newsSince = NEVER;
boolean isBroadcast; // as somebody was told a topology; else it is g-set
long swapMillis = MIN_SWAP_MILLIS;
int swappedValues;

void take(Object value) {
    if (replica.add(value)) {
        spread(node.now());
    }
}

void hear(Gossip gossip, String from) {
    peers.get(from).heard(gossip.have());
    isBroadcast |= gossip.isBroadcast();
    rhythm.hear(gossip.beat(), from);
    boolean isNew = replica.merge(gossip.news());
    if (isNew && !from.equals(hub)) { // at the hub, it has waited at the leaf before
        spread(node.now() - (node.id().equals(hub) ? gossip.beat().waitMillis() : 0));
    }
    boolean lacking = !replica.covers(gossip.have());
    if (lacking || gossip.answer()) {
        tell(from, lacking, List.of());
    }
    gossip.lost().stream().filter(peers::containsKey).forEach(other -> tell(other, true, List.of()));
}

/** Tells the neighbours what has been new since then: when it is time, which may be now. */
void spread(long since) {
    newsSince = Math.min(newsSince, since);
    List<String> lacking = neighbours.stream().filter(peer -> peers.get(peer).lacks(replica)).toList();
    if (newsSince == NEVER || lacking.isEmpty()) {
        newsSince = NEVER;
        return;
    }
    long waitMillis = rhythm.departure(newsSince) - node.now();
    if (waitMillis > 0) {
        node.after(waitMillis, () -> spread(NEVER));
        return;
    }
    rhythm.leave();
    lacking.forEach(peer -> tell(peer, false, List.of()));
    newsSince = NEVER;
}

void tell(String to, boolean answer, List<String> lost) {
    Peer peer = peers.get(to);
    peer.told(answer || peer.lacks(replica));
    boolean ask = answer || peer.owes(periodMillis + 2_000);
    List<Replica.Part> news = isLost(to) ? List.of() : peer.news(replica);
    node.send(to, new Gossip(replica.have(), news, ask, lost, isBroadcast, rhythm.beat(to, newsSince)));
}

boolean isLost(String peer) {
    return peers.get(peer).owes(periodMillis + 4_000);
}

/** Sees to the end of a conversation: to what is not confirmed, here or there, and no other message will carry. */
void settle() {
    for (String neighbour : neighbours) {
        Peer peer = peers.get(neighbour);
        boolean isOpen = newsSince == NEVER && (peer.lacks(replica) || peer.owes(0));
        boolean ask = isOpen && node.now() - peer.toldAt() > periodMillis + 500;
        if (ask || rhythm.hasEnded(peer.toldAt())) {
            tell(neighbour, ask, List.of());
        }
    }
}

/** Talks to the lost through others; less and less often, if that brings nothing new. */
void swap() {
    List<String> lost = neighbours.stream().filter(this::isLost).toList();
    List<String> others = node.peers().stream().filter(peer -> !lost.contains(peer)).toList();
    if (!lost.isEmpty() && !others.isEmpty()) {
        tell(others.get(node.random().nextInt(others.size())), true, lost);
    }
    boolean isQuiet = !lost.isEmpty() && replica.values().size() == swappedValues;
    swapMillis = isQuiet ? Math.min(2 * swapMillis, MAX_SWAP_MILLIS) : MIN_SWAP_MILLIS;
    swappedValues = replica.values().size();
    node.after(swapMillis, this::swap);
}

/** After a restart, there is more to know than what clients tell. */
void catchUp() {
    neighbours.stream().limit(replica.values().isEmpty() ? 1 : 0).forEach(peer -> tell(peer, true, List.of()));
}

void main(String[] args) {
    periodMillis = args.length > 0 ? Long.parseLong(args[0]) : 470;
    Maelstrom.serve(node -> {
        this.node = node;
        hub = node.nodes().getFirst();
        neighbours = node.id().equals(hub) ? node.peers() : List.of(hub);
        replica = new Replica(node.id() + "-" + Long.toString(node.random().nextLong(1L << 30), 36));
        rhythm = new Rhythm(node, hub, periodMillis);
        node.peers().forEach(peer -> peers.put(peer, new Peer(node, neighbours.contains(peer) ? Map.of() : null)));
        node.on(Topology.class, _ -> { isBroadcast = true; return new TopologyOk(); });
        node.on(Broadcast.class, request -> { take(request.message()); return new BroadcastOk(); });
        node.on(Add.class, request -> { take(request.element()); return new AddOk(); });
        node.on(Read.class, _ -> new ReadOk(isBroadcast ? replica.values() : null,
                isBroadcast ? null : replica.values()));
        node.hear(Gossip.class, this::hear);
        node.every(200, this::settle);
        node.after(MIN_SWAP_MILLIS, this::swap);
        node.after(3_000, this::catchUp);
    });
}
