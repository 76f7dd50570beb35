package bench.run;

import bench.history.Keyword;
import bench.history.Nouns;
import java.util.Map;

/**
 * How the operations of a run ended.
 *
 * @param crashes how many clients crashed on purpose, as in kafka; Jepsen counts these as unknown, too
 */
public record OperationCounts(long succeeded, long failed, long unknown, long crashes) {

    /** Takes the entry {@code stats} of a {@code results.edn}, written by Maelstrom or by the bench. */
    public static OperationCounts of(Map<?, ?> stats) {
        long crashes = stats.get(Keyword.of("by-f")) instanceof Map<?, ?> byF
                && byF.get(Keyword.of("crash")) instanceof Map<?, ?> crash ? number(crash, "count") : 0;
        return new OperationCounts(number(stats, "ok-count"), number(stats, "fail-count"),
                number(stats, "info-count") - crashes, crashes);
    }

    private static long number(Map<?, ?> map, String name) {
        return map.get(Keyword.of(name)) instanceof Number number ? number.longValue() : 0;
    }

    /** Such as {@code 206: 200 succeeded, 4 failed, 2 with an unknown outcome; 1 client crashed on purpose}. */
    public String describe() {
        String ends = succeeded + failed + unknown == 0 ? "none"
                : failed + unknown == 0 ? (succeeded == 1 ? "" : "all ") + succeeded + " succeeded"
                : "%d: %d succeeded, %d failed, %d with an unknown outcome".formatted(succeeded + failed + unknown,
                        succeeded, failed, unknown);
        return crashes == 0 ? ends : ends + "; " + Nouns.count(crashes, "client") + " crashed on purpose";
    }
}
