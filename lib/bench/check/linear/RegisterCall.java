package bench.check.linear;

import bench.history.Op;
import java.util.List;
import java.util.Objects;

/**
 * An open operation on a register. Its value is what a read will return, what a write writes, or the pair of a
 * compare-and-set.
 */
record RegisterCall(Op invocation, Object value) {

    /** The value in the operation's pair of key and value. */
    static Object valueOf(Op op) {
        return ((List<?>) op.value()).get(1);
    }

    /** Whether the operation can take effect when the register holds this value. */
    boolean canFollow(Object current) {
        return switch (invocation.f()) {
            case "read" -> value.equals(current);
            case "cas" -> Objects.equals(((List<?>) value).get(0), current);
            default -> true;
        };
    }

    /** What the register holds afterwards. */
    Object result(Object current) {
        return switch (invocation.f()) {
            case "read" -> current;
            case "cas" -> ((List<?>) value).get(1);
            default -> value;
        };
    }

    boolean isRead() {
        return invocation.f().equals("read");
    }

    /** Whether the operation depends on the value before it. */
    boolean isObserver() {
        return !invocation.f().equals("write");
    }

    /** Whether both do the same. */
    boolean isTwinOf(RegisterCall other) {
        return invocation.f().equals(other.invocation.f()) && Objects.equals(value, other.value);
    }
}
