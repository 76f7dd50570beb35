package bench.check.elle;

import bench.check.Phrases;
import bench.history.Clients;
import bench.history.History;
import bench.history.Op;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One transaction of a history.
 *
 * @param id         its number among all transactions, in the order in which they began
 * @param completion how it ended; the invocation itself if it never did
 * @param outcome    OK, FAIL or INFO; a transaction that never ended counts as INFO
 * @param asked      its steps in the request
 * @param mops       its steps: those of the reply if it is OK, otherwise those of the request
 */
record Txn(int id, Op invocation, Op completion, Op.Type outcome, List<Mop> asked, List<Mop> mops) {

    /** All transactions of a history, including failed ones and those whose outcome is unknown. */
    static List<Txn> of(History history) {
        List<Txn> txns = new ArrayList<>();
        history.invocations().forEach(invocation -> {
            Op ended = history.completionOf(invocation);
            Op completion = ended == null ? invocation : ended;
            Op.Type outcome = ended == null ? Op.Type.INFO : ended.type();
            List<Mop> asked = steps(invocation);
            List<Mop> mops = completion.isOk() ? steps(completion) : asked;
            txns.add(new Txn(txns.size(), invocation, completion, outcome, asked, mops));
        });
        return txns;
    }

    private static List<Mop> steps(Op op) {
        return ((List<?>) op.value()).stream().map(Mop::of).toList();
    }

    boolean isOk() {
        return outcome == Op.Type.OK;
    }

    boolean isFail() {
        return outcome == Op.Type.FAIL;
    }

    /** Whether it happened or may have happened. */
    boolean isPossible() {
        return !isFail();
    }

    /** Whether this transaction ended before the other one began. */
    boolean precedes(Txn other) {
        return completion.index() < other.invocation.index();
    }

    /** What it saw of others: the first value read of each key, unless it wrote to that key before. */
    Map<Object, Object> externalReads() {
        Map<Object, Object> reads = new LinkedHashMap<>();
        Set<Object> touched = new HashSet<>();
        for (Mop mop : mops) {
            if (touched.add(mop.key()) && mop.isRead()) {
                reads.put(mop.key(), mop.value());
            }
        }
        return reads;
    }

    /** What others may see of it: the last value written to each key. */
    Map<Object, Object> externalWrites() {
        Map<Object, Object> writes = new LinkedHashMap<>();
        for (Mop mop : mops) {
            if (!mop.isRead()) {
                writes.put(mop.key(), mop.value());
            }
        }
        return writes;
    }

    /** Transactions of one history are equal if their numbers are; this is faster than comparing their steps. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Txn txn && txn.id == id;
    }

    @Override
    public int hashCode() {
        return id;
    }

    /** One line for people, such as {@code n1's client at 1.2 s: [["r",5,null],["w",5,1]]}. */
    String describe(Clients clients) {
        return "%s: %s%s".formatted(clients.at(invocation), Phrases.brief(mops.stream().map(Mop::toList).toList()),
                isOk() ? "" : isFail() ? ", which failed" : ", whose outcome is unknown");
    }
}
