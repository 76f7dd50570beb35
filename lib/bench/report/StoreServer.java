package bench.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Serves a store to a browser: a list of its runs, and their files. It listens only on loopback, answers only to local
 * host names (so that no other web page can read it), and shows nothing outside the store.
 */
public final class StoreServer implements AutoCloseable {

    private static final Set<String> OUR_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final HttpServer server;
    private final Path store;

    private StoreServer(HttpServer server, Path store) {
        this.server = server;
        this.store = store;
    }

    /** @param port 0 for any that is free */
    public static StoreServer start(Path store, int port) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        StoreServer server = new StoreServer(http, store);
        http.createContext("/", server::answer);
        http.start();
        return server;
    }

    /** The address of the list of runs. */
    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host")).replaceFirst(":\\d+$", "");
            String path = exchange.getRequestURI().getPath();
            if (!OUR_NAMES.contains(host)) {
                send(exchange, 403, "text/plain", "This server answers to localhost only.");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, 405, "text/plain", "This server is read-only.");
            } else if (path.equals("/")) {
                send(exchange, 200, "text/html", StorePage.ofRuns(store));
            } else {
                sendFile(exchange, path.substring(1));
            }
        }
    }

    private void sendFile(HttpExchange exchange, String name) throws IOException {
        Path file = store.resolve(name).normalize();
        if (!Files.exists(file) || !file.toRealPath().startsWith(store.toRealPath())) {
            send(exchange, 404, "text/plain", "There is no such file in the store.");
        } else if (Files.isDirectory(file)) {
            send(exchange, 200, "text/html", StorePage.ofFolder(store, file));
        } else {
            header(exchange, name.endsWith(".html") ? "text/html" : name.endsWith(".svg") ? "image/svg+xml"
                    : name.endsWith(".png") ? "image/png" : "text/plain");
            exchange.sendResponseHeaders(200, Files.size(file) == 0 ? -1 : Files.size(file));
            Files.copy(file, exchange.getResponseBody());
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        header(exchange, type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    private static void header(HttpExchange exchange, String type) {
        exchange.getResponseHeaders().set("Content-Type", type + (type.startsWith("text") ? "; charset=utf-8" : ""));
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cache-Control", "no-store"); // a report may be replaced
    }
}
