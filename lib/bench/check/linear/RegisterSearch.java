package bench.check.linear;

import bench.check.Verdict.Validity;
import bench.history.History;
import bench.history.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/**
 * Searches for an order of the operations on one register, by just-in-time linearization (Lowe, Testing for
 * linearizability, 2016). It walks through the history with the set of all situations that the register may be in.
 * Operations take effect as late as possible, that is, when one of them returns.
 *
 * <p>An operation that never ended may take effect at any time after its invocation, or not at all.
 */
final class RegisterSearch {

    /** The most operations open at once, because each one is a bit in a situation. */
    private static final int SLOTS = Long.SIZE;

    private final History history;
    private final List<Op> ops;
    private final long budget;
    private long steps = 0;

    private final RegisterCall[] calls = new RegisterCall[SLOTS];
    /** The slots in use. Operations that never ended keep theirs for good. */
    private long open = 0;
    private long crashed = 0;
    private List<Situation> situations = List.of(new Situation(null, 0));

    /**
     * How the search ended.
     *
     * @param stuckAt  the operation that no order explains, or at which the search gave up; null if valid
     * @param previous the operation that ended last before it, or null
     * @param values   the values that the register can hold at that point
     */
    record Finding(Validity valid, Op stuckAt, Op previous, List<Object> values) {}

    /** A possible value of the register, and the open operations that have taken effect in that case. */
    private record Situation(Object value, long done) {

        boolean has(int slot) {
            return (done >>> slot & 1) == 1;
        }

        Situation after(RegisterCall call, int slot) {
            return new Situation(call.result(value), done | 1L << slot);
        }

        Situation without(int slot) {
            return new Situation(value, done & ~(1L << slot));
        }
    }

    /** Takes the operations on the register in order, and the number of steps after which to give up. */
    RegisterSearch(History history, List<Op> ops, long budget) {
        this.history = history;
        this.ops = ops;
        this.budget = budget;
    }

    /** How many situations the search has looked at. */
    long steps() {
        return steps;
    }

    Finding run() {
        Map<Integer, Integer> slots = new HashMap<>();
        Op previous = null;
        for (Op op : ops) {
            if (op.isInvoke() && matters(op)) {
                if (Long.bitCount(open) == SLOTS) {
                    return unknown(op, previous);
                }
                slots.put(op.index(), begin(op));
            } else if (op.isOk()) {
                Integer slot = slots.remove(history.invocationOf(op).index());
                if (slot != null) {
                    List<Situation> reached = reach(slot);
                    if (steps > budget) {
                        return unknown(op, previous);
                    }
                    end(slot, reached);
                    if (situations.isEmpty()) {
                        return stuck(op, previous, reached);
                    }
                }
                previous = op;
            }
        }
        return new Finding(Validity.TRUE, null, null, List.of());
    }

    /** Failed operations did not happen, reads that never ended saw nothing, and a read of null is always allowed. */
    private boolean matters(Op invocation) {
        Op completion = history.completionOf(invocation);
        boolean ok = completion != null && completion.isOk();
        return invocation.f().equals("read") ? ok && RegisterCall.valueOf(completion) != null
                : completion == null || !completion.isFail();
    }

    private int begin(Op invocation) {
        int slot = Long.numberOfTrailingZeros(~open);
        Op completion = history.completionOf(invocation);
        boolean ok = completion != null && completion.isOk();
        calls[slot] = new RegisterCall(invocation, RegisterCall.valueOf(ok ? completion : invocation));
        open |= 1L << slot;
        if (!ok) {
            crashed |= 1L << slot;
        }
        situations = situations.stream().map(this::withReads).toList();
        return slot;
    }

    /** Lets every open read take effect that can. A read changes nothing, so waiting has no benefit. */
    private Situation withReads(Situation situation) {
        Situation settled = situation;
        for (int slot : slotsIn(open & ~situation.done())) {
            if (calls[slot].isRead() && calls[slot].canFollow(situation.value())) {
                settled = settled.after(calls[slot], slot);
            }
        }
        return settled;
    }

    private static int[] slotsIn(long set) {
        int[] slots = new int[Long.bitCount(set)];
        for (int i = 0; i < slots.length; i++, set &= set - 1) {
            slots[i] = Long.numberOfTrailingZeros(set);
        }
        return slots;
    }

    /**
     * All situations that the open operations can lead to, up to the moment when the operation in this slot takes
     * effect. If two situations differ only in the never-ended operations that they used, the one that used more is
     * dropped: the other can do the same and has more left to try. Situations that used the fewest come first, so the
     * others are dropped at once.
     */
    private List<Situation> reach(int slot) {
        List<Situation> reached = new ArrayList<>();
        Map<Situation, List<Situation>> alike = new HashMap<>();
        Queue<Situation> next = new PriorityQueue<>(
                Comparator.comparing(situation -> Long.bitCount(situation.done() & crashed)));
        next.addAll(situations);
        while (!next.isEmpty() && ++steps <= budget) {
            Situation situation = next.remove();
            List<Situation> others = alike.computeIfAbsent(
                    new Situation(situation.value(), situation.done() & ~crashed), _ -> new ArrayList<>(1));
            if (others.stream().anyMatch(other -> (other.done() & ~situation.done()) == 0)) {
                continue;
            }
            others.add(situation);
            reached.add(situation);
            if (situation.has(slot)) {
                continue;
            }
            for (int other : slotsIn(open & ~situation.done())) {
                if (calls[other].canFollow(situation.value()) && isWorthTrying(other, situation)) {
                    next.add(withReads(situation.after(calls[other], other)));
                }
            }
        }
        return reached;
    }

    /**
     * Trying an operation that never ended is worthwhile only if another operation can see its effect. Of several that
     * do the same, trying the first unused one is enough.
     */
    private boolean isWorthTrying(int slot, Situation situation) {
        if ((crashed >>> slot & 1) == 0) {
            return true;
        }
        Object value = calls[slot].result(situation.value());
        boolean isSeen = false;
        for (int other : slotsIn(open & ~situation.done())) {
            if (other < slot && (crashed >>> other & 1) == 1 && calls[other].isTwinOf(calls[slot])) {
                return false;
            }
            isSeen |= calls[other].isObserver() && calls[other].canFollow(value);
        }
        return isSeen;
    }

    /** Keeps the situations in which this slot's operation has taken effect, and frees the slot. */
    private void end(int slot, List<Situation> reached) {
        situations = reached.stream()
                .filter(situation -> situation.has(slot))
                .map(situation -> situation.without(slot))
                .toList();
        open &= ~(1L << slot);
    }

    private static Finding unknown(Op op, Op previous) {
        return new Finding(Validity.UNKNOWN, op, previous, List.of());
    }

    private Finding stuck(Op op, Op previous, List<Situation> reached) {
        Set<Object> values = new LinkedHashSet<>();
        for (Situation situation : reached) {
            values.add(situation.value());
            for (int slot : slotsIn(crashed & ~situation.done())) { // effects that were not worth trying
                if (calls[slot].canFollow(situation.value())) {
                    values.add(calls[slot].result(situation.value()));
                }
            }
        }
        return new Finding(Validity.FALSE, op, previous, new ArrayList<>(values));
    }
}
