package bench.check;

import bench.history.Clients;
import bench.history.Json;
import bench.history.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One kind of violation of a history, shown by one case. What happened in the network meanwhile is not the checker's
 * concern; {@code bench.story} adds it.
 *
 * @param anomaly    its name: Jepsen's if there is one, such as {@code lost} or {@code G1c}
 * @param values     what the case is about, such as the lost element, or the key and the offset of a message
 * @param operations the operations that prove it, in the order of the history; completions where there are any
 * @param proof      what they prove
 * @param others     how much else is wrong in the same way
 */
public record Violation(String anomaly, List<Object> values, List<Op> operations, Proof proof, Others others) {

    /** The anomaly of a history in which no transaction depends on another. Right nodes show it in short runs, too. */
    public static final String NOTHING_TO_JUDGE = "empty-transaction-graph";

    /** Words the proof: first the claim, then the reasons, one line each. */
    @FunctionalInterface
    public interface Proof {

        List<String> lines(Clients clients);
    }

    /**
     * More cases of the same kind.
     *
     * @param noun  what one of them is: {@code value}, or {@code case of G1c}
     * @param names the names of the first few, or none if they have no short names
     */
    public record Others(int count, String noun, List<Object> names) {

        private static final int MOST_NAMED = 3;

        public static final Others NONE = new Others(0, "", List.of());

        /** All cases except the first. */
        public static Others after(List<?> cases, String noun) {
            List<Object> others = new ArrayList<>(cases.subList(1, cases.size()));
            return new Others(others.size(), noun, others);
        }

        /** A line such as {@code And 35 more elements: 3, 7, 12 …}; empty if there are none. */
        public List<String> lines() {
            if (count == 0) {
                return List.of();
            }
            String named = names.stream().limit(MOST_NAMED).map(Json::write).collect(Collectors.joining(", "));
            return List.of("And %d more %s%s%s".formatted(count, count == 1 ? noun : plural(),
                    named.isEmpty() ? "" : ": " + named, !named.isEmpty() && count > MOST_NAMED ? " …" : "."));
        }

        private String plural() {
            return noun.contains(" of ") ? noun.replaceFirst(" of ", "s of ") : noun + "s";
        }
    }

    /** A violation that one sentence explains completely. */
    public static Violation of(String anomaly, String sentence) {
        return new Violation(anomaly, List.of(), List.of(), _ -> List.of(sentence), Others.NONE);
    }

    /** A violation without others of its kind. */
    public Violation(String anomaly, List<Object> values, List<Op> operations, Proof proof) {
        this(anomaly, values, operations, proof, Others.NONE);
    }

    /** The same violation, as one of several. */
    public Violation among(Others several) {
        return new Violation(anomaly, values, operations, proof, several);
    }

    /** The violation in terms of the history alone, as one text. */
    String describe() {
        List<String> lines = new ArrayList<>(proof.lines(Clients.BY_PROCESS));
        lines.addAll(others.lines());
        return String.join("\n  ", lines);
    }
}
