package bench.check.elle;

import bench.history.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds for each read of a register whose write it saw, and notes reads that are impossible in a store with atomic
 * transactions. Plume (Liu and others, 2024) calls them ThinAirRead, AbortedRead, FutureRead, IntermediateRead,
 * NotMyLastWrite, NotMyOwnWrite and NonRepeatableRead. The last three are called internal here, as in Cerone's work.
 */
final class WriteReads {

    private record Version(Object key, Object value) {
    }

    /** The first read of a key in a transaction, and the writer of the value it saw; null if the key was empty. */
    record Read(Object key, Txn writer) {
    }

    private final Findings findings;
    private final Map<Version, Txn> writers = new HashMap<>();
    private final Map<Txn, List<Read>> reads = new HashMap<>();
    private String flaw;

    WriteReads(List<Txn> txns, Findings findings) {
        this.findings = findings;
        for (Txn txn : txns) {
            for (Mop mop : txn.mops()) {
                if (!mop.isRead() && mop.value() != null
                        && writers.put(new Version(mop.key(), mop.value()), txn) != null) {
                    flaw = "The value %s was written to key %s more than once.".formatted(
                            Json.write(mop.value()), Json.write(mop.key()));
                }
            }
        }
        txns.stream().filter(Txn::isOk).forEach(txn -> reads.put(txn, readsOf(txn)));
    }

    /** The reason why this history cannot be judged, or null if it can. */
    String flaw() {
        return flaw;
    }

    /** What a transaction saw of others, without impossible reads. */
    List<Read> of(Txn txn) {
        return reads.getOrDefault(txn, List.of());
    }

    private List<Read> readsOf(Txn txn) {
        List<Read> found = new ArrayList<>();
        Map<Object, Object> expected = new HashMap<>();
        for (Mop mop : txn.mops()) {
            if (!mop.isRead()) {
                expected.put(mop.key(), mop.value());
            } else if (!expected.containsKey(mop.key())) {
                expected.put(mop.key(), mop.value());
                addExternal(mop, txn, found);
            } else if (!Objects.equals(expected.get(mop.key()), mop.value())) {
                add("internal", mop, txn, "although after its own earlier steps it should have read "
                        + Json.write(expected.get(mop.key())));
            }
        }
        return found;
    }

    private void addExternal(Mop mop, Txn reader, List<Read> found) {
        if (mop.value() == null) {
            found.add(new Read(mop.key(), null));
            return;
        }
        Txn writer = writers.get(new Version(mop.key(), mop.value()));
        if (writer == null) {
            add("thin-air-read", mop, reader, "which nobody ever wrote");
        } else if (writer.isFail()) {
            add("aborted-read", mop, reader, "which was written by a transaction that failed");
        } else if (writer == reader) {
            add("future-read", mop, reader, "before it wrote that value itself");
        } else {
            found.add(new Read(mop.key(), writer));
            if (!mop.value().equals(writer.externalWrites().get(mop.key()))) {
                add("intermediate-read", mop, reader, "which its writer later replaced in the same transaction");
            }
        }
    }

    private void add(String anomaly, Mop mop, Txn reader, String what) {
        findings.add(anomaly, () -> Findings.Example.of(reader,
                "T1 read key %s = %s, %s".formatted(Json.write(mop.key()), Json.write(mop.value()), what),
                "op", reader.completion(), "mop", mop.toList()));
    }
}
