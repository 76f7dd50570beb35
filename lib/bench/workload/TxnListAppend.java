package bench.workload;

import bench.check.Checker;
import bench.check.elle.ListAppend;
import java.util.List;

/** Transactions that read lists and append to them. */
public final class TxnListAppend extends TxnWorkload {

    private final Settings settings;

    public TxnListAppend(Settings settings) {
        super(settings, "append");
        this.settings = settings;
    }

    /** A list, or null before the first append. */
    @Override
    boolean isReadable(Object value) {
        return value == null || value instanceof List<?>;
    }

    @Override
    public Checker checker() {
        return new ListAppend(settings.consistencyModels());
    }
}
