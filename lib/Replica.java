import module java.base;

/**
 * Each node's log, on every node: in order, each entry once, although the network loses, delays, doubles and reorders
 * messages.
 *
 * <p>Each node numbers the entries that it appends. So a few numbers say exactly what a node has: how many entries of
 * each origin. (The field calls this a version vector.) Every message carries the sender's numbers. They confirm what
 * has arrived, and they show what the sender lacks. A message with news also carries the entries that the receiver
 * lacks, going by what it last said. So a lost message does no harm: the next one brings the same entries and more. An
 * entry that arrives twice is skipped.
 *
 * <p>A node keeps entries in the order in which they arrived, its own and the others', and passes them on in that
 * order. So every node sees a cause before its effect. (The field calls this causal order.)
 *
 * <p>The script decides when a node speaks: by {@link #tellAll}, or once in a period. A node that is told news, and
 * then has nothing to say for a while, confirms it in a message of its own. One rule repairs the rest: a neighbour that
 * does not confirm is asked what it has. If it stays silent, it gets no more entries, only a question each second, and
 * the node asks others, too, in turn. One that asks and one that answers become friends: neighbours for a while.
 */
public final class Replica<E> {

    private static final long REPAIR_MILLIS = 1_000;
    private static final long FIRST_QUESTION_MILLIS = 3_000; // a node that knows nothing by then may have been killed
    private static final int OTHERS_ASKED = 3; // each second: of 24 others, one is soon found on the same side of a cut
    private static final long FRIENDSHIP_MILLIS = 10_000; // 25 nodes ask each other in turn within 8 s
    private static final int MAX_ENTRIES_PER_MESSAGE = 5_000; // about 0.5 MB
    private static final int ASK_AFTER = 2; // times the patience: then news goes out with a question
    private static final int UNREACHABLE_AFTER = 4; // times the patience: then it gets questions, but no news
    private static final long PATIENCE_MILLIS = 1_000;
    private static final long HEAD_START_MILLIS = 250; // to confirm before one is asked: two hops of 100 ms
    private static final long NEVER = Long.MAX_VALUE / 2; // now - NEVER is negative, and does not overflow

    private final Maelstrom.Node node;
    private final String me;
    private final List<String> neighbours;
    private final long patienceMillis;
    private final BiConsumer<String, Message<E>> sender;
    private final BiConsumer<E, String> listener;
    /** In the order in which they arrived here. */
    private final Deque<Entry<E>> entries = new ArrayDeque<>();
    /** How many entries of each origin have arrived. */
    private final Map<String, Integer> have = new LinkedHashMap<>();
    private final Map<String, Peer> peers = new LinkedHashMap<>();
    private final Deque<String> others;
    private long total;

    /** An entry of a log. The first one of each origin has the number 0. */
    public record Entry<E>(String origin, int number, E value) {}

    /** What a sender has, the entries that the receiver lacks, and whether the receiver should answer. */
    public record Message<E>(Map<String, Integer> have, List<Entry<E>> news, boolean asks) {}

    /** What this node knows of another one. */
    private static final class Peer {
        /** How many entries of each origin it has, as it last said. */
        private Map<String, Integer> has = Map.of();
        /** How many entries we had when we last sent it some, and when that was. */
        private long toldTotal;
        private long toldAt;
        /** What it must confirm, and when we began to wait for that. Later entries are sent, but not waited for yet. */
        private Map<String, Integer> awaited = Map.of();
        private long unconfirmedSince = NEVER;
        /** When we heard news from it that we have not confirmed. */
        private long unansweredSince = NEVER;
        /** Until when it is a friend: treated as a neighbour, though it is none. */
        private long friendUntil;
    }

