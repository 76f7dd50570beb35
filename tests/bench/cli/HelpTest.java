import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.journal.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command explains of itself and of its subject. */
class HelpTest {

    @TempDir
    private Path folder;

    private String help(String... topic) {
        Shell.Result result = MaelstromCommand.run(folder,
                Stream.concat(Stream.of("help"), Stream.of(topic)).toArray(String[]::new));
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().lines().allMatch(line -> line.length() <= 100 || line.startsWith("The official")),
                result.out());
        return result.out();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            test       | --node-count
            challenge  | maelstrom challenge [LEVEL [FILE [OPTIONS]]]
            soak       | What is not asked for
            broadcast  | {"type": "broadcast_ok", "in_reply_to": 2}
            lin-kv     | maelstrom help services
            protocol   | {"type": "init_ok", "in_reply_to": 1}
            services   | 32 changes back
            seq-kv     | 32 changes back
            journal    | "event":"lost"
            scenario   | delay n0 -> n1 #3 until 1.5 s
            3d         | Level 3d,
            """)
    void aTopicIsExplained(String topic, String words) {
        assertTrue(help(topic).contains(words));
    }

    @Test
    void withoutATopicItListsCommandsAndTopics() {
        String text = help();
        List.of("challenge", "completion", "protocol", "txn-rw-register").forEach(word ->
                assertTrue(text.contains("  " + word) || text.contains(", " + word), text));
    }

    @Test
    void theJournalsPageNamesAllEvents() {
        String page = help("journal");
        Stream.of("send", "recv", "lost", "node", "log", "fault", "op").forEach(event ->
                assertTrue(page.lines().anyMatch(line -> line.startsWith("  " + event + " ")), event));
        Stream.concat(Stream.of(Event.Cause.values()), Stream.of(Event.State.values())).forEach(word ->
                assertTrue(page.contains("\"" + word.name().toLowerCase(Locale.ROOT) + "\""), word.name()));
    }

    @Test
    void aMisspeltTopicIsToldTheNearest() {
        Shell.Result result = MaelstromCommand.run(folder, "help", "brodcast");
        assertEquals(254, result.status());
        assertEquals("There is no help on brodcast; did you mean broadcast?\n", result.err());
    }

    @Test
    void versionSaysWhatItRunsOn() {
        Shell.Result result = MaelstromCommand.run(folder, "version");
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().contains("Java " + Runtime.version().feature()), result.out());
    }

    /** Bash is asked what it would offer after these words. */
    @Test
    void bashCompletesCommandsOptionsAndWorkloads() throws Exception {
        Shell.assumeThereIs("bash");
        Shell.Result completion = MaelstromCommand.run(folder, "completion", "bash");
        Files.writeString(folder.resolve("completion"), completion.out());
        assertTrue(completedByBash("maelstrom", "chal").contains("challenge"));
        assertTrue(completedByBash("maelstrom", "test", "--node").contains("--node-count"));
        assertTrue(completedByBash("maelstrom", "test", "-w", "broad").contains("broadcast"));
    }

    private List<String> completedByBash(String... words) {
        String ask = """
                . ./completion
                COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
                _complete_maelstrom
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        Shell.Result result = Shell.in(folder).run("",
                Stream.concat(Stream.of("bash", "-c", ask, "bash"), Stream.of(words)).toArray());
        return result.out().lines().map(String::strip).toList();
    }

    @Test
    void fishIsToldEachWordOnce() {
        List<String> lines = MaelstromCommand.run(folder, "completion", "fish").out().lines().toList();
        assertTrue(lines.contains("complete -c maelstrom -n '__fish_seen_subcommand_from test' -l node-count -r"
                + " -d 'How many nodes to run. Overrides --nodes.'"), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.contains("-a challenge -d ")), lines::toString);
        assertEquals(lines.stream().distinct().toList(), lines);
        assertTrue(lines.stream().allMatch(line -> line.replace("\\'", "").chars().filter(c -> c == '\'').count() % 2
                == 0));
    }
}
