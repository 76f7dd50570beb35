package bench.check.elle;

import java.util.ArrayList;
import java.util.List;

/**
 * A kind of cycle between transactions, after Adya: the dependencies that it consists of.
 *
 * @param order PROCESS or REALTIME if the cycle needs at least one such step; null if the data alone form it
 */
record CycleType(Shape shape, Dependency order) {

    /** From the worst to the mildest. */
    enum Shape {
        /** Transactions that overwrote each other. */
        G0("G0"),
        /** Transactions that overwrote or read each other's writes. */
        G1C("G1c"),
        /** Like G1c, with one read of a version that the next transaction replaced. */
        G_SINGLE("G-single-item"),
        /** With two or more such reads, but never one right after another. */
        G_NONADJACENT("G-nonadjacent-item"),
        /** With two or more such reads. */
        G2("G2-item");

        private final String elleName;

        Shape(String elleName) {
            this.elleName = elleName;
        }
    }

    /** All kinds. A kind comes after the kinds that imply it. */
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

    /** A dependency that every such cycle contains; the search starts from each edge that has it. */
    Dependency start() {
        return switch (shape) {
            case G0 -> order == null ? Dependency.WW : order;
            case G1C -> Dependency.WR;
            case G_SINGLE, G_NONADJACENT, G2 -> Dependency.RW;
        };
    }
}
