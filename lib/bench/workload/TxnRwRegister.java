package bench.workload;

import bench.check.Checker;
import bench.check.elle.RwRegister;
import bench.history.History;

/** Transactions that read and write registers. */
public final class TxnRwRegister extends TxnWorkload {

    private final Settings settings;

    public TxnRwRegister(Settings settings) {
        super(settings, "w");
        this.settings = settings;
    }

    @Override
    boolean isReadable(Object value) {
        return true;
    }

    @Override
    public Checker checker() {
        return new RwRegister(settings.consistencyModels());
    }

    @Override
    public Audit audit(History history) {
        return new TxnAudit(history, settings.consistencyModels(), settings.maxTxnLength());
    }
}
