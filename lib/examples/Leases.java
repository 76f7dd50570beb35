import module java.base;

/**
 * Reads without messages, an optimisation of raft.java. A node that votes for a leader, or answers it, promises to vote
 * for nobody else for 710 ms. When a majority has answered a message, the leader counts 650 ms from when it sent that
 * message. During that time it knows that there is no other leader. This is its lease.
 *
 * <p>The leader lends its lease to followers that answer quickly. Until the lease ends, it commits nothing that such a
 * follower does not have. So a node that has a lease, and has applied all of its log, has the newest state.
 *
 * <p>Clocks may show any time, but must run equally fast, within 9 %: 710 is that much more than 650. A loan is timed
 * by the borrower's clock, from what it showed before the lender heard of it. So it ends before the lease does.
 *
 * <p>The cost: when a follower is cut off, the leader commits nothing until the lease that it has lent is over.
 */
final class Leases {

    /** A little more than two and a half rounds of raft.java. */
    static final long LEASE_MILLIS = 650;
    static final long PROMISE_MILLIS = 710;
    /** A round and a half. Only a follower that answered in the last round gets a loan. */
    private static final long QUICK_MILLIS = 375;
    static final long NEVER = Long.MIN_VALUE / 2;

    /** The receiver may read until its clock is this much later than {@code clock}, which it told the lender. */
    record Loan(long clock, long millis) {
    }

    /** What this node knows of a peer. */
    private static final class Peer {
        private long promisedAt = NEVER; // when we sent the newest message that it has answered
        private long clock; // what its clock showed when it last spoke
        private long heardAt = NEVER; // what ours showed when that came
        private long loanEnd = NEVER;
    }

    private final Maelstrom.Node node;
    private final Map<String, Peer> peers = new TreeMap<>();
    private String promisedTo;
    private long promiseEnd = NEVER;
    private long borrowedUntil = NEVER;

    Leases(Maelstrom.Node node) {
        this.node = node;
        node.peers().forEach(peer -> peers.put(peer, new Peer()));
    }

    // ---- for every node ----

    void promise(String leader) {
        promisedTo = leader;
        promiseEnd = node.now() + PROMISE_MILLIS;
    }

    boolean mayVoteFor(String candidate) {
        return node.now() >= promiseEnd || candidate.equals(promisedTo);
    }

    void borrow(Loan loan) {
        borrowedUntil = Math.max(borrowedUntil, loan.clock() + loan.millis());
    }

    /** Forgets what was borrowed: a new term begins. */
    void drop() {
        borrowedUntil = NEVER;
    }

    boolean isBorrowing() {
        return node.now() < borrowedUntil;
    }

    // ---- for the leader ----

    /** A peer has answered what this node sent at that time. The answer is its promise. */
    void promised(String peer, long sentAt) {
        peers.get(peer).promisedAt = Math.max(peers.get(peer).promisedAt, sentAt);
    }

    /** A peer says what its clock shows. */
    void heard(String peer, long clock) {
        peers.get(peer).clock = clock;
        peers.get(peer).heardAt = node.now();
    }

    /** Whether the answer of this peer still counts for the lease. */
    boolean isBound(String peer) {
        return node.now() < peers.get(peer).promisedAt + LEASE_MILLIS;
    }

    /** When this node's lease as a leader ends. */
    long end() {
        return ofMajority(node, node.now(), peer -> peers.get(peer).promisedAt) + LEASE_MILLIS;
    }

    /** A loan for a peer; of 0 ms if there is none. */
    Loan lend(String name) {
        Peer peer = peers.get(name);
        long end = end();
        if (node.now() >= end || node.now() >= peer.heardAt + QUICK_MILLIS) {
            return new Loan(peer.clock, 0);
        }
        peer.loanEnd = end;
        return new Loan(peer.clock, end - peer.heardAt); // it showed that when we heard it, or earlier
    }

    /** Whether this node, the leader, has a lease. */
    boolean isLeading() {
        return node.now() < end();
    }

    boolean isLending(String peer) {
        return node.now() <= peers.get(peer).loanEnd;
    }

    /** The largest value that a majority of the nodes has reached: of three, the second. */
    static long ofMajority(Maelstrom.Node node, long own, ToLongFunction<String> ofPeer) {
        return LongStream.concat(LongStream.of(own), node.peers().stream().mapToLong(ofPeer)).sorted()
                .skip((node.nodes().size() - 1) / 2).findFirst().getAsLong();
    }
}
