package bench.check.elle;

import bench.history.Keyword;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tells how a history contradicts causal consistency: who knew what, through whom, and what was read all the same. */
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

    /** A reader that knew of two writes to a key, and read the one and missed the other. */
    private record Choice(Txn reader, Object key) {
    }

    /** Whether one read, at first hand, what the other wrote. */
    boolean isReadBy(Txn writer, Txn reader) {
        return (causes.maskBetween(writer.id(), reader.id()) & Dependency.WR.bit()) != 0;
    }

    /** Whether somebody read one of two writes who read, at first hand, another write of the one that was missed. */
    boolean isSeenInPart(Txn missed, Txn seen) {
        return choices(missed, seen).anyMatch(choice -> isReadBy(missed, choice.reader()));
    }

    /** Each of these caused the next one, and the last one the first. */
    Findings.Example ofCircle(String anomaly, List<Txn> circle) {
        Story story = new Story();
        tellCauses(story, circle);
        tellCause(story, circle.getLast(), circle.getFirst());
        return example(story, anomaly, "each of these happened only after the others");
    }

    /** A reader that knew of a writer of a key, but read that key as nil. */
    Findings.Example ofInitialRead(String anomaly, Txn writer, Txn reader, Object key) {
        Story story = new Story();
        tellKnowledge(story, writer, reader);
        return example(story, anomaly, "%s read key %s = nil, although it knows of %s, which wrote %s there".formatted(
                story.name(reader), key, story.name(writer), writer.externalWrites().get(key)));
    }

    /** The first of these was read by one who knows of the last, which is later, as the ones between show. */
    Findings.Example ofChoice(String anomaly, List<Txn> fromSeenToMissed) {
        Txn seen = fromSeenToMissed.getFirst();
        Txn missed = fromSeenToMissed.getLast();
        Choice choice = choiceOf(missed, seen);
        Story story = new Story();
        for (int i = 1; i < fromSeenToMissed.size(); i++) {
            Txn before = fromSeenToMissed.get(i - 1);
            Txn after = fromSeenToMissed.get(i);
            if ((causes.maskBetween(before.id(), after.id()) & CAUSE) != 0) {
                tellCause(story, before, after);
            } else {
                tellChoice(story, choiceOf(before, after), before, after);
            }
        }
        tellChoice(story, choice, missed, seen);
        return example(story, anomaly, "%s read key %s of %s, although it knows of %s, which is later".formatted(
                story.name(choice.reader()), choice.key(), story.name(seen), story.name(missed)));
    }

    /** Those who may be the reason why what was missed has to be older than what was seen. */
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

    private void tellChoice(Story story, Choice choice, Txn missed, Txn seen) {
        tellKnowledge(story, missed, choice.reader());
        story.say("so %s knows of key %s = %s of %s, but it read %s of %s, as if that were the later one".formatted(
                story.name(choice.reader()), choice.key(), missed.externalWrites().get(choice.key()),
                story.name(missed), seen.externalWrites().get(choice.key()), story.name(seen)));
    }

    private void tellKnowledge(Story story, Txn cause, Txn effect) {
        tellCauses(story, Arrays.stream(pathTo(effect, cause)).mapToObj(txns::get).toList());
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

    private static Findings.Example example(Story story, String anomaly, String headline) {
        return Findings.Example.of(story.under(headline),
                "type", Keyword.of(anomaly), "txns", story.ops(), "steps", story.steps());
    }
}
