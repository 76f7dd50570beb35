package bench.hunt;

import bench.scenario.Reason;
import java.util.Map;

/** Names anomalies in a few words. */
final class AnomalyWords {

    private static final Map<String, String> NOUNS = Map.of(
            "lost", "a value lost",
            "wrong-total", "a wrong total",
            "duplicate-id", "an id twice",
            "echo-mismatch", "a wrong echo",
            "never-succeeded", "a kind of request that never succeeded",
            "unavailable", "too many failed requests",
            "not-linearizable", "a register that is not linearizable",
            "diverged-replicas", "replicas that differ",
            "limits", "a limit exceeded");

    private AnomalyWords() {
    }

    /** Such as {@code a value lost}. Without words of its own, an anomaly keeps its name: {@code G1c}. */
    static String of(Reason reason) {
        if (reason.anomalies().isEmpty()) {
            return reason.ending() == Reason.Ending.BROKEN ? "a test that broke" : reason.ending().toString();
        }
        String first = reason.anomalies().getFirst();
        return reason.isUndecided() ? "no verdict" : NOUNS.getOrDefault(first, first);
    }
}
