import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.build.Builder;
import bench.build.Cache;
import bench.install.InstallException;
import bench.install.Installer;
import bench.install.Prefetch;
import bench.install.RealMaelstrom;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Maelstrom is installed completely or not at all, and is then found. */
class InstallTest {

    @TempDir
    Path folder;
    Cache cache;
    HttpServer server;
    byte[] archive;
    int requests;

    @BeforeEach
    void aServerWithARelease() throws IOException {
        folder = folder.toRealPath();
        cache = Cache.at(folder.resolve("cache"));
        archive = archive("maelstrom/maelstrom");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/whole", exchange -> {
            requests++;
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/whole");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/cut", exchange -> {
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive, 0, archive.length / 2);
            exchange.getResponseBody().flush();
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private byte[] archive(String program) throws IOException {
        Path file = Shell.program(folder.resolve("release").resolve(program), "echo real");
        Path tar = folder.resolve("release.tar.bz2");
        Shell.Result result = Shell.in(folder.resolve("release"))
                .run("", "tar", "-cjf", tar, file.getParent().getFileName());
        assertEquals(0, result.status(), result.err());
        return Files.readAllBytes(tar);
    }

    private Installer installer(String path) throws Exception {
        String hash = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(archive));
        return new Installer(cache, at(path), hash);
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    @Test
    void aReleaseIsInstalledOnceAndThenFound() throws Exception {
        assertEquals(Optional.empty(), RealMaelstrom.find(Map.of(), cache));
        Path installed = installer("/moved").install();
        assertEquals(installed, installer("/whole").install());
        assertEquals(1, requests);
        Path command = RealMaelstrom.find(Map.of(), cache).orElseThrow();
        assertEquals(installed.resolve("maelstrom"), command);
        assertEquals("real\n", Shell.in(folder).run("", command).out());
    }

    @Test
    void whateverGoesWrongIsSaidInOneLineAndLeavesNothing() throws Exception {
        Installer wrongHash = new Installer(cache, at("/whole"), "MB7HHWsSrw12XttBP1z1qhBGtWCb1OMTdqC1SVSOV5k=");
        assertFails(wrongHash, "its SHA-256 is");
        assertFails(installer("/cut"), "cannot fetch");
        assertFails(installer("/nothing"), "404");
        archive = archive("maelstrom2/maelstrom");
        assertFails(installer("/whole"), "cannot unpack");
        archive = "no archive".getBytes();
        assertFails(installer("/whole"), "cannot unpack");
        server.stop(0);
        assertFails(installer("/whole"), "no connection");
    }

    private void assertFails(Installer installer, String reason) throws IOException {
        InstallException e = assertThrows(InstallException.class, installer::install);
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        try (Stream<Path> left = Files.list(cache.folder())) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void afterPrefetchScriptsStartWithoutJBangAndWithoutMaelstrom() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path script = Files.writeString(home.resolve("hello.java"), "void main() { IO.println(\"hello\"); }");
        Files.createDirectory(home.resolve("tests"));
        Files.copy(script, home.resolve("tests/AllTests.java"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Builder online = new Builder(cache, Shell.home().resolve("lib/bin/jbang"));
        new Prefetch(home, online, installer("/nothing")).run(new PrintStream(out));
        assertTrue(out.toString().contains("404") && out.toString().contains("do not need it"), out.toString());

        Builder offline = new Builder(cache, Path.of("/nowhere/jbang"));
        assertEquals("hello\n", Shell.in(folder).run("", offline.launcher(offline.build(script))).out());
    }

    @Test
    void prefetchGoesOnAfterAScriptThatDoesNotBuild() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path broken = Files.writeString(home.resolve("a_broken.java"), "//SOURCES nowhere.java\nvoid main() {}");
        Path script = Files.writeString(home.resolve("hello.java"), "void main() { IO.println(\"hello\"); }");
        Files.createDirectory(home.resolve("tests"));
        Files.copy(script, home.resolve("tests/AllTests.java"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Builder online = new Builder(cache, Shell.home().resolve("lib/bin/jbang"));
        assertEquals(List.of(broken), new Prefetch(home, online, installer("/nothing")).run(new PrintStream(out)));
        assertTrue(out.toString().contains("nowhere.java"), out.toString());
        assertTrue(out.toString().endsWith("Not built: a_broken.java (the reason is above). All other scripts are "
                + "ready.\n"), out.toString());

        Builder offline = new Builder(cache, Path.of("/nowhere/jbang"));
        assertEquals("hello\n", Shell.in(folder).run("", offline.launcher(offline.build(script))).out());
    }

    @Test
    void theRealMaelstromIsToldFromOurOwnCommand() throws IOException {
        Path home = Shell.program(folder.resolve("home/maelstrom"), "").getParent();
        Path onPath = Shell.program(folder.resolve("bin/maelstrom"), "").getParent();
        Path ours = Shell.home().resolve("lib/bin");
        Path links = Files.createDirectory(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("maelstrom"), ours.resolve("maelstrom"));
        assertEquals(Optional.empty(), RealMaelstrom.find(Map.of("PATH", ours + ":" + links), cache));
        assertEquals(Optional.of(onPath.resolve("maelstrom")),
                RealMaelstrom.find(Map.of("PATH", ours + ":" + links + ":" + onPath), cache));
        assertEquals(Optional.of(home.resolve("maelstrom")),
                RealMaelstrom.find(Map.of("PATH", onPath.toString(), "MAELSTROM_HOME", home.toString()), cache));
        Files.delete(links.resolve("maelstrom"));
    }
}
