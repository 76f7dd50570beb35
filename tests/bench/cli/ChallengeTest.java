import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The levels by name: what they are, the official test of each on any script, and what was passed in a folder. */
class ChallengeTest {

    private static final int BAD_ARGUMENTS = 254;

    @TempDir
    private Path folder;

    private Shell.Result maelstrom(String... words) {
        return MaelstromCommand.run(Shell.in(folder).with("MAELSTROM_HOME", folder.resolve("nowhere")), words);
    }

    private Shell.Result challenge(String level, String script, String... options) {
        return maelstrom(Stream.concat(Stream.of("challenge", level, Shell.home().resolve(script).toString(),
                "--engine", "sim"), Stream.of(options)).toArray(String[]::new));
    }

    @Test
    void withoutALevelItListsThemAll() {
        Shell.Result list = maelstrom("challenge");
        assertEquals(0, list.status(), list.err());
        Map.of("1", "Echo", "3d", "under 30 messages", "6c", "read committed").forEach((level, words) ->
                assertTrue(list.out().lines().anyMatch(line -> line.strip().startsWith(level + " ")
                        && line.contains(words)), list.out()));
        assertTrue(list.out().contains("0 of 14 are passed in this folder. Next: maelstrom challenge 1\n"), list.out());
    }

    @Test
    void aLevelAloneTellsWhatItAsks() {
        Shell.Result level = maelstrom("challenge", "broadcast-efficient-2");
        assertEquals(0, level.status(), level.err());
        assertTrue(level.out().startsWith("Level 3e, "), level.out());
        assertTrue(level.out().contains("maelstrom test -w broadcast --node-count 25 --time-limit 20 --rate 100 "
                + "--latency 100 --max-msgs-per-op 20 --max-median 1000 --max-latency 2000\n"), level.out());
    }

    @Test
    void aLevelThatIsPassedIsRemembered() throws IOException {
        Shell.Result run = challenge("1", "echo.java", "--seed", "1");
        assertEquals(0, run.status(), run.out() + run.err());
        assertTrue(run.out().startsWith("Level 1: maelstrom test -w echo --node-count 1 --time-limit 10\n"), run.out());
        assertTrue(run.out().endsWith("Level 1 is passed. Next: maelstrom challenge 2\n"), run.out());
        Shell.Result list = maelstrom("challenge");
        assertTrue(list.out().startsWith("✓ 1   Echo"), list.out());
        assertTrue(list.out().contains("echo.java passed on 20") && list.out().contains("(sim)"), list.out());
        assertTrue(list.out().contains("1 of 14 are passed in this folder. Next: maelstrom challenge 2\n"), list.out());
        assertTrue(Files.readString(folder.resolve("store/progress.json")).contains("\"engine\" : \"sim\""));
    }

    @Test
    void theScriptMayHaveItsOptionInFront() {
        String echo = Shell.home().resolve("echo.java").toString();
        for (List<String> script : List.of(List.of("--bin", echo), List.of("--bin=" + echo))) {
            Shell.Result run = maelstrom(Stream.of(List.of("challenge", "1"), script, List.of("--engine", "sim"))
                    .flatMap(List::stream).toArray(String[]::new));
            assertEquals(0, run.status(), run.out() + run.err());
            assertTrue(run.out().contains("Level 1 is passed."), run.out());
        }
    }

    @Test
    void aLimitOfALevelDecides() {
        Shell.Result run = challenge("3d", "tests/broken/broadcast_sent_once.java", "--seed", "1");
        assertEquals(1, run.status(), run.out() + run.err());
        assertTrue(run.out().contains("the limit is 400 ms"), run.out());
        assertTrue(run.out().contains("A hint: maelstrom hint 3d\n"), run.out());
    }

    @Test
    void aChangedTestDoesNotCount() {
        Shell.Result run = challenge("3b", "broadcast.java", "--node-count", "1", "--time-limit", "1");
        assertEquals(0, run.status(), run.out() + run.err());
        assertTrue(run.out().startsWith("Level 3b with changes: --node-count is not part of it"), run.out());
        assertFalse(run.out().contains("is passed"), run.out());
        assertFalse(Files.exists(folder.resolve("store/progress.json")));
    }

    @Test
    void aPartOfItsSeedsPrintsOneLineOfJson() {
        for (String part : List.of("--shard 1/2", "--shard=2/2")) {
            Shell.Result run = challenge("1", "echo.java", ("--seeds 1..4 " + part).split(" "));
            assertEquals(0, run.status(), run.out() + run.err());
            assertTrue(run.out().startsWith("{\"command\":"), run.out());
            assertEquals(1, run.out().lines().count(), run.out());
            assertTrue(run.err().startsWith("Level 1: "), run.err());
        }
    }

