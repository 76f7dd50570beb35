package bench.check.elle;

import java.util.ArrayList;
import java.util.List;

/**
 * A kind of cycle between transactions, after Adya: what dependencies it is made of.
 *
 * @param order PROCESS or REALTIME if the cycle needs at least one such step, or null if data alone make it
 */
record CycleType(Shape shape, Dependency order) {

    /** From the worst to the mildest. */
    enum Shape {
        /** Writes overwrite each other in a circle. */
        G0("G0"),
        /** Writes, and reads of what was written. */
        G1C("G1c"),
        /** As G1c, and one read of what was then replaced. */
        G_SINGLE("G-single-item"),
        /** Two or more such reads, but never one right after another. */
        G_NONADJACENT("G-nonadjacent-item"),
        /** Two or more such reads. */
        G2("G2-item");

        private final String elleName;

        Shape(String elleName) {
            this.elleName = elleName;
        }
    }

    /** All kinds; those that other kinds imply come after them. */
    static final List<CycleType> ALL = all();

    private static List<CycleType> all() {
        List<CycleType> types = new ArrayList<>();
        for (Dependency order : new Dependency[] {null, Dependency.PROCESS, Dependency.REALTIME}) {
            for (Shape shape : Shape.values()) {
                types.add(new CycleType(shape, order));
            }
        }
        return List.copyOf(types);
    }

    String elleName() {
        return shape.elleName + switch (order) {
            case PROCESS -> Anomaly.PROCESS;
            case REALTIME -> Anomaly.REALTIME;
            case null, default -> "";
        };
    }

    /** A dependency that every such cycle has: the search begins with each of these. */
    Dependency start() {
        return switch (shape) {
            case G0 -> order == null ? Dependency.WW : order;
            case G1C -> Dependency.WR;
            case G_SINGLE, G_NONADJACENT, G2 -> Dependency.RW;
        };
    }
}
