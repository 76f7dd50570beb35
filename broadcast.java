///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES lib/Maelstrom.java lib/Replica.java lib/Rhythm.java

import com.fasterxml.jackson.annotation.JsonInclude;

// Challenges 3a to 3e, Broadcast (and g-set, the same in other words): a node that is told a value answers at once, and
// before long every node reads every value, whatever the network does to the messages between them.
//
// The idea: a star. The leaves tell the hub (the first node) what is new, and every T ms, if there is news, the hub
// tells all leaves. A leaf keeps its news back as long as it will still be in time for the hub's next flush: that wait
// costs nothing, and what gathers meanwhile travels in one message. Rhythm works out when it is time to leave.
//
// Nothing gets lost. Each message says how many of each node's values its sender has (see Replica): that acknowledges
// them for free. A message brings what its receiver lacked by its own last word; so the next one repairs what a lost
// one broke, and who still lacks something then asks for it. When no next one is due, who has not confirmed is asked
// to; then all is silent. Who does not answer for 4 s is lost. Who has lost somebody asks others, one at random at a
// time, to swap news with it, and with the lost. So values travel through third nodes, and leaves go on without a hub.
//
// The cost: n leaves with r values a second each send n + n (1 - e^-rT) messages in T. With 24 leaves, r = 2 and
// T = 0.47 s that is 0.82 for each of 100 operations a second, and 0.07 more for margins, start and end. A value is
// everywhere after T and two hops at most, if nothing is lost. The argument is T in ms: 1750 makes it 0.34 messages,
// and 2 s.
//
// Left out: disks. A killed node takes along what it alone has, its values of the last T and a hop, though it has
// acknowledged them; when it returns, it asks for the rest. Values are kept for ever, as reads return them; a message
// is as long as what its receiver lacks; and each start of a node makes all messages longer by one name and number.

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
record Gossip(Map<String, Integer> have, Map<String, List<Object>> news, boolean answer, List<String> lost,
              boolean isBroadcast, Rhythm.Beat beat) {}

final long NEVER = Long.MAX_VALUE / 2;
final long TICK_MILLIS = 200;
final long ASK_MILLIS = 2_300; // three times the time between two messages of a leaf
final long LOST_MILLIS = 4_000;

class Peer {
    Map<String, Integer> has = Map.of(); // by its last word
    long toldAt;
    long unansweredSince = NEVER;
}

Maelstrom.Node node;
Replica replica;
Rhythm rhythm;
long periodMillis;
String hub;
List<String> neighbours;
final Map<String, Peer> peers = new LinkedHashMap<>();
long newsSince = NEVER;
boolean isBroadcast; // as somebody was told a topology; else it is g-set

void take(Object value) {
    if (replica.add(value)) {
        spread(node.now());
    }
}

void hear(Gossip gossip, String from) {
    Peer peer = peers.get(from);
    peer.has = gossip.have();
    peer.unansweredSince = NEVER;
    isBroadcast |= gossip.isBroadcast();
    rhythm.hear(gossip.beat(), from);
    if (replica.merge(gossip.news(), gossip.have()) && !from.equals(hub) && neighbours.stream().anyMatch(this::lacks)) {
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
    long waitMillis = rhythm.departure(newsSince) - node.now();
    if (newsSince < NEVER && waitMillis > 0) {
        node.after(waitMillis, () -> spread(NEVER));
    } else if (newsSince < NEVER) {
        rhythm.leave();
        neighbours.stream().filter(this::lacks).forEach(peer -> tell(peer, false, List.of()));
        newsSince = NEVER;
    }
}

void tell(String to, boolean answer, List<String> lost) {
    Peer peer = peers.get(to);
    peer.toldAt = node.now();
    if (answer || lacks(to)) {
        peer.unansweredSince = Math.min(peer.unansweredSince, peer.toldAt);
    }
    boolean ask = answer || peer.toldAt - peer.unansweredSince > ASK_MILLIS;
    Rhythm.Beat beat = rhythm.beat(to, newsSince);
    node.send(to, new Gossip(replica.have(), replica.since(peer.has), ask, lost, isBroadcast, beat));
}

boolean lacks(String peer) {
    return !replica.isCoveredBy(peers.get(peer).has);
}

/** Sees to the end of a conversation, and to who does not take part in it. */
void tick() {
    long now = node.now();
    for (String peer : neighbours) {
        long toldAt = peers.get(peer).toldAt;
        boolean late = newsSince == NEVER && lacks(peer) && now - toldAt > periodMillis + 500;
        if (late || rhythm.hasEnded(toldAt)) {
            tell(peer, late, List.of());
        }
    }
    List<String> lost = neighbours.stream()
            .filter(peer -> now - peers.get(peer).unansweredSince > LOST_MILLIS).toList();
    List<String> others = node.peers().stream().filter(peer -> !lost.contains(peer)).toList();
    if (!lost.isEmpty() && !others.isEmpty()) {
        tell(others.get(node.random().nextInt(others.size())), true, lost);
    }
}

/** After a restart, there is more to know than what clients tell. */
void catchUp() {
    if (replica.values().isEmpty() && !node.peers().isEmpty()) {
        tell(node.peers().getFirst(), true, List.of());
    }
}

void main(String[] args) {
    periodMillis = args.length > 0 ? Long.parseLong(args[0]) : 470;
    Maelstrom.serve(node -> {
        this.node = node;
        hub = node.nodes().getFirst();
        neighbours = node.id().equals(hub) ? node.peers() : List.of(hub);
        replica = new Replica(node.id() + "-" + Long.toString(node.random().nextLong(1L << 30), 36));
        rhythm = new Rhythm(node, hub, periodMillis);
        node.peers().forEach(peer -> peers.put(peer, new Peer()));
        node.on(Topology.class, _ -> { isBroadcast = true; return new TopologyOk(); });
        node.on(Broadcast.class, request -> { take(request.message()); return new BroadcastOk(); });
        node.on(Add.class, request -> { take(request.element()); return new AddOk(); });
        node.on(Read.class, _ -> new ReadOk(isBroadcast ? replica.values() : null, isBroadcast ? null : replica.values()));
        node.hear(Gossip.class, this::hear);
        node.every(TICK_MILLIS, this::tick);
        node.after(3_000, this::catchUp);
    });
}
