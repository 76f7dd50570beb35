package bench.soak;

import bench.hunt.Counts;
import bench.hunt.Tally;
import bench.hunt.TallyLine;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The result of some runs of one challenge. The tally's seeds are the numbers of the runs. As a line of JSON it is the
 * tally's line, and the counts:
 *
 * <pre> {"command":["soak","echo"],"seeds":"1..160","shard":"3/16","ran":10,"failures":[],"operations":500,
 * "messages":2004,"faults":31}
 * </pre>
 */
public record Piece(Tally tally, Counts counts) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Whether a line of JSON is meant as a piece of a soak. */
    public static boolean isMeantBy(String line) {
        return line.startsWith("{\"command\":[\"soak\"");
    }

    public String toLine() {
        return TallyLine.toJson(tally).put("operations", counts.operations()).put("messages", counts.messages())
                .put("faults", counts.faults()).toString();
    }

    /** @throws IllegalArgumentException if the line is not a piece */
    public static Piece parse(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return new Piece(TallyLine.fromJson(json), new Counts(json.required("operations").asLong(),
                    json.required("messages").asLong(), json.required("faults").asLong()));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not a line that a soak printed");
        }
    }
}
