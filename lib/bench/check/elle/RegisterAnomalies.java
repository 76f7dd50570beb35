package bench.check.elle;

import bench.history.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds the anomalies of registers that need no order: internal, G1a and G1b. */
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
                findReads("G1a", "before it failed", reader,
                        mop -> failed.get(new Write(mop.key(), mop.value())), findings);
                findReads("G1b", "and then replaced", reader,
                        mop -> intermediate.writerSeenBy(reader, mop.key(), mop.value()), findings);
            }
        }
    }

    /** A read must return what the transaction itself last read or wrote there. A nil counts as no knowledge. */
    private static void findInternal(Txn txn, Findings findings) {
        Map<Object, Object> expected = new HashMap<>();
        for (Mop mop : txn.mops()) {
            Object before = expected.put(mop.key(), mop.value());
            if (mop.isRead() && Mop.isSome(before) && !before.equals(mop.value())) {
                findings.add("internal", () -> Findings.Example.of(txn,
                        "T1 read key %s = %s, although it had read or written %s there itself just before".formatted(
                                Json.write(mop.key()), Json.write(mop.value()), Json.write(before)),
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
                findings.add(anomaly, () -> Findings.Example.of(writer, reader,
                        "T2 read key %s = %s, which T1 wrote %s".formatted(
                                Json.write(mop.key()), Json.write(mop.value()), what),
                        "op", reader.completion(), "mop", mop.toList(), "writer", writer.completion()));
            }
        }
    }
}
