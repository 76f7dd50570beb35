import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Verdict;
import bench.history.Op;
import bench.learn.Starter;
import bench.learn.WorkloadPage;
import bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A starter compiles, understands what its workload asks, and answers that it has still to be written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StarterTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Path folder;
    private Scripts scripts;

    static List<String> workloads() {
        return Workloads.names();
    }

    @BeforeAll
    void writeAndCompileThem(@TempDir Path temporary) throws IOException {
        folder = temporary;
        List<Path> files = new ArrayList<>();
        for (String workload : workloads()) {
            files.add(write(name(workload) + ".java", workload));
            write(name(workload) + ".py", workload);
            write(name(workload) + ".js", workload);
        }
        scripts = Scripts.compile(files, Files.createDirectory(folder.resolve("classes")));
    }

    private static String name(String workload) {
        return "my_" + workload.replace('-', '_');
    }

    private Path write(String name, String workload) throws IOException {
        Path file = folder.resolve(name);
        new Starter(file, page(workload), Shell.home().resolve("lib/Maelstrom.java")).write();
        return file;
    }

    private static WorkloadPage page(String workload) {
        return WorkloadPage.of(workload).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void inJavaTheWorkloadIsUnderstoodAndLeftToDo(String workload) {
        List<String> options = new ArrayList<>(List.of(String.join(" ", page(workload).test()).split(" ")));
        options.addAll(List.of("--time-limit", "2", "--rate", "100"));
        Scripts.Run run = scripts.run(name(workload), options, 1);
        assertEquals(Verdict.Validity.FALSE, run.validity());
        Set<Object> errors = run.outcome().history().clientOps().filter(op -> op.isFail() || op.isInfo())
                .filter(op -> !op.f().equals("crash")).map(Op::error).collect(Collectors.toSet());
        assertEquals(Set.of("TODO"), errors.stream().map(error -> ((List<?>) error).getLast())
                .collect(Collectors.toSet()), errors::toString);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void inJavaItsHeadHasTheTestOfThePage(String workload) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(name(workload) + ".java"));
        assertTrue(lines.containsAll(page(workload).test().stream().map(line -> "// test: " + line).toList()));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("//DESCRIPTION ")));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void inPythonEachExampleIsUnderstoodAndLeftToDo(String workload) {
        Python.assumeInstalled();
        assertLeftToDo(workload, "python3", folder.resolve(name(workload) + ".py"));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void inJavaScriptEachExampleIsUnderstoodAndLeftToDo(String workload) {
        Shell.assumeThereIs("node");
        assertLeftToDo(workload, "node", folder.resolve(name(workload) + ".js"));
    }

    /** A node is given its name and the examples of the page; each is answered by number. */
    private void assertLeftToDo(String workload, Object... command) {
        List<WorkloadPage.Exchange> examples = page(workload).exchanges();
        StringBuilder input = new StringBuilder(message("""
                {"type": "init", "msg_id": 0, "node_id": "n0", "node_ids": ["n0"]}"""));
        examples.forEach(example -> input.append(message(example.request())));
        Shell.Result result = Shell.in(folder).run(input.toString(), command);
        assertEquals("", result.err());
        List<JsonNode> replies = result.out().lines().map(JSON::readTree).toList();
        assertEquals("init_ok", replies.getFirst().at("/body/type").asString());
        assertEquals(examples.size(), replies.size() - 1, result.out());
        for (int i = 0; i < examples.size(); i++) {
            JsonNode body = replies.get(i + 1).get("body");
            assertEquals(JSON.readTree(examples.get(i).request()).get("msg_id"), body.get("in_reply_to"));
            assertEquals(examples.get(i).type().equals("topology") ? "topology_ok" : "TODO",
                    body.path("text").asString(body.get("type").asString()), result.out());
        }
    }

    private static String message(String body) {
        ObjectNode message = JSON.createObjectNode().put("src", "c1").put("dest", "n0");
        return message.set("body", JSON.readTree(body)) + "\n";
    }

    @ParameterizedTest
    @CsvSource({
        "my-echo.java, my_echo.java", "3d.java, node_3d.java", "class.java, my_class.java", "Echo.java, my_echo.java",
        "Maelstrom.java, my_maelstrom.java", "echo.rb, .java", "echo, .py"})
    void aNameThatWillNotDoIsToldOneThatWould(String name, String better) {
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> write(name, "echo"));
        assertTrue(error.getMessage().contains(better), error.getMessage());
    }

    @Test
    void aFileIsNeverOverwritten() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.py"), "mine");
        assertThrows(FileAlreadyExistsException.class, () -> write("mine.py", "echo"));
        assertEquals("mine", Files.readString(mine));
    }

    @Test
    void itFindsTheHelperFromItsOwnFolder() throws IOException {
        Files.createDirectories(folder.resolve("deep/down"));
        Path file = write("deep/down/mine.java", "echo");
        String sources = Files.readAllLines(file).stream().filter(line -> line.startsWith("//SOURCES ")).findFirst()
                .orElseThrow().substring("//SOURCES ".length());
        assertTrue(Files.isSameFile(Shell.home().resolve("lib/Maelstrom.java"),
                file.toRealPath().resolveSibling(sources)), sources);
        assertTrue(Files.isExecutable(file));
    }
}
