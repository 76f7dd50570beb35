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
              Long clock, long waiting, boolean topology) {}
record Run(int from, List<Object> values) {}

static class Peer {
    Map<String, Integer> has = Map.of();
    Map<String, Integer> sent = Map.of();
    Map<String, Integer> due;
    long dueSince;
    long sentAt;
    Long clock;
    long heardAt;
}

static final int RUN_LIMIT = 500;
static final int TICK_MILLIS = 250;
static final int LOST_MILLIS = 3_000;
static final long NEVER = Long.MAX_VALUE;

Maelstrom.Node node;
String origin;
String hub;
boolean isHub;
long period = 460;

final Map<String, List<Object>> logs = new LinkedHashMap<>();
final Set<Object> values = new LinkedHashSet<>();
final Map<String, Peer> peers = new LinkedHashMap<>();
boolean topology;

long departAt = NEVER;
long oldest = NEVER;
long nextFlush = Long.MIN_VALUE / 2;
double roundTrip;
double jitter;

void add(Object value) {
    if (values.add(value)) {
        logs.computeIfAbsent(origin, _ -> new ArrayList<>()).add(value);
        oldest = Math.min(oldest, node.now());
        plan(departure());
    }
}

void hear(Gossip message, String from) {
    Peer peer = peers.get(from);
    long now = node.now();
    boolean grew = merge(message.news());
    topology |= message.topology();
    peer.has = message.have();
    peer.clock = message.clock();
    peer.heardAt = now;
    if (peer.due == null || covers(peer.has, peer.due)) {
        await(peer);
    }
    if (from.equals(hub)) {
        ride(message, peer);
    }
    if (grew && (isHub || !covers(peers.get(hub).has, have()))) {
        plan(departure());
        if (isHub) {
            plan(now + period + Math.round(period * SLACK) - message.waiting());
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

boolean merge(Map<String, Run> news) {
    int before = values.size();
    news.forEach((origin, run) -> {
        List<Object> log = logs.computeIfAbsent(origin, _ -> new ArrayList<>());
        int known = log.size() - run.from();
        if (known >= 0 && known < run.values().size()) {
            log.addAll(run.values().subList(known, run.values().size()));
            values.addAll(run.values());
        }
    });
    return values.size() > before;
}

void ride(Gossip message, Peer peer) {
    long now = node.now();
    if (message.clock() != null) {
        long sample = now - message.clock();
        double error = sample - roundTrip;
        roundTrip = roundTrip == 0 ? sample : roundTrip + error / 8;
        jitter = jitter == 0 ? sample * J0 : jitter + (Math.abs(error) - jitter) / 4;
    }
    nextFlush = now + message.waiting();
    boolean owes = !covers(peer.has, have());
    if (owes && (departAt != NEVER || now - peer.sentAt > roundTrip + 4 * jitter)) {
        departAt = NEVER;
        plan(departure());
    }
    node.after(period * 5 / 4, () -> {
        if (peer.heardAt == now && peer.sentAt < now) {
            send(hub, false, List.of());
        }
    });
}

long departure() {
    long now = node.now();
    if (isHub || roundTrip == 0 || now > nextFlush + period) {
        return isHub ? nextFlush : now;
    }
    long latest = nextFlush - Math.round(roundTrip);
    latest += period * Math.ceilDiv(Math.max(0, now - latest), period);
    return latest - Math.round(Math.max(MINM, MULT * jitter));
}

static final double MULT = Double.parseDouble(System.getProperty("mult", "10"));
static final double MINM = Double.parseDouble(System.getProperty("minm", "40"));
static final double SLACK = Double.parseDouble(System.getProperty("slack", "0.05"));
static final double J0 = Double.parseDouble(System.getProperty("j0", "0.125"));

void plan(long at) {
    if (at < departAt) {
        departAt = at;
        node.after(Math.max(0, at - node.now()), this::depart);
    }
}

void depart() {
    long now = node.now();
    if (now < departAt || departAt == NEVER) {
        return;
    }
    departAt = NEVER;
    if (isHub && now >= nextFlush) {
        nextFlush = now + period;
    }
    for (String name : neighbours()) {
        if (!covers(peers.get(name).has, have())) {
            send(name, false, List.of());
        }
    }
    oldest = NEVER;
}

List<String> neighbours() {
    return isHub ? node.peers() : List.of(hub);
}

Map<String, Integer> have() {
    Map<String, Integer> have = new LinkedHashMap<>();
    logs.forEach((origin, log) -> have.put(origin, log.size()));
    return have;
}

static boolean covers(Map<String, Integer> more, Map<String, Integer> less) {
    return less.entrySet().stream().allMatch(e -> more.getOrDefault(e.getKey(), 0) >= e.getValue());
}

void send(String to, boolean answer, List<String> lost) {
    Peer peer = peers.get(to);
    long now = node.now();
    Map<String, Run> news = new LinkedHashMap<>();
    logs.forEach((origin, log) -> {
        int from = peer.has.getOrDefault(origin, 0);
        if (from < log.size()) {
            news.put(origin, new Run(from, log.subList(from, Math.min(log.size(), from + RUN_LIMIT))));
        }
    });
    Long clock = isHub ? peer.clock == null ? null : (Long) (peer.clock + now - peer.heardAt) : (Long) now;
    peer.sent = have();
    peer.sentAt = now;
    if (peer.due == null) {
        await(peer);
    }
    node.send(to, new Gossip(have(), news, answer, lost, clock, Math.max(0, isHub ? nextFlush - now : now - oldest), topology));
}

void await(Peer peer) {
    peer.due = covers(peer.has, peer.sent) ? null : peer.sent;
    peer.dueSince = node.now();
}

void tick() {
    long now = node.now();
    List<String> lost = new ArrayList<>();
    for (String name : neighbours()) {
        Peer peer = peers.get(name);
        if (peer.due != null) {
            if (now - peer.sentAt > period * 5 / 4 + 300 || now - peer.dueSince > LOST_MILLIS) {
                send(name, true, List.of());
            }
            if (now - peer.dueSince > LOST_MILLIS + 1000) {
                lost.add(name);
            }
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
        origin = node.id() + "-" + Long.toString(node.random().nextLong(1L << 30), 36);
        node.peers().forEach(peer -> peers.put(peer, new Peer()));
        node.on(Topology.class, _ -> { topology = true; return new TopologyOk(); });
        node.on(Broadcast.class, request -> { add(request.message()); return new BroadcastOk(); });
        node.on(Add.class, request -> { add(request.element()); return new AddOk(); });
        node.on(Read.class, _ -> topology ? new ReadOk(values, null) : new ReadOk(null, values));
        node.hear(Gossip.class, this::hear);
        node.every(TICK_MILLIS, this::tick);
        node.after(3_000, () -> { if (logs.isEmpty() && !node.peers().isEmpty()) send(node.peers().getFirst(), true, List.of()); });
    });
}
