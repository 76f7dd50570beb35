package bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The figures of a {@code results.edn}, written by Maelstrom or by the bench; null if a figure is missing.
 *
 * @param msgsPerOp    messages between servers for each operation
 * @param medianMillis the median stable latency
 * @param maxMillis    the largest stable latency
 * @param okFraction   the share of operations that succeeded
 */
record Figures(Double msgsPerOp, Double medianMillis, Double maxMillis, Double okFraction) {

    private static final String NUMBER = "([0-9.E-]+)";
    private static final Pattern SERVERS = Pattern.compile(":servers\\s*\\{[^}]*:msgs-per-op\\s+" + NUMBER);
    private static final Pattern OK_FRACTION = Pattern.compile(":ok-fraction\\s+" + NUMBER);
    private static final Pattern LATENCIES = Pattern.compile(":stable-latencies\\s*\\{([^}]*)}");
    private static final Pattern QUANTILE = Pattern.compile(NUMBER + "\\s+" + NUMBER);

    /** The figures in a run's folder; all null if it has no results. */
    static Figures of(Optional<Path> store) throws IOException {
        Optional<Path> results = store.map(folder -> folder.resolve("results.edn")).filter(Files::exists);
        return results.isPresent() ? parse(Files.readString(results.get())) : new Figures(null, null, null, null);
    }

    private static Figures parse(String edn) {
        Map<String, Double> quantiles = new LinkedHashMap<>();
        Matcher latencies = LATENCIES.matcher(edn);
        if (latencies.find()) {
            QUANTILE.matcher(latencies.group(1)).results()
                    .forEach(pair -> quantiles.put(pair.group(1), Double.valueOf(pair.group(2))));
        }
        return new Figures(number(SERVERS, edn), quantiles.get("0.5"), quantiles.get("1"), number(OK_FRACTION, edn));
    }

    private static Double number(Pattern pattern, String edn) {
        Matcher matcher = pattern.matcher(edn);
        return matcher.find() ? Double.valueOf(matcher.group(1)) : null;
    }
}
