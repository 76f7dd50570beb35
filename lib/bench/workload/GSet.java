package bench.workload;

import java.util.List;

/**
 * A set that only grows. As in Maelstrom, even after a definite error the outcome of an operation counts as unknown.
 */
public final class GSet extends SetWorkload {

    public GSet(Settings settings) {
        super(settings, "add", "element", "value", List.of());
    }

    @Override
    public boolean failsOn(String f, boolean definite) {
        return false;
    }
}
