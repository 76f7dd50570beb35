package bench.journal;

import bench.history.Json;
import bench.history.Keyword;
import bench.history.Op;
import bench.history.Plain;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file format of the journal: one JSON object a line. Each has {@code t}, nanoseconds since the first launch, and
 * {@code event}, which determines the other fields. {@code maelstrom help journal} lists them.
 */
public final class JournalFile {

    private static final JsonFactory FACTORY = JsonFactory.builder().rootValueSeparator("\n").build();

    private JournalFile() {
    }

    /** Writes events as lines. Closing it ends the last line. */
    public static final class Writer implements Journal, Closeable {

        private final JsonGenerator json;

        private Writer(java.io.Writer out) {
            json = FACTORY.createGenerator(ObjectWriteContext.empty(), out);
        }

        void flush() {
            json.flush();
        }

        @Override
        public void close() {
            json.writeRaw('\n');
            json.close();
        }

        @Override
        public void record(long nanos, Event event) {
            json.writeStartObject();
            json.writeNumberProperty("t", nanos);
            switch (event) {
                case Event.Send(long id, String src, String dest, String body) -> {
                    message("send", id, src, dest);
                    json.writeName("body");
                    json.writeRawValue(body);
                }
                case Event.Recv(long id, String src, String dest) -> message("recv", id, src, dest);
                case Event.Lost(long id, String src, String dest, Event.Cause why) -> {
                    message("lost", id, src, dest);
                    json.writeStringProperty("why", lowerCase(why));
                }
                case Event.NodeChange(String node, Event.State state, String why) -> {
                    json.writeStringProperty("event", "node");
                    json.writeStringProperty("node", node);
                    json.writeStringProperty("state", lowerCase(state));
                    if (why != null) {
                        json.writeStringProperty("why", why);
                    }
                }
                case Event.Log(String node, String line) -> {
                    json.writeStringProperty("event", "log");
                    json.writeStringProperty("node", node);
                    json.writeStringProperty("line", line);
                }
                case Event.Fault(String fault, boolean begins, Object value) -> {
                    json.writeStringProperty("event", "fault");
                    json.writeStringProperty("fault", fault);
                    json.writeStringProperty("state", begins ? "begin" : "end");
                    property("value", value);
                }
                case Event.Operation(Op op, String node, String client) -> operation(op, node, client);
            }
            json.writeEndObject();
        }

        private void message(String event, long id, String src, String dest) {
            json.writeStringProperty("event", event);
            json.writeNumberProperty("id", id);
            json.writeStringProperty("src", src);
            json.writeStringProperty("dest", dest);
        }

        private void operation(Op op, String node, String client) {
            json.writeStringProperty("event", "op");
            json.writeNumberProperty("index", op.index());
            json.writeStringProperty("type", lowerCase(op.type()));
            json.writeNumberProperty("process", op.process());
            json.writeStringProperty("node", node);
            json.writeStringProperty("client", client);
            json.writeStringProperty("f", op.f());
            property("value", op.value());
            if (op.error() != null) {
                property("error", op.error());
            }
            for (String flag : op.flags()) {
                json.writeBooleanProperty(flag, true);
            }
        }

        private void property(String name, Object value) {
            json.writeName(name);
            value(value);
        }

        /** The values that a history may have: see {@link Op}. */
        private void value(Object value) {
            switch (value) {
                case null -> json.writeNull();
                case Boolean bool -> json.writeBoolean(bool);
                case Number number -> json.writeRawValue(Json.write(number));
                case Keyword keyword -> json.writeString(keyword.name());
                case Map<?, ?> map -> {
                    json.writeStartObject();
                    map.forEach((key, each) ->
                            property(key instanceof Keyword keyword ? keyword.name() : key.toString(), each));
                    json.writeEndObject();
                }
                case Iterable<?> values -> {
                    json.writeStartArray();
                    values.forEach(this::value);
                    json.writeEndArray();
                }
                default -> json.writeString(value.toString());
            }
        }
    }

    static Writer writer(Path file) {
        try {
            return writer(Files.newOutputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A writer that closes the stream when it is closed itself. */
    public static Writer writer(OutputStream out) {
        // Files.newBufferedWriter refuses lone surrogates, which a node may print.
        return new Writer(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /** Replays all events of a file, in order. A last line that a full disk has cut off does not count. */
    public static void read(Path file, Journal journal) {
        try (var in = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            String line = in.readLine();
            while (line != null) {
                String next = in.readLine();
                read(line, next == null, journal);
                line = next;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(String line, boolean isLast, Journal journal) {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(line);
        } catch (StreamReadException e) {
            if (isLast) {
                return;
            }
            throw e;
        }
        journal.record(json.path("t").asLong(), event(json));
    }

    private static Event event(JsonNode json) {
        return switch (json.path("event").asString()) {
            case "send" -> new Event.Send(id(json), src(json), dest(json), json.path("body").toString());
            case "recv" -> new Event.Recv(id(json), src(json), dest(json));
            case "lost" -> new Event.Lost(id(json), src(json), dest(json),
                    constant(Event.Cause.class, json.path("why")));
            case "node" -> new Event.NodeChange(node(json), constant(Event.State.class, json.path("state")),
                    json.path("why").asString(null));
            case "log" -> new Event.Log(node(json), json.path("line").asString());
            case "fault" -> new Event.Fault(json.path("fault").asString(),
                    json.path("state").asString().equals("begin"), Plain.of(json.path("value")));
            case "op" -> new Event.Operation(op(json), node(json), json.path("client").asString());
            default -> throw new IllegalArgumentException("not a line of a journal: " + json);
        };
    }

    private static Op op(JsonNode json) {
        List<String> flags = json.propertyNames().stream().filter(name -> name.endsWith("?")).toList();
        return new Op(json.path("index").asInt(), json.path("t").asLong(), constant(Op.Type.class, json.path("type")),
                json.path("process").asInt(), json.path("f").asString(), Plain.of(json.path("value")),
                json.has("error") ? Plain.of(json.path("error")) : null, flags);
    }

    private static long id(JsonNode json) {
        return json.path("id").asLong();
    }

    private static String src(JsonNode json) {
        return json.path("src").asString();
    }

    private static String dest(JsonNode json) {
        return json.path("dest").asString();
    }

    private static String node(JsonNode json) {
        return json.path("node").asString();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode name) {
        return Enum.valueOf(type, name.asString().toUpperCase(Locale.ROOT));
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
