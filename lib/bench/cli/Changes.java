package bench.cli;

import bench.engine.Engine;
import bench.run.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a run has changed against the one before. */
final class Changes {

    private final List<String> parts = new ArrayList<>();

    private Changes() {
    }

    /** Such as {@code lost: 36 → 0; messages 4 → 1.1 an operation}; empty if the figures are the same. */
    static String between(Engine.Result before, Engine.Result after) throws IOException {
        Changes changes = new Changes();
        TreeSet<String> anomalies = new TreeSet<>(before.cases().keySet());
        anomalies.addAll(after.cases().keySet());
        anomalies.forEach(anomaly -> changes.note(anomaly + ":", before.cases().getOrDefault(anomaly, 0).doubleValue(),
                after.cases().getOrDefault(anomaly, 0).doubleValue(), ""));
        Figures old = Figures.of(before.store());
        Figures now = Figures.of(after.store());
        changes.note("messages", old.msgsPerOp(), now.msgsPerOp(), " an operation");
        changes.note("median latency", old.medianMillis(), now.medianMillis(), " ms");
        changes.note("largest latency", old.maxMillis(), now.maxMillis(), " ms");
        changes.note("succeeded", percent(old.okFraction()), percent(now.okFraction()), " % of operations");
        return String.join("; ", changes.parts);
    }

    private static Double percent(Double fraction) {
        return fraction == null ? null : 100 * fraction;
    }

    private void note(String name, Double before, Double after, String unit) {
        if (before != null && after != null) {
            String from = Figures.digits(before);
            String to = Figures.digits(after);
            if (!from.equals(to)) {
                parts.add("%s %s → %s%s".formatted(name, from, to, unit));
            }
        }
    }
}
