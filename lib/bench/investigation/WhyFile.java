package bench.investigation;

import bench.scenario.NoReturn;
import bench.scenario.NoReturn.Chance;
import bench.scenario.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes {@code why.json} for the report: the sentence that the console shows, and the chance of failure over time. A
 * chance is a moment in nanoseconds, like in the history, and how many of the futures from there fail.
 */
final class WhyFile {

    private WhyFile() {
    }

    static void write(Path folder, NoReturn.Answer answer, Steps steps) throws IOException {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("futures", answer.after().futures());
        var chances = json.putArray("chances");
        answer.chances().forEach(chance -> put(chances.addObject(), chance));
        put(json.putObject("before"), answer.before());
        put(json.putObject("after"), answer.after());
        json.put("sentence", WhyText.sentence(answer, steps).replace('\n', ' '));
        Files.writeString(folder.resolve("why.json"), json.toPrettyString() + "\n");
    }

    private static void put(ObjectNode json, Chance chance) {
        json.put("nanos", chance.nanos()).put("failures", chance.failures());
    }
}
