import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.report.StoreServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code maelstrom serve} shows, and who may see it. */
class StoreServerTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;
    private Path store;
    private StoreServer server;

    @BeforeEach
    void start() throws IOException {
        store = folder.resolve("store");
        run("broadcast/20260101T000000.000", "{:valid? false}");
        run("echo/20260102T000000.000", "{:valid? true}");
        Files.createSymbolicLink(store.resolve("latest"), Path.of("echo/20260102T000000.000"));
        Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(store.resolve("way-out"), folder.resolve("secret"));
        server = StoreServer.start(store, 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void run(String name, String results) throws IOException {
        Path run = Files.createDirectories(store.resolve(name));
        Files.writeString(run.resolve("results.edn"), results);
        Files.writeString(run.resolve("report.html"), "<p>" + name);
    }

    @Test
    void theNewestRunIsListedFirstWithItsVerdictAndFiles() throws Exception {
        String page = get("").body();
        assertTrue(page.indexOf("20260102T000000.000") < page.indexOf("20260101T000000.000"), page);
        assertTrue(page.contains("✓ valid") && page.contains("✗ invalid"), page);
        assertTrue(page.contains("href=\"/broadcast/20260101T000000.000/report.html\""), page);
        assertFalse(page.contains("journal.jsonl"), "it has none");
    }

    @Test
    void aRunWithoutResultsIsBrokenOnlyIfItHasEnded() throws Exception {
        Path running = Files.createDirectories(store.resolve("echo/20260103T000000.000"));
        assertTrue(get("").body().contains("… unfinished"), get("").body());
        Files.writeString(running.resolve("history.edn"), "");
        assertTrue(get("").body().contains("✗ broken"), get("").body());
    }

    @Test
    void aFileIsShownAsWhatItIs() throws Exception {
        HttpResponse<String> report = get("echo/20260102T000000.000/report.html");
        assertEquals("<p>echo/20260102T000000.000", report.body());
        assertEquals("text/html; charset=utf-8", report.headers().firstValue("Content-Type").orElseThrow());
        HttpResponse<String> results = get("latest/results.edn");
        assertEquals("{:valid? true}", results.body());
        assertEquals("text/plain; charset=utf-8", results.headers().firstValue("Content-Type").orElseThrow());
    }

    @Test
    void nothingOutsideTheStoreIsShown() throws Exception {
        assertEquals(404, get("way-out").statusCode());
        assertEquals(404, get("%2e%2e/secret").statusCode());
        assertEquals(404, get("nowhere").statusCode());
    }

    @Test
    void aPageFromElsewhereCannotReadIt() throws IOException {
        try (Socket socket = new Socket("localhost", server.address().getPort())) {
            byte[] request = "GET / HTTP/1.0\r\nHost: elsewhere.example\r\n\r\n".getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream().write(request);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI address = server.address().resolve("/" + path);
        return CLIENT.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
