import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The six scripts take any input: tests/Fuzz.java does the same with a million lines for each. */
class FuzzTest {

    private static final int LINES = 5_000;
    private static final int LINES_OF_A_PROCESS = 1_000;
    private static final int SEED = 1;

    private static Scripts compiled;

    static Set<String> scripts() {
        return FuzzModels.ALL.keySet();
    }

    @BeforeAll
    static void compile(@TempDir Path folder) throws IOException {
        compiled = Scripts.compile(scripts().stream().map(name -> Shell.home().resolve(name + ".java")).toList(),
                folder);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void whateverComesInAnswersAreRight(String script) throws Exception {
        Fuzzer fuzzer = new Fuzzer(compiled.script(script)::run, FuzzModels.ALL.get(script));
        fuzzer.run(LINES, SEED);
        assertEquals(List.of(), fuzzer.findings());
        assertTrue(fuzzer.replies().get("ok") > LINES / 20, fuzzer.replies().toString());
        assertTrue(fuzzer.replies().get("10") > 0 && fuzzer.replies().get("12") > 0, fuzzer.replies().toString());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aProcessSaysTheSame(String script) throws Exception {
        FuzzProcess.Replies replies = FuzzProcess.compare(compiled.script(script)::run, compiled.command(script),
                FuzzModels.ALL.get(script).get(), LINES_OF_A_PROCESS, SEED);
        assertEquals("", replies.difference());
        assertTrue(replies.here().size() > LINES_OF_A_PROCESS / 4, replies.here().size() + " replies");
    }
}
