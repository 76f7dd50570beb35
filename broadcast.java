///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES lib/Maelstrom.java

import com.fasterxml.jackson.annotation.JsonInclude;

record Topology() {}
record TopologyOk() {}
record Broadcast(Object message) {}
record BroadcastOk() {}
record Add(Object element) {}
record AddOk() {}
record Read() {}
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReadOk(Collection<Object> messages, Collection<Object> value) {}

record Gossip(Map<String, Integer> have, Map<String, Run> news, boolean answer, List<String> lost,
              long clock, Long echo, long waited, boolean topology) {}
record Run(int from, List<Object> values) {}

static class Peer {
    Map<String, Integer> has = Map.of();
    Map<String, Integer> due;
    long dueSince;
    Long clock;
    long heardAt;
    long sentAt;
}

static final int RUN_LIMIT = 500;
static final int TICK_MILLIS = 500;
static final int PATIENCE_MILLIS = 2_500;
static final long NEVER = Long.MAX_VALUE;

Maelstrom.Node node;
String me;
String hub;
boolean isHub;
List<String> neighbours;
long period = 450;

final Map<String, List<Object>> log = new LinkedHashMap<>();
final Set<Object> all = new LinkedHashSet<>();
final Map<String, Peer> peers = new LinkedHashMap<>();
boolean topology;

long departAt = NEVER;
long lastFlush = -1_000_000;
double roundTrip;
double jitter = 1_000;
long oldest = NEVER;

void add(Object value) {
    if (all.add(value)) {
        log.computeIfAbsent(me, origin -> new ArrayList<>()).add(value);
        if (oldest == NEVER) {
            oldest = node.now();
        }
        plan(departure());
    }
}

void plan(long at) {
    if (at < departAt) {
        departAt = at;
        node.after(Math.max(0, at - node.now()), this::depart);
    }
}

long departure() {
    long now = node.now();
    if (isHub) {
        return lastFlush + period;
    }
    double margin = Math.max(10, 4 * jitter);
    if (margin > period / 10.0 || now > lastFlush + 2 * period) {
        return now;
    }
    long latest = lastFlush + period - Math.round(roundTrip + margin);
    return latest + period * Math.ceilDiv(Math.max(0, now - latest), period);
}

void depart() {
    if (node.now() < departAt || departAt == NEVER) {
        return;
    }
    departAt = NEVER;
    if (isHub) {
        lastFlush = node.now();
    }
    for (String peer : neighbours) {
        if (!covers(peers.get(peer).has, have())) {
            send(peer, false, List.of());
        }
    }
    oldest = NEVER;
}

Map<String, Integer> have() {
    Map<String, Integer> have = new LinkedHashMap<>();
    log.forEach((origin, values) -> have.put(origin, values.size()));
    return have;
}

static boolean covers(Map<String, Integer> more, Map<String, Integer> less) {
    return less.entrySet().stream().allMatch(e -> more.getOrDefault(e.getKey(), 0) >= e.getValue());
}

void send(String to, boolean answer, List<String> lost) {
    Peer peer = peers.get(to);
    Map<String, Run> news = new LinkedHashMap<>();
    log.forEach((origin, values) -> {
        int from = peer.has.getOrDefault(origin, 0);
        if (from < values.size()) {
            news.put(origin, new Run(from, values.subList(from, Math.min(values.size(), from + RUN_LIMIT))));
        }
    });
    long now = node.now();
    Long echo = peer.clock == null ? null : peer.clock + now - peer.heardAt;
    peer.sentAt = now;
    if (peer.due == null) {
        await(peer);
    }
    node.send(to, new Gossip(have(), news, answer, lost, now, echo, oldest == NEVER ? 0 : now - oldest, topology));
}

void await(Peer peer) {
    peer.due = covers(peer.has, have()) ? null : have();
    peer.dueSince = node.now();
}

void hear(Gossip message, String from) {
    boolean grew = false;
    for (var entry : message.news().entrySet()) {
        List<Object> mine = log.getOrDefault(entry.getKey(), List.of());
        Run run = entry.getValue();
        int known = mine.size() - run.from();
        if (known >= 0 && known < run.values().size()) {
            List<Object> fresh = run.values().subList(known, run.values().size());
            log.computeIfAbsent(entry.getKey(), origin -> new ArrayList<>()).addAll(fresh);
            all.addAll(fresh);
            grew = true;
        }
    }
    topology |= message.topology();
    long now = node.now();
    Peer peer = peers.get(from);
    peer.has = message.have();
    peer.clock = message.clock();
    peer.heardAt = now;
    if (peer.due == null || covers(peer.has, peer.due)) {
        await(peer);
    }
    if (from.equals(hub)) {
        if (message.echo() != null) {
            long sample = now - message.echo();
            jitter = roundTrip == 0 ? 0 : jitter + (Math.abs(sample - roundTrip) - jitter) / 4;
            roundTrip = roundTrip == 0 ? sample : roundTrip + (sample - roundTrip) / 8;
        }
        if (!message.answer()) {
            lastFlush = now;
            boolean owes = !covers(peer.has, have());
            if (owes && (departAt != NEVER || now - peer.sentAt > roundTrip + 4 * jitter)) {
                departAt = NEVER;
                plan(departure());
            }
        }
    }
    if (grew && (isHub || !covers(peers.get(hub).has, have()))) {
        plan(departure());
        if (isHub) {
            plan(now + period + period / 10 - message.waited());
        }
    }
    boolean lacking = !covers(have(), message.have());
    if (lacking || message.answer()) {
        send(from, lacking, List.of());
    }
    for (String other : message.lost()) {
        if (!other.equals(node.id())) {
            send(other, true, List.of());
        }
    }
}

void tick() {
    List<String> lost = new ArrayList<>();
    for (String name : neighbours) {
        Peer peer = peers.get(name);
        long silent = peer.due == null ? 0 : node.now() - peer.dueSince;
        if (silent > PATIENCE_MILLIS) {
            send(name, true, List.of());
        }
        if (silent > PATIENCE_MILLIS + 2 * TICK_MILLIS) {
            lost.add(name);
        }
    }
    List<String> others = node.peers().stream().filter(peer -> !lost.contains(peer)).toList();
    if (!lost.isEmpty() && !others.isEmpty()) {
        send(others.get(node.random().nextInt(others.size())), true, lost);
    }
}

void main(String[] args) {
    if (args.length > 0) {
        period = Long.parseLong(args[0]);
    }
    Maelstrom.serve(node -> {
        this.node = node;
        hub = node.nodes().getFirst();
        isHub = node.id().equals(hub);
        neighbours = isHub ? node.peers() : List.of(hub);
        me = node.id() + "-" + Long.toString(node.random().nextLong(1L << 30), 36);
        node.peers().forEach(peer -> peers.put(peer, new Peer()));
        node.on(Topology.class, _ -> { topology = true; return new TopologyOk(); });
        node.on(Broadcast.class, request -> { add(request.message()); return new BroadcastOk(); });
        node.on(Add.class, request -> { add(request.element()); return new AddOk(); });
        node.on(Read.class, _ -> topology ? new ReadOk(all, null) : new ReadOk(null, all));
        node.hear(Gossip.class, this::hear);
        node.every(TICK_MILLIS, this::tick);
        node.after(3_000, () -> { if (log.isEmpty() && !node.peers().isEmpty()) send(node.peers().getFirst(), true, List.of()); });
    });
}
