package bench.nemesis;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What the fault {@code clock} does to a node: its clock leaps ahead, as on a laptop that was suspended, and then runs
 * fast or slow until the fault ends. A node's clock never goes back, so the leap remains.
 *
 * @param percent how fast the clock runs; 100 is right
 */
record Skew(String node, long leapMillis, int percent) {

    /** More than any time-out of a script, so every timer is due at once. */
    private static final int MAX_LEAP_MILLIS = 60_000;

    /**
     * A thousand times the error of a quartz clock. Time-outs that must be shorter than those of clients (5 s) have to
     * leave a margin anyway, and a tenth is within it.
     */
    private static final int MAX_ERROR_PERCENT = 10;

    static Skew draw(List<String> nodes, RandomGenerator random) {
        return new Skew(nodes.get(random.nextInt(nodes.size())), random.nextInt(MAX_LEAP_MILLIS),
                100 + random.nextInt(-MAX_ERROR_PERCENT, MAX_ERROR_PERCENT + 1));
    }

    /**
     * Reads what {@link #value} has written.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Skew of(Object value) {
        if (value instanceof Map<?, ?> map && map.size() == 1) {
            Map.Entry<?, ?> entry = map.entrySet().iterator().next();
            if (entry.getKey() instanceof String node && entry.getValue() instanceof List<?> list && list.size() == 2
                    && list.getFirst() instanceof Number leap && list.getLast() instanceof Number percent
                    && leap.longValue() >= 0 && percent.intValue() > 0) {
                return new Skew(node, leap.longValue(), percent.intValue());
            }
        }
        throw new IllegalArgumentException("the fault clock names a node, by how many ms its clock leaps ahead, and "
                + "its speed from then on in %, as in {\"n1\" [35000 107]}");
    }

    /** The same in the notation of the history. */
    Map<String, List<Number>> value() {
        return Map.of(node, List.of(leapMillis, percent));
    }
}
