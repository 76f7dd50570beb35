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
 * Judges whether transactions over registers are causally consistent, atomic and convergent: one order of all
 * transactions, the same for everybody, puts causes before effects, and each read gives the last write of that order
 * among those that the reader knows of. That is about the strongest that a store can promise which answers everybody
 * during partitions, and more than Elle sees in registers.
 *
 * <p>A transaction is a cause of the next one of its process, which is its session, and of those that read what it
 * wrote; and a cause of a cause is a cause. If a reader knows of a write (its transaction is a cause of the reader) and
 * yet reads another one, the one it knows of must be the older of the two. Where all this leads in a circle the
 * history is bad; where it does not, there is such an order. Sources: Bouajjani, Enea, Guerraoui and Hamza, <i>On
 * Verifying Causal Consistency</i> (2017), whose bad patterns are named below; Biswas and Enea, <i>On the Complexity of
 * Checking Transactional Consistency</i> (2019), for transactions and for the proof that this is all there is to check.
 *
 * <ul>
 * <li>{@code cyclic-causality}: transactions are causes of each other (CyclicCO).
 * <li>{@code fractured-read}: one write of a transaction was seen, and another one missed.
 * <li>{@code stale-initial-read}: nothing was seen in a key by one who knows of a write to it (WriteCOInitRead).
 * <li>{@code stale-read}: a write was seen by one who knows of a later one (WriteCORead).
 * <li>{@code divergent-order}: it is not agreed which of two writes is the later one (CyclicCF).
 * <li>and what single reads show: {@link WriteReads}.
 * </ul>
 */
public final class CausalConsistency implements Checker {

    /** So many contradictions of one component are told; one broken link may make thousands. */
    private static final int MAX_TOLD = 20;
    private static final int MAX_EXAMINED = 1_000;

    private static final int CAUSE = CausalProof.CAUSE;
    private static final int OLDER = Dependency.WW.bit();

    private final Predicate<String> forbidden;

    /** Convicts of all that is named above. */
    public CausalConsistency() {
        this(_ -> true);
    }

    private CausalConsistency(Predicate<String> forbidden) {
        this.forbidden = forbidden;
    }

    /** A checker for what these models forbid and Elle does not see in registers; empty if they allow all of it. */
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

    /** The judgement of one history. */
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

        /** Among transactions that would each have to come before the others, finds the older ones that are not. */
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
                return false; // what was missed is the older one indeed
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
