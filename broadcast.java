///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES lib/Maelstrom.java lib/Rhythm.java

import com.fasterxml.jackson.annotation.JsonInclude;

// Challenges 3a to 3e, Broadcast (and Maelstrom's g-set): COMMENT

record Topology() {}
record TopologyOk() {}
record Broadcast(Object message) {}
record BroadcastOk() {}
record Add(Object element) {}
record AddOk() {}
record Read() {}
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReadOk(Collection<Object> messages, Collection<Object> value) {}

/** How many values of each origin the sender has, and the last ones of them, as far as the receiver may lack them. */
record Gossip(Map<String, Integer> have, Map<String, List<Object>> news, boolean answer, List<String> lost,
              long waitMillis, Long clock, boolean topology) {}

final long NEVER = Long.MAX_VALUE / 2;

class Peer {
    Map<String, Integer> has = Map.of(); // by its own last word
    long sentAt;
    long unansweredSince = NEVER;
    Long clockAhead; // of ours, less the way of a message
}

Maelstrom.Node node;
String origin;
String hub;
boolean isHub;
List<String> neighbours;
long periodMillis = 460;

final Map<String, List<Object>> logs = new LinkedHashMap<>(); // by origin
final Set<Object> values = new LinkedHashSet<>();
final Map<String, Peer> peers = new LinkedHashMap<>();
boolean topology;
long newsSince = NEVER; // when the oldest value came that the neighbours have not been told
long nextFlush;
Rhythm rhythm;

void add(Object value) {
    if (values.add(value)) {
        logs.computeIfAbsent(origin, _ -> new ArrayList<>()).add(value);
        spread(node.now());
    }
}

void hear(Gossip gossip, String from) {
    Peer peer = peers.get(from);
    long now = node.now();
    topology |= gossip.topology();
    peer.has = gossip.have();
    peer.unansweredSince = NEVER;
    if (isHub) {
        peer.clockAhead = gossip.clock() - now;
    } else if (from.equals(hub)) {
        nextFlush = now + gossip.waitMillis();
        if (gossip.clock() != null) {
            rhythm.measure(now - gossip.clock());
        }
    }
    boolean grew = merge(gossip);
    spread(grew && isHub ? now - gossip.waitMillis() : grew && lacks(hub) ? now : NEVER);
    boolean lacking = !covers(have(), gossip.have());
    if (lacking || gossip.answer()) {
        send(from, lacking, List.of());
    }
    gossip.lost().stream().filter(peers::containsKey).forEach(other -> send(other, true, List.of()));
}

boolean merge(Gossip gossip) {
    int before = values.size();
    gossip.news().forEach((origin, news) -> {
        List<Object> log = logs.computeIfAbsent(origin, _ -> new ArrayList<>());
        int known = log.size() + news.size() - gossip.have().get(origin);
        if (known >= 0 && known < news.size()) { // no gap, and not all known
            log.addAll(news.subList(known, news.size()));
            values.addAll(news);
        }
    });
    return values.size() > before;
}

/** Tells the neighbours what is new since then, now or when it is time. */
void spread(long since) {
    newsSince = Math.min(newsSince, since);
    long now = node.now();
    long departure = isHub ? Math.min(nextFlush, newsSince + periodMillis * 21 / 20) : rhythm.departure(newsSince, nextFlush);
    if (newsSince < NEVER && now < departure) {
        node.after(departure - now, () -> spread(NEVER));
    } else if (newsSince < NEVER) {
        nextFlush = isHub && now >= nextFlush ? now + periodMillis : nextFlush;
        neighbours.stream().filter(this::lacks).forEach(peer -> send(peer, false, List.of()));
        newsSince = NEVER;
    }
}

void tick() {
    long now = node.now();
    for (String peer : neighbours) {
        long sentAt = peers.get(peer).sentAt;
        if (newsSince == NEVER && lacks(peer) && now > sentAt + periodMillis + 500) {
            send(peer, true, List.of());
        } else if (!isHub && now > nextFlush + 30 && sentAt < nextFlush - periodMillis) {
            send(hub, false, List.of());
        }
    }
    List<String> lost = neighbours.stream().filter(peer -> now - peers.get(peer).unansweredSince > 4_000).toList();
    List<String> others = node.peers().stream().filter(peer -> !lost.contains(peer)).toList();
    if (!lost.isEmpty() && !others.isEmpty()) {
        send(others.get(node.random().nextInt(others.size())), true, lost);
    }
}

void send(String to, boolean answer, List<String> lost) {
    Peer peer = peers.get(to);
    long now = node.now();
    Map<String, List<Object>> news = new LinkedHashMap<>();
    logs.forEach((origin, log) -> news.put(origin, log.subList(Math.min(log.size(), peer.has.getOrDefault(origin, 0)), log.size())));
    news.values().removeIf(List::isEmpty);
    if (answer || lacks(to)) {
        peer.unansweredSince = Math.min(peer.unansweredSince, now);
    }
    boolean ask = answer || now - peer.unansweredSince > 2_300;
    long waitMillis = Math.max(0, isHub ? nextFlush - now : now - newsSince);
    Long clock = !isHub ? (Long) now : peer.clockAhead == null ? null : (Long) (now + peer.clockAhead);
    peer.sentAt = now;
    node.send(to, new Gossip(have(), news, ask, lost, waitMillis, clock, topology));
}

Map<String, Integer> have() {
    Map<String, Integer> have = new LinkedHashMap<>();
    logs.forEach((origin, log) -> have.put(origin, log.size()));
    return have;
}

boolean lacks(String peer) {
    return !covers(peers.get(peer).has, have());
}

boolean covers(Map<String, Integer> more, Map<String, Integer> less) {
    return less.entrySet().stream().allMatch(entry -> more.getOrDefault(entry.getKey(), 0) >= entry.getValue());
}

void main(String[] args) {
    periodMillis = args.length > 0 ? Long.parseLong(args[0]) : 460;
    Maelstrom.serve(node -> {
        this.node = node;
        hub = node.nodes().getFirst();
        isHub = node.id().equals(hub);
        neighbours = isHub ? node.peers() : List.of(hub);
        origin = node.id() + "-" + Long.toString(node.random().nextLong(1L << 30), 36);
        rhythm = new Rhythm(periodMillis);
        node.peers().forEach(peer -> peers.put(peer, new Peer()));
        node.on(Topology.class, _ -> { topology = true; return new TopologyOk(); });
        node.on(Broadcast.class, request -> { add(request.message()); return new BroadcastOk(); });
        node.on(Add.class, request -> { add(request.element()); return new AddOk(); });
        node.on(Read.class, _ -> topology ? new ReadOk(values, null) : new ReadOk(null, values));
        node.hear(Gossip.class, this::hear);
        node.every(250, this::tick);
        node.after(3_000, () -> { if (values.isEmpty() && !peers.isEmpty()) send(node.peers().getFirst(), true, List.of()); });
    });
}
