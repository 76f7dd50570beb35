package bench.check.elle;

import bench.history.Edn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The anomalies of registers that show without any order: internal, G1a and G1b. */
final class RegisterAnomalies {

    private record Write(Object key, Object value) {
    }

    private RegisterAnomalies() {
    }

    static void find(List<Txn> txns, Findings findings) {
        Map<Write, Txn> failed = new HashMap<>();
        txns.stream().filter(Txn::isFail).forEach(txn -> txn.asked().stream().filter(mop -> !mop.isRead())
                .forEach(mop -> failed.put(new Write(mop.key(), mop.value()), txn)));
        IntermediateWrites intermediate = new IntermediateWrites(txns);
        for (Txn reader : txns) {
            if (reader.isOk()) {
                findInternal(reader, findings);
                findReads("G1a", "of a transaction that failed", reader,
                        mop -> failed.get(new Write(mop.key(), mop.value())), findings);
                findReads("G1b", "that the same transaction was to replace", reader,
                        mop -> intermediate.writerSeenBy(reader, mop.key(), mop.value()), findings);
            }
        }
    }

    /** A read must give what this transaction itself read or wrote before; nil is taken to be no knowledge. */
    private static void findInternal(Txn txn, Findings findings) {
        Map<Object, Object> expected = new HashMap<>();
        for (Mop mop : txn.mops()) {
            Object before = expected.put(mop.key(), mop.value());
            if (mop.isRead() && before != null && !before.equals(mop.value())) {
                findings.add("internal", () -> Findings.Example.of(
                        "%s: it read key %s = %s, although it had itself read or written %s there before".formatted(
                                txn.describe(), mop.key(), Edn.write(mop.value()), before),
                        "op", txn.completion(), "mop", mop.toList(), "expected", before));
                return;
            }
        }
    }

    private static void findReads(String anomaly, String what, Txn reader, Function<Mop, Txn> writerOf,
                                  Findings findings) {
        for (Mop mop : reader.mops()) {
            Txn writer = mop.isRead() ? writerOf.apply(mop) : null;
            if (writer != null) {
                findings.add(anomaly, () -> Findings.Example.of(
                        "T2 read key %s = %s, a write %s\n  T1 = %s\n  T2 = %s".formatted(
                                mop.key(), mop.value(), what, writer.describe(), reader.describe()),
                        "op", reader.completion(), "mop", mop.toList(), "writer", writer.completion()));
            }
        }
    }
}
