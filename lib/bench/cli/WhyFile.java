package bench.cli;

import bench.scenario.NoReturn;
import bench.scenario.NoReturn.Chance;
import bench.scenario.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the chance of failure over time to {@code why.json}: times in nanoseconds like in the history, and how many of
 * how many futures failed. {@code step} is what happened at the moment {@code after}.
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
        var events = steps.at(answer.after().nanos());
        json.put("step", events.isEmpty() ? null : StepWords.describe(StepWords.telling(events), steps));
        Files.writeString(folder.resolve("why.json"), json.toPrettyString() + "\n");
    }

    private static void put(ObjectNode json, Chance chance) {
        json.put("nanos", chance.nanos()).put("failures", chance.failures());
    }
}
