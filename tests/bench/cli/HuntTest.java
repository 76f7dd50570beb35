import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way from a bug in some seeds to the step that causes it, on the command line. */
class HuntTest {

    private static final int VALID = 0;
    private static final int INVALID = 1;
    private static final int UNKNOWN = 2;
    private static final int BAD_ARGUMENTS = 254;
    private static final String ONCE = Shell.home().resolve("tests/broken/broadcast_sent_once.java").toString();

    /** So short that in some seeds the partition does no harm. */
    private static final List<String> RARELY = List.of("--bin", ONCE, "-w", "broadcast", "--node-count", "3",
            "--time-limit", "2", "--rate", "2", "--nemesis", "partition", "--nemesis-interval", "0.5");

    private static final String LOST = """
            # A value gets lost in a cut.
            test -w broadcast --nodes n0,n1 --latency 100 --seed 1
            ----
            0.100 s  n0 broadcast 1
            1.000 s  cut n1 | n0
            1.100 s  n0 broadcast 2
            2.000 s  heal
            13.000 s  n1 read nil :final?
            ----
            %s
            """;

    @TempDir
    private Path folder;

    private Shell.Result maelstrom(List<String> options, String... more) {
        List<String> words = new ArrayList<>(List.of("test"));
        words.addAll(options);
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private Shell.Result run(String... words) {
        return MaelstromCommand.run(folder, words);
    }

    private static String found(String pattern, Shell.Result result) {
        Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(result.out());
        assertTrue(matcher.find(), () -> "no " + pattern + " in\n" + result.out() + result.err());
        return matcher.group(1);
    }

    private List<Path> stored() throws IOException {
        Path store = folder.resolve("store/broadcast");
        if (!Files.exists(store)) {
            return List.of();
        }
        try (Stream<Path> runs = Files.list(store)) {
            return runs.filter(run -> !Files.isSymbolicLink(run)).toList();
        }
    }

    @Test
    void manySeedsEndAtTheFirstThatFailsWhichIsStoredAsIfItRanAlone() throws IOException {
        Shell.Result sweep = maelstrom(RARELY, "--seeds", "1..40");
        assertEquals(INVALID, sweep.status(), sweep.out() + sweep.err());
        String seed = found("1 invalid \\(a value lost: seed (\\d+)\\)", sweep);
        assertEquals(Long.parseLong(seed) - 1, Long.parseLong(found("^Seeds +1\\.\\.40: (\\d+) valid", sweep)));
        assertTrue(sweep.out().contains("--seed " + seed), sweep::out);
        assertEquals(1, stored().size());
        assertTrue(sweep.out().contains("Results     " + folder.relativize(stored().getFirst()) + " (seed " + seed
                + ")\n"), sweep::out);
        Path inSweep = stored().getFirst();
        Shell.Result alone = maelstrom(RARELY, "--engine", "sim", "--seed", seed);
        assertEquals(INVALID, alone.status(), alone.out() + alone.err());
        Path byItself = stored().stream().filter(run -> !run.equals(inSweep)).findFirst().orElseThrow();
        assertEquals(Files.readString(byItself.resolve("history.edn")),
                Files.readString(inSweep.resolve("history.edn")));
        assertFalse(sweep.out().contains("\r"), "nothing moves in a pipe");
    }

    @Test
    void seedsRunWithTheOptionsThatTheScriptNames() {
        Shell.Result sweep = run("test", "--bin", Shell.home().resolve("tests/broken/counter_without_minus.java")
                .toString(), "--seeds", "1..2");
        assertEquals(INVALID, sweep.status(), sweep.out() + sweep.err());
        assertTrue(sweep.out().contains("Seeds       1..2: 0 valid, 1 invalid (a wrong total: seed 1)"), sweep::out);
    }

    @Test
    void partsOfTheSeedsAddUpToAllOfThem() throws IOException {
        String whole = found("^Seeds +(.*)$", maelstrom(RARELY, "--seeds", "1..12", "--keep-going"));
        Files.writeString(folder.resolve("parts"), part("1/2") + part("2/2"));
        Shell.Result sum = run("seeds", "parts");
        assertEquals(INVALID, sum.status(), sum.out() + sum.err());
        assertEquals(whole, found("^Seeds +(.*)$", sum));
    }

    private String part(String part) {
        String line = maelstrom(RARELY, "--seeds", "1..12", "--keep-going", "--shard", part).out();
        assertEquals(1, line.lines().count(), line);
        return line;
    }

    @Test
    void aPartThatIsMissingLeavesTheVerdictOpen() throws IOException {
        Files.writeString(folder.resolve("part"), """
                {"command":["test"],"seeds":"1..4","shard":"1/2","ran":2,"failures":[]}
                """);
        Shell.Result sum = run("seeds", "part");
        assertEquals(UNKNOWN, sum.status(), sum.out() + sum.err());
        assertTrue(sum.out().contains("Missing     part 2 of 2"), sum::out);
        assertEquals("1..4: 2 valid", found("^Seeds +(.*)$", sum));
    }

    @Test
    void seedsThatAPartHasLeftOutAreCounted() throws IOException {
        Files.writeString(folder.resolve("part"), """
                {"command":["test"],"seeds":"1..8","shard":"1/2","ran":1,"failures":[{"seed":1,"reason":"unknown"}]}
                """);
        assertTrue(run("seeds", "part").out().contains(". Not run: 3 (--keep-going runs all)"));
    }

    @Test
    void seedsThatAreAllValidLeaveNothingBehind() throws IOException {
        Shell.Result sweep = maelstrom(List.of("--bin", Shell.home().resolve("echo.java").toString(), "-w", "echo",
                "--node-count", "1", "--time-limit", "2"), "--seeds", "1..6");
        assertEquals(VALID, sweep.status(), sweep.out() + sweep.err());
        assertTrue(sweep.out().contains("1..6: 6 valid"), sweep::out);
        assertTrue(sweep.out().contains("Everything looks good!"), sweep::out);
        assertFalse(Files.exists(folder.resolve("store")));
    }

    @Test
    void aFailingRunIsShrunkAndReplayed() throws IOException {
        Shell.Result shrunk = maelstrom(List.of("--bin", ONCE), "--seed", "1", "--engine", "sim", "--shrink");
        assertEquals(INVALID, shrunk.status(), shrunk.out() + shrunk.err());
        assertEquals("2", found("operations \\d+ to (\\d+), nodes 5 to 2", shrunk));
        String file = found("^Scenario +(\\S+)$", shrunk);
        assertTrue(Files.readString(folder.resolve(file)).startsWith("# "), "it begins with what goes wrong");
        Shell.Result replayed = maelstrom(List.of("--bin", ONCE), "--scenario", file);
        assertEquals(INVALID, replayed.status(), replayed.out() + replayed.err());
        assertTrue(replayed.out().contains("Expected    invalid: lost, as the scenario says"), replayed::out);
    }

    @Test
    void aScenarioThatEndsOtherwiseThanExpectedSaysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("lost.scenario"), LOST.formatted("invalid: lost"));
        Shell.Result good = maelstrom(List.of("--bin", Shell.home().resolve("broadcast.java").toString()),
                "--scenario", file.toString());
        assertEquals(VALID, good.status(), good.out() + good.err());
        assertTrue(good.out().contains("shows a failure (invalid: lost), and this script no longer has it."),
                good::out);
    }

    @Test
    void typedOptionsOverrideThoseOfAScenario() throws IOException {
        Path file = Files.writeString(folder.resolve("lost.scenario"), LOST.formatted(""));
        Shell.Result fewer = maelstrom(List.of("--bin", ONCE), "--scenario", file.toString(), "--nodes", "n0");
        assertEquals(BAD_ARGUMENTS, fewer.status(), fewer.out());
        assertTrue(fewer.err().contains("the scenario asks n1 for something, and there are only the nodes n0"),
                fewer::err);
    }

    @Test
    void aScenarioWithAMistakeIsToldItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("lost.scenario"), LOST.replace("0.100 s  n0", "n0").formatted(""));
        Shell.Result refused = maelstrom(List.of("--bin", ONCE), "--scenario", file.toString());
        assertEquals(BAD_ARGUMENTS, refused.status(), refused.out());
        assertTrue(refused.err().contains("lost.scenario, line 4: a step is"), refused::err);
    }

    private static final String CALM = """
            test -w broadcast --nodes n0,n1 --latency 10 --seed 1
            ----
            0.100 s  n0 broadcast 1
            12.000 s  n1 read nil :final?
            ----
            valid
            """;

    @Test
    void amongAllRunsOfAScenarioTheOneThatFailsIsKeptAndReplayed() throws IOException {
        Path file = Files.writeString(folder.resolve("calm.scenario"), CALM);
        Shell.Result all = maelstrom(List.of("--bin", ONCE), "--scenario", file.toString(), "--exhaustive");
        assertEquals(INVALID, all.status(), all.out() + all.err());
        assertEquals("the run without lost or late messages: 1 run, valid", found("^Exhaustive +(.*)$", all));
        assertTrue(all.out().contains("runs with 1 message lost or late: one is invalid: lost"), all::out);
        assertTrue(all.out().contains("lose n0 -> n1 #1"), all::out);
        Shell.Result replayed = maelstrom(List.of("--bin", ONCE), "--scenario", found("^Scenario +(\\S+)$", all));
        assertEquals(INVALID, replayed.status(), replayed.out() + replayed.err());
        assertTrue(replayed.out().contains("Expected    invalid: lost, as the scenario says"), replayed::out);
    }

    @Test
    void ifNoRunOfAScenarioFailsItSaysWhichWerePlayed() throws IOException {
        Path file = Files.writeString(folder.resolve("calm.scenario"), CALM);
        Shell.Result all = maelstrom(List.of("--bin", Shell.home().resolve("broadcast.java").toString()),
                "--scenario", file.toString(), "--exhaustive", "--bound", "1");
        assertEquals(VALID, all.status(), all.out() + all.err());
        assertTrue(found("^Exhaustive +(.*)$", all)
                .matches("every run with at most 1 message lost or late: \\d+ runs, all valid"), all::out);
        assertFalse(Files.exists(folder.resolve("store")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            test | --exhaustive | say which with --scenario FILE
            test | --scenario calm.scenario --bound 2 | --bound and --exhaustive-time need --exhaustive
            test | --scenario calm.scenario --exhaustive --shrink | --exhaustive cannot be combined with
            test | --scenario calm.scenario --exhaustive --watch | --watch cannot be combined with --exhaustive
            test | --scenario calm.scenario --exhaustive --engine live | Only sim can --exhaustive
            why | --scenario calm.scenario --exhaustive | why explains one run
            """)
    void everyRunIsNotPlayedWhereThatMakesNoSense(String command, String options, String reason) throws IOException {
        Files.writeString(folder.resolve("calm.scenario"), CALM);
        List<String> words = new ArrayList<>(List.of(command, "--bin", ONCE, "-w", "broadcast"));
        words.addAll(List.of(options.split(" ")));
        Shell.Result refused = run(words.toArray(String[]::new));
        assertEquals(BAD_ARGUMENTS, refused.status(), refused.out());
        assertTrue(refused.err().contains(reason), refused::err);
    }

    @Test
    void aSearchThatFindsNothingToLoseIsNoProof() throws IOException {
        Path file = Files.writeString(folder.resolve("late.scenario"),
                LOST.formatted("invalid: lost").replace("13.000 s", "10.050 s"));
        Shell.Result all = maelstrom(List.of("--bin", Shell.home().resolve("broadcast.java").toString()),
                "--scenario", file.toString(), "--exhaustive");
        assertEquals(UNKNOWN, all.status(), all.out() + all.err());
        assertTrue(all.out().contains("? Nothing was tried: all messages are sent in the last 10 s"), all::out);
        assertTrue(found("^Choices +(.*)$", all).matches("0 of \\d+ messages between .*"), all::out);
    }

    @Test
    void whyNamesTheLostMessage() throws IOException {
        Path file = Files.writeString(folder.resolve("lost.scenario"), LOST.formatted("invalid: lost"));
        Shell.Result why = run("why", "--scenario", file.toString(), "--bin", ONCE);
        assertEquals(INVALID, why.status(), why.out() + why.err());
        assertTrue(why.out().contains("At 1.1"), why::out);
        assertTrue(why.out().contains("the message from n0 to n1 was lost in the cut: "
                + "{\"type\":\"broadcast\",\"message\":2}"), why::out);
        assertTrue(why.out().contains("100 of 100 futures fail; a moment before, 0."), why::out);
        String json = Files.readString(stored().getFirst().resolve("why.json"));
        assertTrue(json.contains("\"futures\" : 100"), json);
        String report = Files.readString(stored().getFirst().resolve("report.html"));
        assertTrue(report.contains("\"sentence\":\"At 1.1"), "the report does not say it");
    }

    @Test
    void whyAloneExplainsTheLastFailingRun() throws IOException {
        Shell.Result none = run("why");
        assertEquals(BAD_ARGUMENTS, none.status(), none.out());
        assertTrue(none.err().startsWith("There is no failing run in store"), none::err);
        String seed = found("1 invalid \\(a value lost: seed (\\d+)\\)", maelstrom(RARELY, "--seeds", "1..40"));
        Path failing = folder.relativize(stored().getFirst());
        assertEquals(VALID, run("test", "--bin", Shell.home().resolve("echo.java").toString(), "-w", "echo",
                "--engine", "sim", "--time-limit", "1").status());
        Shell.Result why = run("why");
        assertEquals(INVALID, why.status(), why.out() + why.err());
        assertTrue(why.out().startsWith("Run         " + failing + " (maelstrom test "), why::out);
        assertTrue(why.out().contains("\nSeed " + seed + " is invalid: lost\n"), why::out);
        Shell.Result again = run("why"); // by now the last failing run is that of the smaller scenario
        assertEquals(INVALID, again.status(), again.out() + again.err());
        assertTrue(again.out().contains("\nThe scenario is invalid: lost\n"), again::out);
    }

    @Test
    void whyAloneNeedsARunOnSim() throws IOException {
        Path judged = Files.createDirectories(folder.resolve("store/echo/20260101T000000.000"));
        Files.writeString(judged.resolve("history.edn"), "");
        Files.writeString(judged.resolve("results.edn"), "{:valid? false}");
        Files.createDirectories(folder.resolve("store/echo/20260101T000001.000")); // interrupted
        Shell.Result why = run("why");
        assertEquals(BAD_ARGUMENTS, why.status(), why.out());
        assertEquals("The last failing run, " + folder.relativize(judged) + ", was not on sim: only sim can repeat a "
                + "run, and so explain it\n", why.err());
    }

    /** Two transactions are enough for that, and then no transaction depends on another, which is an anomaly, too. */
    @Test
    void theStoryOfASmallRunIsThatOfTheAnomalyOfTheLargeOne() {
        Shell.Result why = run("why", "--bin", Shell.home().resolve("tests/broken/txn_last_to_arrive.java").toString(),
                "-w", "txn-rw-register", "--node-count", "2", "--concurrency", "2n", "--rate", "100", "--time-limit",
                "1", "--latency", "20", "--seed", "1", "--consistency-models", "read-uncommitted");
        assertEquals(INVALID, why.status(), why.out() + why.err());
        assertTrue(found("^ +(# Key .*)$", why).contains("is not the same everywhere"), why::out);
        assertFalse(why.out().contains("# empty-transaction-graph"), why::out);
    }

    @Test
    void aLimitIsNoMatterOfASingleStep() {
        List<String> tooMany = List.of("--bin", Shell.home().resolve("broadcast.java").toString(), "-w", "broadcast",
                "--node-count", "2", "--time-limit", "2", "--max-msgs-per-op", "0", "--seed", "1");
        Shell.Result test = maelstrom(tooMany, "--engine", "sim");
        assertEquals(INVALID, test.status(), test.out() + test.err());
        assertFalse(test.out().contains("maelstrom why"), test::out);
        assertTrue(test.out().contains("maelstrom report"), test::out);
        Shell.Result why = run("why");
        assertEquals(INVALID, why.status(), why.out() + why.err());
        assertTrue(why.out().contains("\nNo single step decides whether a run keeps its limits."), why::out);
    }

    @Test
    void whyHasNothingToSayOfAValidRun() {
        Shell.Result why = run("why", "--bin", Shell.home().resolve("broadcast.java").toString(), "-w", "broadcast",
                "--node-count", "2", "--time-limit", "2", "--seed", "1");
        assertEquals(VALID, why.status(), why.out() + why.err());
        assertTrue(why.out().contains("Seed 1 is valid: there is nothing to explain."), why::out);
    }

    @Test
    void whatOnlyTheSimulatorCanIsRefusedElsewhere() {
        for (String option : List.of("--seeds=1..3", "--shrink", "--debug")) {
            Shell.Result refused = maelstrom(RARELY, "--engine", "live", option);
            assertEquals(BAD_ARGUMENTS, refused.status(), refused.out());
            assertTrue(refused.err().contains("Only sim can " + option.replaceFirst("=.*", "")), refused::err);
        }
    }
}
