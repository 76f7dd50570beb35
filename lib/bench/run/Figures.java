package bench.run;

import bench.history.EdnReader;
import bench.history.Keyword;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of a {@code results.edn}, written by Maelstrom or by the bench; null if a figure is missing.
 *
 * @param msgsPerOp    messages between servers for each operation
 * @param medianMillis the median stable latency
 * @param maxMillis    the largest stable latency
 * @param okFraction   the share of operations that succeeded
 */
public record Figures(Double msgsPerOp, Double medianMillis, Double maxMillis, Double okFraction) {

    public static final Figures NONE = new Figures(null, null, null, null);

    private static final MathContext THREE_DIGITS = new MathContext(3);

    /** The figures in a run's folder; all null if it has no results. */
    public static Figures of(Optional<Path> store) throws IOException {
        Optional<Path> results = store.map(folder -> folder.resolve("results.edn")).filter(Files::exists);
        return results.isPresent() ? of((Map<?, ?>) EdnReader.read(Files.readString(results.get()))) : NONE;
    }

    /** The figures among the entries of a {@code results.edn}. */
    public static Figures of(Map<?, ?> results) {
        Map<?, ?> latencies = child(child(results, "workload"), "stable-latencies");
        return new Figures(number(child(child(results, "net"), "servers"), "msgs-per-op"), quantile(latencies, 0.5),
                quantile(latencies, 1), number(child(results, "availability"), "ok-fraction"));
    }

    private static Map<?, ?> child(Map<?, ?> map, String name) {
        return map.get(Keyword.of(name)) instanceof Map<?, ?> child ? child : Map.of();
    }

    /** As it is printed: a float of 32 bits has other digits as a double. */
    private static Double number(Map<?, ?> map, String name) {
        return map.get(Keyword.of(name)) instanceof Number number ? Double.valueOf(number.toString()) : null;
    }

    /** Quantiles are written as {@code 0.5}, but the largest as {@code 1}. */
    private static Double quantile(Map<?, ?> quantiles, double quantile) {
        return quantiles.entrySet().stream()
                .filter(entry -> entry.getKey() instanceof Number number && number.doubleValue() == quantile)
                .map(entry -> ((Number) entry.getValue()).doubleValue()).findFirst().orElse(null);
    }

    /** A figure with at most three significant digits. */
    public static String digits(double figure) {
        return digits(figure, THREE_DIGITS);
    }

    /** A figure with three significant digits, or with all of them if three do not tell it from the other one. */
    static String digits(double figure, double other) {
        return digits(figure, digits(figure).equals(digits(other)) ? MathContext.DECIMAL64 : THREE_DIGITS);
    }

    private static String digits(double figure, MathContext digits) {
        return Double.isFinite(figure) ? new BigDecimal(figure).round(digits).stripTrailingZeros().toPlainString()
                : Double.toString(figure);
    }
}
