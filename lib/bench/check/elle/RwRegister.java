package bench.check.elle;

import bench.check.Checker;
import bench.check.Verdict.Validity;
import bench.check.Verdict;
import bench.history.History;
import java.util.List;
import java.util.Map;

/**
 * Judges transactions that read and write registers, like Elle's rw-register checker with Maelstrom's options. Every
 * value is written to a key at most once, and every key begins as nil. If a transaction reads a key and then writes it,
 * its version comes right after the one it read. Nothing else is known about the order of versions, so much goes
 * unnoticed, for example a read of a value that nobody wrote.
 */
public final class RwRegister implements Checker {

    private final List<String> models;

    /**
     * A checker of histories against these consistency models.
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

    /** Maelstrom calls a history invalid if there is nothing to judge, although Elle calls it unknown. */
    private static Verdict asMaelstrom(Verdict ofElle) {
        return ofElle.valid() == Validity.UNKNOWN
                ? Verdict.of(false, ofElle.details(), ofElle.violations())
                : ofElle;
    }
}