    /**
     * @param me             the origin of the entries appended here. A restarted node has forgotten its count: it needs
     *                       a new name, or it must not come back
     * @param neighbours     the peers that this node tells its news
     * @param patienceMillis after this time without a confirmation, a neighbour is asked
     * @param sender         sends a message to a peer; at the other end it goes to {@link #hear}
     * @param listener       gets each new entry and its origin, those of this node too; it must not wait
     */
    public Replica(Maelstrom.Node node, String me, List<String> neighbours, long patienceMillis,
                   BiConsumer<String, Message<E>> sender, BiConsumer<E, String> listener) {
        this.node = node;
        this.me = me;
        this.neighbours = neighbours;
        this.patienceMillis = patienceMillis;
        this.sender = sender;
        this.listener = listener;
        node.peers().forEach(peer -> peers.put(peer, new Peer()));
        others = new ArrayDeque<>(node.peers());
        others.removeAll(neighbours);
        node.every(REPAIR_MILLIS, this::repair);
        node.after(FIRST_QUESTION_MILLIS, () -> neighbours.stream().filter(_ -> have.isEmpty()).forEach(this::ask));
    }

    /**
     * For scripts whose nodes tell all others, keep what they need themselves, and do not come back after a kill. Each
     * period a node tells one peer what is new, and forgets what all peers have confirmed.
     *
     * @param wrap makes a message of the script's own type
     */
    public Replica(Maelstrom.Node node, long periodMillis, Function<Message<E>, ?> wrap,
                   BiConsumer<E, String> listener) {
        this(node, node.id(), node.peers(), PATIENCE_MILLIS, (to, message) -> node.send(to, wrap.apply(message)),
                listener);
        node.every(periodMillis, this::tellNext);
        node.every(periodMillis, this::trim);
    }

    /** Appends an entry to this node's own log. */
    public void append(E value) {
        add(new Entry<>(me, count(have, me), value));
    }

    private void add(Entry<E> entry) {
        entries.add(entry);
        have.put(entry.origin(), entry.number() + 1);
        total++;
        listener.accept(entry.value(), entry.origin());
    }

    /** Tells all neighbours what is new. */
    public void tellAll() {
        due().forEach(this::tell);
    }

    /** Tells one neighbour what is new: the one that has waited longest. */
    private void tellNext() {
        due().stream().min(Comparator.comparing(name -> peers.get(name).toldTotal))
                .ifPresent(this::tell);
    }

    /** The neighbours and friends within reach that lack entries which we have not sent them yet. */
    private List<String> due() {
        return Stream.concat(neighbours.stream(), friends().stream()).filter(name -> {
            Peer peer = peers.get(name);
            return peer.toldTotal < total && lacks(peer) && !isUnreachable(peer);
        }).toList();
    }

    private List<String> friends() {
        return others.stream().filter(name -> peers.get(name).friendUntil > node.now()).toList();
    }

    private void tell(String name) {
        tell(name, isSilent(peers.get(name), ASK_AFTER * patienceMillis));
    }

    private void tell(String name, boolean asks) {
        Peer peer = peers.get(name);
        if (lacks(peer)) {
            peer.toldTotal = total;
            peer.toldAt = node.now();
            if (peer.unconfirmedSince == NEVER) {
                expectConfirmation(peer);
            }
        }
        send(name, since(peer.has), asks);
    }

    private void send(String name, List<Entry<E>> news, boolean asks) {
        peers.get(name).unansweredSince = NEVER;
        sender.accept(name, new Message<>(have, news, asks));
    }

    /** From now on, the peer is to confirm all that we have. Until it confirms all of it, it counts as silent. */
    private void expectConfirmation(Peer peer) {
        peer.awaited = Map.copyOf(have);
        peer.unconfirmedSince = node.now();
    }

    private void ask(String name) {
        send(name, List.of(), true);
    }

