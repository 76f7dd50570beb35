import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slice of tests/Mutants.java: the mutants of the smallest script, and of one with a line too many. */
class MutantsTest {

    private static final String ECHO = """
            record Echo(Object echo) {}
            record EchoOk(Object echo) {}

            void main() {
                Maelstrom.serve(node -> node.on(Echo.class, request -> {
                    node.log("I say it again");
                    return new EchoOk(request.echo());
                }));
            }
            """;
    private static final String LOG = """
            echo.main: removed call to Maelstrom$Node::log
                node.log("I say it again");
            A log line is for people.
            """;
    private static final String REPLY = """
            echo.main: replaced return value with null for echo::main
                return new EchoOk(request.echo());
            This is not true.

            echo.main: removed call to Maelstrom$Node::log
                node.log("No such line");
            This does not exist.
            """;

    /** Tests share it: they ask for the same verdicts. */
    @TempDir
    private static Path folder;

    private Tally tally(Path script, String known) throws IOException, InterruptedException {
        String name = script.getFileName().toString().replace(".java", "");
        return new ScriptMutation(name, List.of(script), List.of(), folder)
                .run(1, "DEFAULTS", KnownEquivalents.in(Files.writeString(folder.resolve("known"), known)), _ -> { });
    }

    private Tally ofEchoThatLogs(String known) throws IOException, InterruptedException {
        return tally(Files.writeString(folder.resolve("echo.java"), ECHO), known);
    }

    @Test
    void allMutantsOfTheSmallestScriptAreConvicted() throws Exception {
        assertEquals("| echo | 3 | 3 | 0 | 0 | 0 | 100 % |", tally(Shell.home().resolve("echo.java"), "").row());
    }

    @Test
    void aMutantThatMakesNoDifferenceSurvives() throws Exception {
        Tally tally = ofEchoThatLogs("");
        assertEquals(List.of("survived: echo.java:6 echo.main: removed call to Maelstrom$Node::log"),
                tally.complaints());
        assertEquals("| echo | 4 | 3 | 0 | 0 | 1 | 75 % |", tally.row());
    }

    @Test
    void aMutantThatIsKnownToBeEquivalentDoesNotCount() throws Exception {
        Tally tally = ofEchoThatLogs(LOG);
        assertEquals(List.of(), tally.complaints());
        assertEquals("| echo | 4 | 3 | 0 | 1 | 0 | 100 % |", tally.row());
    }

    @Test
    void whoIsWronglySaidToBeEquivalentIsNamed() throws Exception {
        List<String> complaints = ofEchoThatLogs(REPLY).complaints();
        assertEquals(3, complaints.size(), complaints::toString);
    }

    private static String mutation(boolean isDetected, int line, String change) {
        return """
                <mutation detected='%b' status='%s'><sourceFile>Phrases.java</sourceFile>
                <mutatedClass>bench.check.Phrases</mutatedClass><mutatedMethod>brief</mutatedMethod>
                <lineNumber>%d</lineNumber><description>%s</description></mutation>
                """.formatted(isDetected, isDetected ? "KILLED" : "SURVIVED", line, change);
    }

    @Test
    void classesThatPitHasTriedAreNotTriedAgain(@TempDir Path store) throws Exception {
        Files.writeString(store.resolve("bench.check.Phrases.xml"), "<mutations>%s%s</mutations>".formatted(
                mutation(true, 1, "removed call"), mutation(false, 2, "replaced return value")));
        Tally tally = new CheckerMutation("bench.check.Phrases", store).run("no such mutators",
                KnownEquivalents.in(Files.writeString(store.resolve("known"), "")));
        assertEquals("| bench.check.Phrases | 2 | 0 | 1 | 0 | 1 | 50 % |", tally.row());
        assertEquals(List.of("survived: Phrases.java:2 bench.check.Phrases.brief: replaced return value"),
                tally.complaints());
    }
}
