///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Raft: a key-value store that behaves like one machine as long as a majority of its nodes can talk
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../Maelstrom.java Registers.java Log.java Leases.java Detours.java

// maelstrom test --bin lib/examples/raft.java
// test: -w lin-kv --node-count 3 --concurrency 4n --rate 30 --nemesis partition
//
// What it is: all nodes keep the same log of commands. They elect a leader for a term, which has a number. It appends
// to the log. A command is committed when a majority has it. Then every node applies it to its registers, in the order
// of the log, and the node that was asked answers its client.
//
// Why it is right: a term has at most one leader, because a majority elects it and a node votes once in a term. The
// leader has everything that is committed: a node refuses its vote if its own log is newer, and every majority has a
// node with the newest committed command. Logs agree, because a follower takes entries only if its log has the entry
// before them. A change is answered when it is committed. A node that knows that it has the newest state (see Leases)
// answers reads from memory; other reads go through the log, too. (The paper: Ongaro and Ousterhout, 2014.)
//
// What it costs, in the simulator and on Maelstrom: 1.3 messages for each operation; 94 % to 99 % are answered (a node
// that is cut off cannot answer); the median latency is 1 and 7 ms, and a change takes up to 250 ms. What is left out:
// disks, snapshots, new nodes.

record RequestVote(long term, int logSize, long lastTerm) {}
record Vote(long term) {}
/** Entries from index {@code start} on; {@code termBefore} is the term of the entry before them. */
record Append(long term, int start, long termBefore, List<Log.Entry> entries, int committed, long sentAt,
              Leases.Loan loan, boolean wantsAck, boolean hearsYou) {}
/** The sender's log is the leader's up to {@code match}: an answer to what the leader sent at {@code sentAt}. */
record Ack(long term, int match, long sentAt, long clock, boolean hearsYou) {}

final long ROUND_MILLIS = 250; // the leader's heartbeat; shorter makes changes faster, and costs more messages
final long SPREAD_MILLIS = 400; // random, so that two nodes rarely campaign at the same time
final long PATIENCE_MILLIS = 3_000; // Maelstrom's clients of lin-kv wait for 1 s, or 10 times the latency

Maelstrom.Node node;
Detours network;
Leases leases;
boolean isMember; // see "restarts" below
long silentUntil = Long.MAX_VALUE;
long term;
String votedFor; // in this term, or null
String leader; // of this term, if this node knows one, or null
long campaignAt; // when this node last asked for votes,
long electionAt; // and when it will do so again
final Set<String> votes = new HashSet<>();
final Log log = new Log();
int committed; // the number of committed entries, which are also applied
final Map<String, Integer> match = new TreeMap<>(); // how many entries of the leader's log each follower has, at least
final Map<String, Log.Command> batch = new LinkedHashMap<>(); // what the leader will append in the next round
final Registers registers = new Registers();
final Set<String> applied = new HashSet<>(); // ids of commands
final Map<String, Optional<Object>> replies = new HashMap<>(); // for our clients; empty until a command is applied

Object answer(Registers.Request request) {
    boolean isNewest = committed == log.size() && (isLeader() ? leases.isLeading() : leases.isBorrowing());
    return isNewest && !registers.isChangedBy(request) ? registers.perform(request) : commit(request);
}

/** Gives a command to the leader, whoever that is by then, until it comes back through the log. */
Object commit(Registers.Request request) {
    Log.Command command = new Log.Command(Long.toString(node.random().nextLong(Long.MAX_VALUE), 36), request);
    long toldAt = Leases.NEVER;
    long patienceEnd = node.now() + PATIENCE_MILLIS;
    replies.put(command.id(), Optional.empty());
    while (replies.get(command.id()).isEmpty() && node.now() < patienceEnd) {
        if (leader != null && node.now() > toldAt + ROUND_MILLIS + 100) {
            toldAt = node.now();
            if (isLeader()) {
                batch.put(command.id(), command);
            } else {
                network.send(leader, command);
            }
        }
        node.sleep(5);
    }
    return replies.remove(command.id()).orElseGet(() ->
            new Maelstrom.RpcError(Maelstrom.Code.TIMEOUT, "no majority of the nodes can be reached"));
}

// ---- the log ----

/** The leader sends what followers lack, or just a sign of life. */
void round() {
    if (isLeader() && node.now() > leases.end() + Leases.PROMISE_MILLIS) {
        leader = null; // it has lost the majority; another node may have it
    } else if (isLeader()) {
        obey(leader);
        batch.values().forEach(command -> log.add(term, command));
        batch.clear();
        node.peers().forEach(peer -> append(peer, true));
        advance();
    }
}

void append(String to, boolean wantsAck) {
    int start = match.get(to);
    network.send(to, new Append(term, start, log.termAt(start), log.from(start), committed, node.now(), leases.lend(to),
            wantsAck, network.hears(to)));
}

void onAppend(Append append, String from) {
    network.heard(from, append.hearsYou());
    isMember |= append.start() == 0 && append.loan().millis() > 0 && append.loan().clock() > silentUntil;
    int equal = committed; // what is committed is the same everywhere
    if (isMember && append.term() >= term) {
        adopt(append.term());
        leader = votedFor = from; // it counts as a vote: an earlier life of this node may have given one
        obey(leader);
        if (log.beginsAs(append.start(), append.termBefore())) {
            log.merge(append.start(), append.entries());
            equal = append.start() + append.entries().size();
            apply(Math.min(append.committed(), equal));
            leases.borrow(append.loan());
        }
    }
    if (append.wantsAck() && (isMember || node.now() > silentUntil)) { // a node that is not a member promises nothing
        network.send(from, new Ack(isMember ? term : append.term(), equal, isMember ? append.sentAt() : Leases.NEVER,
                node.now(), network.hears(from)));
    }
}

