package bench.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All operations of one test in the order in which they happened, with each invocation paired with its completion. */
public final class History {

    private static final int NONE = -1;

    private final List<Op> ops;
    private final int[] partner;

    /** Takes operations whose indices are their positions. Invocations without a completion are allowed. */
    public History(List<Op> ops) {
        this.ops = List.copyOf(ops);
        this.partner = new int[ops.size()];
        Map<Integer, Integer> open = new HashMap<>();
        for (int i = 0; i < partner.length; i++) {
            Op op = this.ops.get(i);
            partner[i] = NONE;
            if (op.index() != i) {
                throw new IllegalArgumentException("operation " + op.index() + " stands at position " + i);
            }
            if (op.isInvoke()) {
                open.put(op.process(), i);
            } else if (op.isClient()) {
                Integer invocation = open.remove(op.process());
                if (invocation == null) {
                    throw new IllegalArgumentException("completed without an invocation: " + op.describe());
                }
                partner[i] = invocation;
                partner[invocation] = i;
            }
        }
    }

    public List<Op> ops() {
        return ops;
    }

    /** The operations of clients, without those of the nemesis. */
    public Stream<Op> clientOps() {
        return ops.stream().filter(Op::isClient);
    }

    public Stream<Op> invocations() {
        return clientOps().filter(Op::isInvoke);
    }

    /** The completion of this invocation, or null if the test ended first. */
    public Op completionOf(Op invocation) {
        return partnerOf(invocation);
    }

    /** The invocation of this completion. */
    public Op invocationOf(Op completion) {
        return partnerOf(completion);
    }

    private Op partnerOf(Op op) {
        int index = partner[op.index()];
        return index == NONE ? null : ops.get(index);
    }

    /** Collects operations as they happen, and numbers them. */
    public static final class Recorder {

        private final List<Op> ops = new ArrayList<>();

        /** Appends an operation, and returns it with its index. */
        public Op add(long time, Op.Type type, int process, String f, Object value, Object error,
                      List<String> flags) {
            Op op = new Op(ops.size(), time, type, process, f, value, error, flags);
            ops.add(op);
            return op;
        }

        public int size() {
            return ops.size();
        }

        public History history() {
            return new History(ops);
        }
    }
}
