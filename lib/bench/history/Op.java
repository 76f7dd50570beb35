package bench.history;

import java.util.List;

/**
 * One event of a history, in Jepsen's format. An operation begins with an {@code invoke} and ends with an {@code ok}
 * (it happened), a {@code fail} (it did not) or an {@code info} (the outcome is unknown).
 *
 * @param index   position in the history, from 0
 * @param time    nanoseconds since the test began
 * @param process the logical process, or {@link #NEMESIS}
 * @param f       the kind of operation: {@code "read"}, {@code "txn"}, …
 * @param value   null, a number (Long, BigInteger or Double), string, boolean, {@link Keyword}, List or Map
 * @param error   the reason for a {@code fail} or an {@code info}; otherwise null
 * @param flags   what Jepsen adds as {@code :name true}: {@code "final?"}, {@code "seek-to-beginning?"}; mostly none
 */
public record Op(int index, long time, Type type, int process, String f, Object value, Object error,
                 List<String> flags) {

    /** The process of the nemesis, which injects faults. */
    public static final int NEMESIS = -1;

    /** The stages of an operation. */
    public enum Type {
        INVOKE, OK, FAIL, INFO
    }

    public boolean isInvoke() {
        return type == Type.INVOKE;
    }

    public boolean isOk() {
        return type == Type.OK;
    }

    public boolean isFail() {
        return type == Type.FAIL;
    }

    public boolean isInfo() {
        return type == Type.INFO;
    }

    public boolean isClient() {
        return process != NEMESIS;
    }

    /** Whether this belongs to the final phase, after recovery. */
    public boolean isFinal() {
        return flags.contains("final?");
    }

    /** The operation in one line for people, such as {@code at 1.204 s process 3: ok read 17}. */
    public String describe() {
        return "at %.3f s process %s: %s %s%s".formatted(
                time / 1e9, isClient() ? process : "nemesis", type.name().toLowerCase(), f,
                value == null ? "" : " " + Edn.write(value));
    }
}
