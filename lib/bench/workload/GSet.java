package bench.workload;

import java.util.List;

/** A set that only grows. As with Maelstrom, even a definite error leaves open whether an operation happened. */
public final class GSet extends SetWorkload {

    public GSet(Settings settings) {
        super(settings, "add", "element", "value", List.of());
    }

    @Override
    public boolean failsOn(String f, boolean definite) {
        return false;
    }
}
