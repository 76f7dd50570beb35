package bench.hunt;

import bench.scenario.Reason;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes and reads a tally as one line of JSON, so that machines can exchange it:
 *
 * <pre> {"command":["test","-w","broadcast"],"seeds":"1..1000","shard":"3/16","ran":63,
 * "failures":[{"seed":203,"reason":"invalid: lost"}]}
 * </pre>
 */
public final class TallyLine {

    private static final JsonMapper JSON = JsonMapper.shared();

    private TallyLine() {
    }

    public static String write(Tally tally) {
        return toJson(tally).toString();
    }

    /** The same, to be extended. */
    public static ObjectNode toJson(Tally tally) {
        ObjectNode line = JSON.createObjectNode();
        tally.command().forEach(line.putArray("command")::add);
        line.put("seeds", tally.seeds().range());
        line.put("shard", tally.seeds().shard() + "/" + tally.seeds().shards());
        line.put("ran", tally.ran());
        var failures = line.putArray("failures");
        tally.failures().forEach(failure ->
                failures.addObject().put("seed", failure.seed()).put("reason", failure.reason().toString()));
        return line;
    }

    /** @throws IllegalArgumentException if the line is not a tally */
    public static Tally read(String line) {
        try {
            return fromJson(JSON.readTree(line));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not a line that --shard printed");
        }
    }

    /** Reads what {@link #toJson} has made; ignores other fields. */
    public static Tally fromJson(JsonNode json) {
        List<String> command = new ArrayList<>();
        json.required("command").forEach(word -> command.add(word.asString()));
        List<Failure> failures = new ArrayList<>();
        json.required("failures").forEach(failure -> failures.add(new Failure(failure.required("seed").asLong(),
                Reason.parse(failure.required("reason").asString()))));
        return new Tally(command, Seeds.parse(json.required("seeds").asString())
                .shard(json.required("shard").asString()), json.required("ran").asLong(), failures);
    }
}