    /**
     * Takes a message of another node's replica.
     *
     * @return whether there is news to send: the message brought entries that a neighbour lacks
     */
    public boolean hear(Message<E> message, String from) {
        if (from.equals(node.id())) {
            return false; // our own message tells us nothing
        }
        if (count(message.have(), me) > count(have, me)) {
            node.log(from + " has entries of " + me + " that it has forgotten: it was killed and must not come back");
            return false;
        }
        long before = total;
        addNew(message.news());
        Peer peer = peers.get(from);
        takeConfirmation(peer, message.have());
        if (message.asks() || isCutOff()) { // it cannot reach its neighbours, or we cannot
            peer.friendUntil = node.now() + FRIENDSHIP_MILLIS;
        }
        boolean isBehind = !covers(have, message.have());
        if (message.asks() || isBehind) {
            tell(from, isBehind);
        } else if (!message.news().isEmpty()) {
            confirmSoon(from);
        }
        return total > before && !due().isEmpty();
    }

    /** Adds what is new, up to a gap: the sender may go by what we had before our restart. */
    private void addNew(List<Entry<E>> news) {
        for (Entry<E> entry : news) {
            int expected = count(have, entry.origin());
            if (entry.number() > expected) {
                return; // later entries may depend on those that are missing
            }
            if (entry.number() == expected) {
                add(entry);
            }
        }
    }

    private void takeConfirmation(Peer peer, Map<String, Integer> has) {
        peer.has = has;
        if (peer.unconfirmedSince != NEVER && covers(has, peer.awaited)) {
            peer.unconfirmedSince = NEVER;
            if (lacks(peer)) {
                expectConfirmation(peer);
            }
        }
    }

    /** Confirms a peer's news shortly before it would ask, unless we send it a message first, or it sends more news. */
    private void confirmSoon(String name) {
        long now = node.now();
        peers.get(name).unansweredSince = now;
        node.after(patienceMillis - HEAD_START_MILLIS, () -> {
            if (peers.get(name).unansweredSince == now) {
                tell(name, false);
            }
        });
    }

    /** Once a second: asks neighbours that have not confirmed, and if one is unreachable, some others, too. */
    private void repair() {
        neighbours.stream().filter(name -> isSilent(peers.get(name), patienceMillis)
                && node.now() - peers.get(name).toldAt > patienceMillis).forEach(this::ask);
        for (int i = 0; isCutOff() && i < Math.min(OTHERS_ASKED, others.size()); i++) {
            others.addLast(others.removeFirst());
            ask(others.getLast());
        }
    }

    private boolean isCutOff() {
        return neighbours.stream().anyMatch(name -> isUnreachable(peers.get(name)));
    }

    /** Forgets the oldest entries that all peers have. Nothing bounds what is kept for an unreachable peer. */
    private void trim() {
        while (!entries.isEmpty() && peers.values().stream()
                .allMatch(peer -> count(peer.has, entries.peek().origin()) > entries.peek().number())) {
            entries.remove();
        }
    }

    private boolean lacks(Peer peer) {
        return !covers(peer.has, have);
    }

    private boolean isSilent(Peer peer, long millis) {
        return node.now() - peer.unconfirmedSince > millis;
    }

    private boolean isUnreachable(Peer peer) {
        return isSilent(peer, UNREACHABLE_AFTER * patienceMillis);
    }

    /** The entries that a node with {@code theirs} lacks, oldest first; as many as fit in a message. */
    private List<Entry<E>> since(Map<String, Integer> theirs) {
        int missing = have.keySet().stream()
                .mapToInt(origin -> Math.max(0, count(have, origin) - count(theirs, origin))).sum();
        List<Entry<E>> news = new ArrayList<>();
        Iterator<Entry<E>> newestFirst = entries.descendingIterator(); // what somebody lacks is usually new
        while (news.size() < missing && newestFirst.hasNext()) {
            Entry<E> entry = newestFirst.next();
            if (entry.number() >= count(theirs, entry.origin())) {
                news.add(entry);
            }
        }
        return news.reversed().subList(0, Math.min(news.size(), MAX_ENTRIES_PER_MESSAGE));
    }

    private static int count(Map<String, Integer> counts, String origin) {
        return counts.getOrDefault(origin, 0);
    }

    private static boolean covers(Map<String, Integer> more, Map<String, Integer> less) {
        return less.keySet().stream().allMatch(origin -> count(more, origin) >= count(less, origin));
    }
}
