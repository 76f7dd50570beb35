package bench.check.elle;

import bench.check.Checker;
import bench.check.Verdict.Validity;
import bench.check.Verdict;
import bench.history.History;
import java.util.List;
import java.util.Map;

/**
 * Judges transactions that read and write registers, as Elle's rw-register checker does with the options of
 * Maelstrom: every value is written to a key at most once, every key begins as nil, and a transaction that reads a key
 * and then writes it puts its own version right behind the one it read. Nothing else is known of the order of versions,
 * so that much goes unseen: a read of a value that nobody wrote, for one.
 */
public final class RwRegister implements Checker {

    private final List<String> models;

    /**
     * A checker that holds histories to these consistency models.
     *
     * @throws IllegalArgumentException if one of them is not among {@link ConsistencyModels}
     */
    public RwRegister(List<String> models) {
        this.models = List.copyOf(models);
        this.models.forEach(ConsistencyModels::canonical);
    }

    @Override
    public Verdict check(History history) {
        List<Txn> txns = Txn.of(history);
        Registers registers = new Registers(txns);
        String flaw = registers.flaw(txns);
        if (flaw != null) {
            return Verdict.unknown(Map.of("error", flaw), flaw);
        }
        Findings findings = new Findings();
        RegisterAnomalies.find(txns, findings);
        LostUpdates.find(txns, findings);
        registers.findCyclicVersions(findings);
        Graph.Builder graph = new Graph.Builder(txns.size());
        boolean anyData = registers.addDependencies(graph);
        OrderOfTime.addFor(models, history, txns, graph);
        if (!anyData && graph.isEmpty()) {
            findings.addNothingToJudge();
        }
        new Cycles(txns, registers, findings).find(graph.build());
        return asMaelstrom(findings.verdict(models)).with(OtherSteps.in(txns));
    }

    /** Maelstrom takes a history that leaves nothing to judge for a bad one, though Elle says that it does not know. */
    private static Verdict asMaelstrom(Verdict ofElle) {
        return ofElle.valid() == Validity.UNKNOWN
                ? Verdict.of(false, ofElle.details(), ofElle.violations())
                : ofElle;
    }
}