void onAck(Ack ack, String from) {
    network.heard(from, ack.hearsYou());
    adopt(ack.term());
    if (isLeader() && ack.term() == term) {
        match.put(from, ack.match());
        leases.promised(from, ack.sentAt());
        leases.heard(from, ack.clock());
        advance();
    }
}

/** Commits what a majority has, and every follower with a loan; only if it is of this term (figure 8 of the paper). */
void advance() {
    long most = Leases.ofMajority(node, log.size(), peer -> leases.isBound(peer) ? match.get(peer) : 0);
    int reached = (int) node.peers().stream().filter(leases::isLending).mapToLong(match::get).reduce(most, Math::min);
    if (reached > committed && log.termAt(reached) == term) {
        apply(reached);
        node.peers().stream().filter(peer -> match.get(peer) >= reached).forEach(peer -> append(peer, false));
    }
}

void apply(int newCommitted) {
    for (; committed < newCommitted; committed++) {
        Log.Command command = log.command(committed);
        if (command.request() != null && applied.add(command.id())) { // one that was sent twice can be there twice
            Object reply = registers.perform(command.request());
            replies.computeIfPresent(command.id(), (_, _) -> Optional.of(reply));
        }
    }
}

// ---- elections ----

boolean isLeader() {
    return node.id().equals(leader);
}

/** Takes note that there is a leader: votes for nobody else for a while, and does not campaign. */
void obey(String leader) {
    leases.promise(leader);
    electionAt = node.now() + Leases.PROMISE_MILLIS + node.random().nextLong(SPREAD_MILLIS);
}

void adopt(long newTerm) {
    if (newTerm > term) {
        electionAt = isLeader() ? node.now() : electionAt; // the others still promise to vote for this node only
        term = newTerm;
        votedFor = leader = null;
        votes.clear();
        leases.drop();
    }
}

void campaign() {
    if (isMember && !isLeader() && node.now() >= electionAt) {
        adopt(term + 1);
        votedFor = node.id();
        campaignAt = node.now();
        electionAt = node.now() + Leases.PROMISE_MILLIS + node.random().nextLong(SPREAD_MILLIS);
        node.peers().forEach(peer -> network.send(peer, new RequestVote(term, log.size(), log.termAt(log.size()))));
        count(node.id());
    }
}

void onRequestVote(RequestVote request, String from) {
    if (isMember && leases.mayVoteFor(from)) {
        adopt(request.term());
        boolean isFree = request.term() == term && (votedFor == null || votedFor.equals(from));
        if (isFree && log.isCoveredBy(request.logSize(), request.lastTerm())) {
            votedFor = from;
            obey(from);
            network.send(from, new Vote(term));
        }
    }
}

void onVote(Vote vote, String from) {
    if (vote.term() == term && leader == null && node.now() < electionAt) {
        leases.promised(from, campaignAt);
        count(from);
    }
}

void count(String voter) {
    votes.add(voter);
    if (votes.size() > node.nodes().size() / 2) {
        leader = node.id();
        node.peers().forEach(peer -> match.put(peer, 0));
        log.add(term, new Log.Command("term " + term, null)); // commits what is before it
        round();
    }
}

// ---- restarts: a killed node has forgotten its votes and its log, and must do no harm when it is back ----
// In its first life, which seq-kv can tell from later ones, a node takes part at once. In a later one, it is silent for
// 1.1 s: leases and campaigns are shorter, so nothing that it said before counts any more. Then it tells the leader
// that it has nothing. It takes part again when the leader answers with the whole log and a loan, which only the
// current leader can give. If a majority is killed before one of them takes part again, the store stops for good: no
// node knows what was committed.

void begin(long life) { // a random number, so that a try whose answer was lost can be told from an earlier life
    try {
        node.seqKv().casOrCreate("life of " + node.id(), life, life);
        isMember = true;
    } catch (Maelstrom.RpcError e) {
        if (e.code() == Maelstrom.Code.PRECONDITION_FAILED) {
            silentUntil = node.now() + Leases.PROMISE_MILLIS + SPREAD_MILLIS; // its old promises count no longer
        } else {
            begin(life);
        }
    }
}

void main() {
    Maelstrom.serve(node -> {
        this.node = node;
        network = new Detours(node);
        leases = new Leases(node);
        electionAt = node.now() + node.random().nextLong(SPREAD_MILLIS);
        registers.serve(node, this::answer);
        network.hear(Log.Command.class, (command, _) -> batch.put(command.id(), command)); // for when it leads
        network.hear(Append.class, this::onAppend);
        network.hear(Ack.class, this::onAck);
        network.hear(RequestVote.class, this::onRequestVote);
        network.hear(Vote.class, this::onVote);
        node.after(0, () -> begin(node.random().nextLong()));
        node.every(ROUND_MILLIS, this::round);
        node.every(ROUND_MILLIS / 4, this::campaign);
    });
}
