package bench.elle;

import bench.check.Checker;
import bench.check.Verdict;
import bench.check.Verdict.Validity;
import bench.history.History;
import bench.history.Keyword;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    private static final int CAUSE = Dependency.PROCESS.bit() | Dependency.WR.bit();
    private static final int OLDER = Dependency.WW.bit();

    @Override
    public Verdict check(History history) {
        List<Txn> txns = Txn.of(history);
        Findings findings = new Findings();
        WriteReads reads = new WriteReads(txns, findings);
        if (reads.flaw() != null) {
            return new Verdict(Validity.UNKNOWN, Map.of("error", reads.flaw()), List.of(reads.flaw()));
        }
        new Judgement(txns, reads, findings).judge();
        return findings.verdict();
    }

    /** The judgement of one history. */
    private record Judgement(List<Txn> txns, WriteReads reads, Findings findings) {

        void judge() {
            List<Txn> possible = txns.stream().filter(Txn::isPossible).toList();
            Graph.Builder builder = new Graph.Builder(txns.size());
            Sessions sessions = new Sessions(possible, txns.size(), builder);
            for (Txn reader : txns) {
                reads.of(reader).stream().filter(read -> read.writer() != null).forEach(
                        read -> builder.add(read.writer().id(), reader.id(), Dependency.WR));
            }
            Graph causes = builder.build();
            List<int[]> circles = Components.of(causes, CAUSE);
            circles.forEach(circle -> tellCyclicCausality(causes.select(circle), circle));
            if (circles.isEmpty()) {
                judgeOrder(causes, new CausalPast(txns, possible, causes, sessions));
            }
        }

        private void judgeOrder(Graph causes, CausalPast past) {
            Graph.Builder builder = new Graph.Builder(txns.size());
            for (int node = 0; node < causes.size(); node++) {
                for (int edge = causes.startOfEdges(node); edge < causes.endOfEdges(node); edge++) {
                    builder.add(node, causes.target(edge), causes.mask(edge));
                }
            }
            past.walk(reader -> {
                for (WriteReads.Read read : reads.of(reader)) {
                    List<Txn> known = past.writersOf(read.key());
                    if (read.writer() == null) {
                        tellInitialRead(reader, read.key(), known, causes);
                    } else {
                        known.stream().filter(writer -> writer != read.writer()).forEach(
                                writer -> builder.add(writer.id(), read.writer().id(), Dependency.WW));
                    }
                }
            });
            Graph order = builder.build();
            for (int[] component : Components.of(order, CAUSE | OLDER)) {
                tellContradictions(order.select(component), component, causes);
            }
        }

        private void tellCyclicCausality(Graph circle, int[] nodes) {
            findings.add("cyclic-causality", () -> {
                int second = circle.target(circle.startOfEdges(0));
                Story story = new Story();
                List<Txn> around = at(Paths.shortest(circle, CAUSE, second, 0), nodes);
                story.name(txns.get(nodes[0]));
                tellCause(story, around.getLast(), around.getFirst());
                tellCauses(story, around);
                return example(story, "cyclic-causality", "each of these happened only after the other");
            });
        }

        private void tellInitialRead(Txn reader, Object key, List<Txn> known, Graph causes) {
            if (known.isEmpty()) {
                return;
            }
            Txn writer = known.stream().filter(w -> isReadBy(w, reader, causes)).findFirst().orElse(known.getFirst());
            String anomaly = isReadBy(writer, reader, causes) ? "fractured-read" : "stale-initial-read";
            findings.add(anomaly, () -> {
                Story story = new Story();
                tellKnowledge(story, writer, reader, causes);
                return example(story, anomaly, "%s read key %s = nil, although it knows of %s, which wrote %s there"
                        .formatted(story.name(reader), key, story.name(writer), writer.externalWrites().get(key)));
            });
        }

        private void tellContradictions(Graph order, int[] nodes, Graph causes) {
            int examined = 0;
            int told = 0;
            for (int missed = 0; missed < order.size(); missed++) {
                for (int edge = order.startOfEdges(missed); edge < order.endOfEdges(missed); edge++) {
                    boolean isEnough = told > 0 && (told >= MAX_TOLD || examined >= MAX_EXAMINED);
                    if (order.mask(edge) != OLDER || isEnough) {
                        continue;
                    }
                    examined++;
                    int seen = order.target(edge);
                    if (Paths.shortest(order, CAUSE, missed, seen) != null) {
                        continue; // what was missed is the older one indeed
                    }
                    told++;
                    int[] causal = Paths.shortest(order, CAUSE, seen, missed);
                    int[] path = causal != null ? causal : Paths.shortest(order, CAUSE | OLDER, seen, missed);
                    tellContradiction(at(path, nodes), causal != null, causes);
                }
            }
        }

        /** The first of these was read by one who knows of the last, which is later, as the ones between show. */
        private void tellContradiction(List<Txn> fromSeenToMissed, boolean isCausal, Graph causes) {
            Txn seen = fromSeenToMissed.getFirst();
            Txn missed = fromSeenToMissed.getLast();
            boolean isFractured = choices(missed, seen, causes).anyMatch(
                    choice -> isReadBy(missed, choice.reader(), causes));
            String anomaly = !isCausal ? "divergent-order" : isFractured ? "fractured-read" : "stale-read";
            findings.add(anomaly, () -> {
                Story story = new Story();
                for (int i = 1; i < fromSeenToMissed.size(); i++) {
                    Txn before = fromSeenToMissed.get(i - 1);
                    Txn after = fromSeenToMissed.get(i);
                    if (isCause(before, after, causes)) {
                        tellCause(story, before, after);
                    } else {
                        tellChoice(story, choiceOf(before, after, causes), before, after, causes);
                    }
                }
                Choice choice = choiceOf(missed, seen, causes);
                tellChoice(story, choice, missed, seen, causes);
                return example(story, anomaly, "%s read key %s of %s, although it knows of %s, which is later"
                        .formatted(story.name(choice.reader()), choice.key(), story.name(seen), story.name(missed)));
            });
        }

        /** A reader that knew of two writes to a key and read one of them. */
        private record Choice(Txn reader, Object key) {
        }

        /** Those who may be the reason why what was missed has to be older than what was seen. */
        private Stream<Choice> choices(Txn missed, Txn seen, Graph causes) {
            return IntStream.range(causes.startOfEdges(seen.id()), causes.endOfEdges(seen.id()))
                    .mapToObj(edge -> txns.get(causes.target(edge)))
                    .flatMap(reader -> reads.of(reader).stream()
                            .filter(read -> read.writer() == seen && missed.externalWrites().containsKey(read.key()))
                            .map(read -> new Choice(reader, read.key())));
        }

        private Choice choiceOf(Txn missed, Txn seen, Graph causes) {
            return choices(missed, seen, causes)
                    .filter(choice -> isReadBy(missed, choice.reader(), causes))
                    .findFirst()
                    .or(() -> choices(missed, seen, causes)
                            .filter(c -> Paths.shortest(causes, CAUSE, missed.id(), c.reader().id()) != null)
                            .findFirst())
                    .orElseThrow();
        }

        private void tellChoice(Story story, Choice choice, Txn missed, Txn seen, Graph causes) {
            tellKnowledge(story, missed, choice.reader(), causes);
            story.say("so %s knows of key %s = %s of %s, but it read %s of %s, as if that were the later one"
                    .formatted(story.name(choice.reader()), choice.key(), missed.externalWrites().get(choice.key()),
                            story.name(missed), seen.externalWrites().get(choice.key()), story.name(seen)));
        }

        private void tellKnowledge(Story story, Txn cause, Txn effect, Graph causes) {
            tellCauses(story, Arrays.stream(Paths.shortest(causes, CAUSE, cause.id(), effect.id()))
                    .mapToObj(txns::get).toList());
        }

        private void tellCauses(Story story, List<Txn> path) {
            for (int i = 1; i < path.size(); i++) {
                tellCause(story, path.get(i - 1), path.get(i));
            }
        }

        private void tellCause(Story story, Txn cause, Txn effect) {
            String causeName = story.name(cause);
            String effectName = story.name(effect);
            story.say(reads.of(effect).stream()
                    .filter(read -> read.writer() == cause)
                    .map(read -> "%s wrote key %s = %s and %s read that".formatted(
                            causeName, read.key(), cause.externalWrites().get(read.key()), effectName))
                    .findFirst()
                    .orElseGet(() -> Narrator.whyInTime(cause, causeName, effect, effectName, Dependency.PROCESS)));
        }

        private Findings.Example example(Story story, String anomaly, String headline) {
            return Findings.Example.of(story.under(headline),
                    "type", Keyword.of(anomaly), "txns", story.ops(), "steps", story.steps());
        }

        private List<Txn> at(int[] path, int[] nodes) {
            return Arrays.stream(path).mapToObj(node -> txns.get(nodes[node])).toList();
        }

        private static boolean isCause(Txn before, Txn after, Graph causes) {
            return (causes.maskBetween(before.id(), after.id()) & CAUSE) != 0;
        }

        private static boolean isReadBy(Txn writer, Txn reader, Graph causes) {
            return (causes.maskBetween(writer.id(), reader.id()) & Dependency.WR.bit()) != 0;
        }
    }
}
