package bench.check.elle;

import bench.history.Json;
import bench.history.Keyword;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Explains how a history breaks causal consistency: who knew which write, through whom, and what it read anyway. */
final class CausalProof {

    static final int CAUSE = Dependency.PROCESS.bit() | Dependency.WR.bit();

    private final List<Txn> txns;
    private final WriteReads reads;
    private final Graph causes;

    CausalProof(List<Txn> txns, WriteReads reads, Graph causes) {
        this.txns = txns;
        this.reads = reads;
        this.causes = causes;
    }

    /** A reader that knew two writes to a key and read one of them. */
    private record Choice(Txn reader, Object key) {
    }

    /** Whether the reader read a write of the writer directly. */
    boolean isReadBy(Txn writer, Txn reader) {
        return (causes.maskBetween(writer.id(), reader.id()) & Dependency.WR.bit()) != 0;
    }

    /** Whether a reader of the seen write directly read some other write of the missed transaction. */
    boolean isSeenInPart(Txn missed, Txn seen) {
        return choices(missed, seen).anyMatch(choice -> isReadBy(missed, choice.reader()));
    }

    /** Each of these caused the next, and the last one caused the first. */
    Findings.Example ofCircle(String anomaly, List<Txn> circle) {
        Argument argument = new Argument();
        tellCauses(argument, circle);
        tellCause(argument, circle.getLast(), circle.getFirst());
        return example(argument, anomaly, "Each of these happened only after the others");
    }

    /** A reader that knew a write to a key but read the key as nil. */
    Findings.Example ofInitialRead(String anomaly, Txn writer, Txn reader, Object key) {
        Argument argument = new Argument();
        tellKnowledge(argument, writer, reader);
        return example(argument, anomaly, "%s read key %s = null, but it knew %s, which wrote %s there".formatted(
                argument.name(reader), Json.write(key), argument.name(writer),
                Json.write(writer.externalWrites().get(key))));
    }

    /** A reader saw the first of these although it knew the last, which is later, as the ones between them show. */
    Findings.Example ofChoice(String anomaly, List<Txn> fromSeenToMissed) {
        Txn seen = fromSeenToMissed.getFirst();
        Txn missed = fromSeenToMissed.getLast();
        Choice choice = choiceOf(missed, seen);
        Argument argument = new Argument();
        for (int i = 1; i < fromSeenToMissed.size(); i++) {
            Txn before = fromSeenToMissed.get(i - 1);
            Txn after = fromSeenToMissed.get(i);
            if ((causes.maskBetween(before.id(), after.id()) & CAUSE) != 0) {
                tellCause(argument, before, after);
            } else {
                tellChoice(argument, choiceOf(before, after), before, after);
            }
        }
        tellChoice(argument, choice, missed, seen);
        return example(argument, anomaly, "%s read key %s of %s, although it knew %s, which is later".formatted(
                argument.name(choice.reader()), Json.write(choice.key()), argument.name(seen), argument.name(missed)));
    }

    /** The reads that may be the reason why the missed write must be older than the seen one. */
    private Stream<Choice> choices(Txn missed, Txn seen) {
        return IntStream.range(causes.startOfEdges(seen.id()), causes.endOfEdges(seen.id()))
                .mapToObj(edge -> txns.get(causes.target(edge)))
                .flatMap(reader -> reads.of(reader).stream()
                        .filter(read -> read.writer() == seen && missed.externalWrites().containsKey(read.key()))
                        .map(read -> new Choice(reader, read.key())));
    }

    private Choice choiceOf(Txn missed, Txn seen) {
        return choices(missed, seen)
                .filter(choice -> isReadBy(missed, choice.reader()))
                .findFirst()
                .or(() -> choices(missed, seen)
                        .filter(choice -> pathTo(choice.reader(), missed) != null)
                        .findFirst())
                .orElseThrow();
    }

    private int[] pathTo(Txn effect, Txn cause) {
        return Paths.shortest(causes, CAUSE, cause.id(), effect.id());
    }

    private void tellChoice(Argument argument, Choice choice, Txn missed, Txn seen) {
        tellKnowledge(argument, missed, choice.reader());
        argument.say("So %s knew key %s = %s of %s, but it read %s of %s, as if that were the later one".formatted(
                argument.name(choice.reader()), Json.write(choice.key()),
                Json.write(missed.externalWrites().get(choice.key())),
                argument.name(missed), Json.write(seen.externalWrites().get(choice.key())), argument.name(seen)));
    }

    private void tellKnowledge(Argument argument, Txn cause, Txn effect) {
        tellCauses(argument, Arrays.stream(pathTo(effect, cause)).mapToObj(txns::get).toList());
    }

    private void tellCauses(Argument argument, List<Txn> path) {
        for (int i = 1; i < path.size(); i++) {
            tellCause(argument, path.get(i - 1), path.get(i));
        }
    }

    private void tellCause(Argument argument, Txn cause, Txn effect) {
        String causeName = argument.name(cause);
        String effectName = argument.name(effect);
        argument.say(reads.of(effect).stream()
                .filter(read -> read.writer() == cause)
                .map(read -> "%s wrote key %s = %s and %s read that".formatted(
                        causeName, Json.write(read.key()), Json.write(cause.externalWrites().get(read.key())),
                        effectName))
                .findFirst()
                .orElseGet(() -> Narrator.whyInTime(cause, causeName, effect, effectName, Dependency.PROCESS)));
    }

    private static Findings.Example example(Argument argument, String anomaly, String claim) {
        return Findings.Example.of(argument.ops(), clients -> argument.under(claim + ".", clients),
                "type", Keyword.of(anomaly), "txns", argument.ops(), "steps", argument.steps());
    }
}