    @Test
    void gitIgnoresTheResultsInAnyFolder() throws IOException {
        Shell.assumeThereIs("git");
        Files.copy(Shell.home().resolve(".gitignore"), folder.resolve(".gitignore"));
        assertEquals(0, Shell.in(folder).run("", "git", "init").status());
        for (String results : List.of("store", "lib/store")) {
            Files.createDirectories(folder.resolve(results));
            assertEquals(0, Shell.in(folder).run("", "git", "check-ignore", results).status(), results);
        }
    }

    @Test
    void aMistakeGivesOneLine() {
        Map.of("3f", "there are 1, 2, 3a,", "brodcast-efficient-1", "did you mean broadcast-efficient-1?",
                "3d --engine sim mine.java", "The script comes right after the level",
                "3d nowhere.java", "nowhere.java").forEach((words, complaint) -> {
            Shell.Result result = maelstrom(("challenge " + words).split(" "));
            assertEquals(BAD_ARGUMENTS, result.status(), result.out());
            assertEquals(1, result.err().lines().count(), result.err());
            assertTrue(result.err().contains(complaint), result.err());
        });
    }

    @Test
    void hintsComeOneByOneAndTheFailureOfTheLastRunFirst() {
        Shell.Result run = challenge("3c", "tests/broken/broadcast_sent_once.java", "--seed", "1");
        assertEquals(1, run.status(), run.out() + run.err());
        Shell.Result first = maelstrom("hint"); // for the level that was tried last
        assertTrue(first.out().startsWith("The last run: ") && first.out().contains(" is lost.\n")
                && first.out().contains("Usually a node tells others once and forgets it"), first.out());
        assertTrue(first.out().contains("Hint 1 of 5 for 3c, Broadcast, cut network:\n"), first.out());
        List<String> numbers = Stream.of("2", "3", "4", "5").toList();
        for (String number : numbers) {
            Shell.Result next = maelstrom("hint", "3c");
            assertTrue(next.out().contains("Hint " + number + " of 5 for 3c"), next.out());
        }
        Shell.Result all = maelstrom("hint", "3c");
        assertTrue(all.out().contains("All hints for 3c"), all.out());
        Shell.Result other = maelstrom("hint", "2");
        assertTrue(other.out().startsWith("Hint 1 of 4 for 2, Unique IDs:\n"), other.out());
    }

    @Test
    void theHintIsForTheLastRunEvenIfItWasNoChallenge() {
        challenge("1", "tests/broken/echo_in_upper_case.java");
        Shell.Result run = test("tests/broken/ids_by_counting.java", "unique-ids");
        assertEquals(1, run.status(), run.out() + run.err());
        Shell.Result hint = maelstrom("hint");
        assertTrue(hint.out().startsWith("The last run: The id "), hint.out());
        assertTrue(hint.out().contains("Hint 1 of 4 for 2, Unique IDs:\n"), hint.out());
    }

    @Test
    void aWorkloadWithoutALevelHasTheHintOfItsRunOnly() {
        Shell.Result run = test("tests/broken/counter_without_minus.java", "pn-counter");
        assertEquals(1, run.status(), run.out() + run.err());
        Shell.Result hint = maelstrom("hint");
        assertTrue(hint.out().startsWith("The last run: "), hint.out());
        assertTrue(hint.out().endsWith("No level has the workload pn-counter, so there is no other hint.\n"),
                hint.out());
    }

    private Shell.Result test(String script, String workload) {
        return maelstrom("test", "-w", workload, "--bin", Shell.home().resolve(script).toString(), "--engine", "sim",
                "--seed", "1", "--time-limit", "10", "--rate", "50", "--node-count", "3");
    }

    @Test
    void whereNothingCanBeWrittenAHintIsGivenAllTheSame() throws IOException {
        Files.createFile(folder.resolve("store"));
        Shell.Result hint = maelstrom("hint", "2");
        assertEquals(0, hint.status(), hint.out() + hint.err());
        assertEquals("", hint.err());
        assertTrue(hint.out().startsWith("Hint 1 of 4 for 2, Unique IDs:\n"), hint.out());
        assertEquals(1, hint.out().lines().filter(line -> line.startsWith("Note ")
                && line.contains("the progress could not be written")).count(), hint.out());
    }
}
