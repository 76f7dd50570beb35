package bench.check.elle;

import bench.check.Checker;
import bench.check.Verdict;
import bench.history.History;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Judges whether transactions over registers are causally consistent, atomic and convergent. They are if one order of
 * all transactions, the same for everybody, puts causes before effects, and each read returns the last write in that
 * order among the writes that the reader knows. This is about the strongest promise that a store can keep while it
 * answers everybody during partitions, and it demands more than Elle checks for registers.
 *
 * <p>A transaction causes the next transaction of its process (a process is a session) and every transaction that reads
 * its writes. Causes are transitive. A reader knows a write if the writing transaction is one of its causes. If a
 * reader knows one write and yet reads another, the known one must be the older of the two. If these rules lead in a
 * cycle, the history is invalid; if not, such an order exists. Sources: Bouajjani, Enea, Guerraoui and Hamza, <i>On
 * Verifying Causal Consistency</i> (2017), whose bad patterns are named below; Biswas and Enea, <i>On the Complexity of
 * Checking Transactional Consistency</i> (2019), for transactions and for the proof that nothing else needs to be
 * checked.
 *
 * <ul>
 * <li>{@code cyclic-causality}: transactions are causes of each other (CyclicCO).
 * <li>{@code fractured-read}: a reader saw one write of a transaction and missed another.
 * <li>{@code stale-initial-read}: a reader found a key empty although it knew a write to it (WriteCOInitRead).
 * <li>{@code stale-read}: a reader saw a write although it knew a later one (WriteCORead).
 * <li>{@code divergent-order}: readers disagree about which of two writes came later (CyclicCF).
 * <li>the anomalies of single reads: {@link WriteReads}.
 * </ul>
 */
public final class CausalConsistency implements Checker {

    /** The most contradictions told of one component, because one broken link may cause thousands. */
    private static final int MAX_TOLD = 20;
    private static final int MAX_EXAMINED = 1_000;

    private static final int CAUSE = CausalProof.CAUSE;
    private static final int OLDER = Dependency.WW.bit();

    private final Predicate<String> forbidden;

    /** Forbids all anomalies named above. */
    public CausalConsistency() {
        this(_ -> true);
    }

    private CausalConsistency(Predicate<String> forbidden) {
        this.forbidden = forbidden;
    }

    /** A checker for what these models forbid and Elle misses in registers; empty if there is no such anomaly. */
    public static Optional<Checker> demandedBy(List<String> models) {
        if (ConsistencyModels.demand(models, "causal-cerone")) {
            return Optional.of(new CausalConsistency());
        }
        return ConsistencyModels.demand(models, "read-atomic")
                ? Optional.of(new CausalConsistency("fractured-read"::equals)) : Optional.empty();
    }

    @Override
    public Verdict check(History history) {
        List<Txn> txns = Txn.of(history);
        Findings findings = new Findings();
        WriteReads reads = new WriteReads(txns, findings);
        if (reads.flaw() != null) {
            return Verdict.unknown(Map.of("error", reads.flaw()), reads.flaw());
        }
        List<Txn> possible = txns.stream().filter(Txn::isPossible).toList();
        Graph.Builder builder = new Graph.Builder(txns.size());
        Sessions sessions = new Sessions(possible, txns.size(), builder);
        for (Txn reader : txns) {
            reads.of(reader).stream().filter(read -> read.writer() != null).forEach(
                    read -> builder.add(read.writer().id(), reader.id(), Dependency.WR));
        }
        Graph causes = builder.build();
        Judgement judgement = new Judgement(txns, reads, causes, new CausalProof(txns, reads, causes), findings);
        List<int[]> circles = Components.of(causes, CAUSE);
        circles.forEach(judgement::addCircle);
        if (circles.isEmpty()) {
            judgement.judge(new CausalPast(txns, possible, causes, sessions));
        }
        return findings.verdict(forbidden);
    }

    /** Judges one history. */
    private record Judgement(List<Txn> txns, WriteReads reads, Graph causes, CausalProof proof, Findings findings) {

        void addCircle(int[] nodes) {
            Graph circle = causes.select(nodes);
            int second = circle.target(circle.startOfEdges(0));
            List<Txn> around = at(Paths.shortest(circle, CAUSE, second, 0), nodes);
            findings.add("cyclic-causality", () -> proof.ofCircle("cyclic-causality", around));
        }

        void judge(CausalPast past) {
            Graph.Builder order = causes.toBuilder();
            past.walk(reader -> {
                for (WriteReads.Read read : reads.of(reader)) {
                    List<Txn> known = past.writersOf(read.key());
                    if (read.writer() == null) {
                        judgeInitialRead(reader, read.key(), known);
                    } else {
                        known.stream().filter(writer -> writer != read.writer()).forEach(
                                writer -> order.add(writer.id(), read.writer().id(), Dependency.WW));
                    }
                }
            });
            Graph all = order.build();
            Components.of(all, CAUSE | OLDER).forEach(nodes -> addContradictions(all.select(nodes), nodes));
        }

        private void judgeInitialRead(Txn reader, Object key, List<Txn> known) {
            if (!known.isEmpty()) {
                Optional<Txn> atFirstHand = known.stream().filter(w -> proof.isReadBy(w, reader)).findFirst();
                String anomaly = atFirstHand.isPresent() ? "fractured-read" : "stale-initial-read";
                Txn writer = atFirstHand.orElse(known.getFirst());
                findings.add(anomaly, () -> proof.ofInitialRead(anomaly, writer, reader, key));
            }
        }

        /**
         * Finds the reads that contradict the order, among transactions that would each have to come before the others.
         */
        private void addContradictions(Graph order, int[] nodes) {
            int examined = 0;
            int told = 0;
            for (int missed = 0; missed < order.size(); missed++) {
                for (int edge = order.startOfEdges(missed); edge < order.endOfEdges(missed); edge++) {
                    boolean isEnough = told >= MAX_TOLD || told > 0 && examined >= MAX_EXAMINED;
                    if (order.mask(edge) == OLDER && !isEnough) {
                        examined++;
                        told += addContradiction(order, nodes, missed, order.target(edge)) ? 1 : 0;
                    }
                }
            }
        }

        private boolean addContradiction(Graph order, int[] nodes, int missed, int seen) {
            if (Paths.shortest(order, CAUSE, missed, seen) != null) {
                return false; // the missed write is in fact the older one
            }
            int[] causal = Paths.shortest(order, CAUSE, seen, missed);
            int[] path = causal != null ? causal : Paths.shortest(order, CAUSE | OLDER, seen, missed);
            List<Txn> fromSeenToMissed = at(path, nodes);
            String anomaly = causal == null ? "divergent-order"
                    : proof.isSeenInPart(fromSeenToMissed.getLast(), fromSeenToMissed.getFirst()) ? "fractured-read"
                    : "stale-read";
            findings.add(anomaly, () -> proof.ofChoice(anomaly, fromSeenToMissed));
            return true;
        }

        private List<Txn> at(int[] path, int[] nodes) {
            return Arrays.stream(path).mapToObj(node -> txns.get(nodes[node])).toList();
        }
    }
}
