import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.learn.Starter;
import bench.learn.WorkloadPage;
import bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JBang's own commands know the scripts and the starters. */
class JBangCatalogTest {

    private static final Path CATALOG = Shell.home().resolve(".jbang/jbang-catalog.json");

    @TempDir
    private Path folder;

    private Shell.Result jbang(Path where, String... words) {
        return Shell.in(where).run("", Stream.concat(Stream.of(Shell.home().resolve("lib/bin/jbang").toString()),
                Stream.of(words)).toArray());
    }

    @Test
    void itListsItsOwnTemplatesAndOurs() {
        List<String> names = jbang(Shell.home(), "template", "list").out().lines().toList();
        assertTrue(names.contains("cli"), names::toString);
        assertTrue(names.containsAll(Workloads.names()), names::toString);
    }

    @Test
    void itListsTheScriptsAsAliases() {
        List<String> names = jbang(Shell.home(), "alias", "list").out().lines().map(String::strip).toList();
        Stream.of("echo", "unique_ids", "broadcast", "counter", "kafka", "txn").forEach(name ->
                assertTrue(names.contains(name), names::toString));
    }

    @Test
    void initWritesWhatNewWrites() throws IOException {
        Path helper = Shell.home().resolve("lib/Maelstrom.java");
        Path byNew = folder.toRealPath().resolve("by_new.java");
        new Starter(byNew, WorkloadPage.of("kafka").orElseThrow(), helper).write();
        Shell.Result init = jbang(folder, "init", "-t", "kafka@" + CATALOG,
                "-Dhelper=" + byNew.getParent().relativize(helper.toRealPath()), "by_jbang.java");
        assertEquals(0, init.status(), init.err());
        assertEquals(Files.readString(byNew).replace("by_new", "by_jbang"),
                Files.readString(folder.resolve("by_jbang.java")));
    }
}
