import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/**
 * How messages travel: records as lines of JSON, on stdin and stdout. {@link Maelstrom} uses this; a script does not.
 */
final class MaelstromProtocol {

    /** Levels of lists and objects in a message. Jackson refuses 500; from 2,000 on, a reply can overflow the stack. */
    private static final int MAX_JSON_DEPTH = 1_000;

    /** Characters of a number. To read one of a million digits takes Java 20 s. */
    private static final int MAX_NUMBER_LENGTH = 10_000;

    /** Far longer than any message of a test, and still harmless to the memory. */
    private static final int LONGEST_LINE = 1 << 24;

    private static final int MAX_EXAMPLE_DEPTH = 5; // a record may contain itself
    private static final List<CoercionInputShape> NO_TEXTS =
            List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean);
    private static final Set<String> RESERVED_FIELDS = Set.of("type", "msg_id", "in_reply_to");

    /** Not shared by all: in a simulator nodes come and go with their classes, and a mapper remembers every class. */
    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_JSON_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH).maxStringLength(Integer.MAX_VALUE).build())
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(2 * MAX_JSON_DEPTH).build())
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfigDefaults(all -> all.setAcceptBlankAsEmpty(false)
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)) // "" is no number
            .withCoercionConfig(LogicalType.Textual, texts -> NO_TEXTS.forEach(shape ->
                    texts.setCoercion(shape, CoercionAction.Fail))) // the key 5 is not the key "5"
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS) // 1e400 is no double
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES) // 1.0 is not 1
            .build();

    /** For messages. Half a character (a lone surrogate) has no form in UTF-8, so it must travel as an escape. */
    private final ObjectWriter lines = json.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
    private final Map<Class<?>, String> types = new HashMap<>();
    private final Map<Class<?>, List<Field>> fields = new HashMap<>();

    /** The tree of a line of JSON; a {@link JacksonException} if it is none. */
    JsonNode tree(String line) {
        return json.readTree(line);
    }

    /** A message as a line of JSON. */
    String line(String src, String dest, Long msgId, JsonNode inReplyTo, Object message) {
        return lines.writeValueAsString(
                new Envelope(src, dest, new Body(typeOf(message.getClass()), msgId, inReplyTo, message)));
    }

    /**
     * Reads and writes an example of a message. In a JVM, the first time takes as long as the next hundred, and the
     * first messages of a test reach all nodes at once. So this is done before they come. Without it, values of the
     * first two seconds of challenge 3d took up to 1.6 s.
     */
    void rehearse(Class<?> type) {
        try {
            line("", "", 0L, null, decode(example(json.constructType(type), 0), type));
        } catch (RuntimeException e) {
            // A record that refuses the example, or cannot write it, does without a rehearsal.
        }
    }

    private JsonNode example(JavaType type, int depth) {
        if (type.isRecordType() && depth < MAX_EXAMPLE_DEPTH) {
            ObjectNode record = json.createObjectNode();
            fields.computeIfAbsent(type.getRawClass(), this::fieldsOf)
                    .forEach(field -> record.set(field.name, example(field.type, depth + 1)));
            return record;
        } else if (type.isCollectionLikeType() && type.getContentType().isRecordType() && depth < MAX_EXAMPLE_DEPTH) {
            return json.createArrayNode().add(example(type.getContentType(), depth + 1));
        } else if (type.isMapLikeType()) {
            return json.createObjectNode();
        } else if (type.isCollectionLikeType()) {
            return json.createArrayNode();
        }
        Class<?> raw = type.getRawClass();
        return json.valueToTree(raw == String.class ? "" : raw == boolean.class ? (Object) false
                : raw.isPrimitive() ? (Object) 0 : null);
    }

    /** The body of a message. */
    JsonNode body(Object message) {
        return json.valueToTree(new Body(typeOf(message.getClass()), null, null, message));
    }

    /** The reply to a request of ours as a record. One of another type answers something else. */
    <T> T reply(JsonNode body, Class<T> type, String from) {
        if (!body.path("type").stringValue("").equals(typeOf(type))) {
            throw new IllegalStateException("the reply of %s is no \"%s\"; it was %s"
                    .formatted(from, typeOf(type), shown(body)));
        }
        return expect(body, type, "the reply of " + from);
    }

    /** {@link #decode} where what does not fit is a bug, with the name of what was to be decoded. */
    <T> T expect(JsonNode value, Class<T> type, String name) {
        try {
            return decode(value, type);
        } catch (Misfit e) {
            throw new IllegalStateException(name + " " + e.getMessage());
        }
    }

    /**
     * A part of a message as a record or another class.
     *
     * @throws Misfit if it does not fit, with a text that begins with a verb, in words of the script, not Jackson's
     */
    <T> T decode(JsonNode value, Class<T> type) {
        String nullAt = nullIn(value, json.constructType(type));
        if (nullAt != null) {
            throw new Misfit("has null in the field \"%s\", where the record %s asks for a value; it was %s"
                    .formatted(nullAt.substring(1), type.getSimpleName(), shown(value)));
        }
        try {
            return json.treeToValue(value, type);
        } catch (JacksonException e) {
            throw new Misfit(describe(e, value, type) + "; it was " + shown(value));
        }
    }

    private String describe(JacksonException e, JsonNode json, Class<?> type) {
        // The record's constructor threw, or a subtype is not named.
        if (!(e instanceof MismatchedInputException misfit) || e.getCause() != null || misfit.getTargetType() == null) {
            return "does not fit the record %s: %s".formatted(type.getSimpleName(),
                    e.getCause() != null ? e.getCause().getMessage() : e.getOriginalMessage());
        }
        JsonNode value = json;
        StringBuilder field = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            String name = step.getPropertyName();
            value = name != null ? value.path(name) : value.path(step.getIndex());
            field.append(name == null ? "[" + step.getIndex() + "]" : field.isEmpty() ? name : "." + name);
        }
        return value.isMissingNode()
                ? "has no field \"%s\", which the record %s asks for".formatted(field, type.getSimpleName())
                : "has %s in the field \"%s\", where the record %s asks for %s".formatted(
                        shown(value), field, type.getSimpleName(), misfit.getTargetType().getSimpleName());
    }

    /** Where null is that a handler would stumble over, such as {@code .values[1]}; Jackson lets it pass. */
    private String nullIn(JsonNode json, JavaType type) {
        if (type.isContainerType() && !type.getContentType().isJavaLangObject()) {
            int index = 0;
            for (JsonNode each : json) {
                String at = each.isNull() ? "" : nullIn(each, type.getContentType());
                if (at != null) {
                    return "[" + index + "]" + at;
                }
                index++;
            }
        } else if (type.isRecordType()) {
            int index = 0;
            for (Field field : fields.computeIfAbsent(type.getRawClass(), this::fieldsOf)) {
                JsonNode value = json.isArray() ? json.path(index++) : json.path(field.name);
                String at = !value.isNull() ? nullIn(value, field.type) : field.takesNull ? null : "";
                if (at != null) {
                    return "." + field.name + at;
                }
            }
        }
        return null;
    }

    /** A record's fields. Null is refused for a primitive, and for a text, list or map, which can be empty instead. */
    private List<Field> fieldsOf(Class<?> type) {
        return Stream.of(type.getRecordComponents()).map(component -> {
            JavaType fieldType = json.constructType(component.getGenericType());
            boolean canBeEmpty = fieldType.isContainerType() || component.getType() == String.class;
            return new Field(snakeCase(component.getName()), fieldType, !canBeEmpty && !fieldType.isPrimitive());
        }).toList();
    }

    /** {@code ReadOk} is {@code read_ok}. */
    String typeOf(Class<?> message) {
        return types.computeIfAbsent(message, type -> {
            if (!type.isRecord()) {
                throw new IllegalArgumentException("a message is a record, not a " + type.getSimpleName());
            }
            for (RecordComponent component : type.getRecordComponents()) {
                if (RESERVED_FIELDS.contains(snakeCase(component.getName()))) {
                    throw new IllegalArgumentException("the record " + type.getSimpleName() + " has a component "
                            + "named " + component.getName() + ", a field that the helper fills in by itself");
                }
            }
            return snakeCase(type.getSimpleName());
        });
    }

    /** JSON for people: its beginning, if it is long. */
    String shown(JsonNode value) {
        return abbreviate(json.writeValueAsString(value));
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    static String abbreviate(String text) {
        return abbreviate(text, 200);
    }

    static String abbreviate(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "… (" + text.length() + " characters)";
    }

    private record Envelope(String src, String dest, Body body) {
    }

    private record Body(String type,
                        @JsonInclude(JsonInclude.Include.NON_NULL) Long msgId,
                        @JsonInclude(JsonInclude.Include.NON_NULL) JsonNode inReplyTo,
                        @JsonUnwrapped Object fields) {
    }

    /** A component of a record. */
    private record Field(String name, JavaType type, boolean takesNull) {
    }

    /** A message that does not fit its record. */
    static final class Misfit extends RuntimeException {

        private Misfit(String text) {
            super(text);
        }
    }

    // ---- a node in a process of its own ----

    /** Splits input into lines. Only {@code \n} ends one: between the words of JSON there may be {@code \r}. */
    static final class Lines {

        private final Reader in;
        private final char[] chunk = new char[1 << 13];
        private int next;
        private int end;

        Lines(Reader in) {
            this.in = in;
        }

        /** The next line, or the start of one that is too long; null at the end of the input. */
        String next() throws IOException {
            StringBuilder line = new StringBuilder();
            while (true) {
                int start = next;
                while (next < end && chunk[next] != '\n') {
                    next++;
                }
                line.append(chunk, start, Math.min(next - start, LONGEST_LINE - line.length()));
                if (next < end) {
                    next++;
                    return line.toString();
                }
                next = 0;
                end = in.read(chunk);
                if (end < 0) {
                    return line.isEmpty() ? null : line.toString();
                }
            }
        }
    }

    /** Reads stdin, writes stdout, and ends the process when the input ends. */
    static final class ProcessHost implements Maelstrom.Host {

        private static final Maelstrom.Line END = new Maelstrom.Line("", 0);
        private static final int INBOX_LINES = 16_384;
        private static final int INBOX_CHARACTERS = 4 * LONGEST_LINE;

        /** How long a message may wait in the buffer, so that others travel in the same write. */
        private static final long FLUSH_MILLIS = 2;

        private static final long HEARTBEAT_NANOS = 250_000_000;

        /** Without a heartbeat for so long, the process was stopped. A shorter stop is within a client's patience. */
        private static final long STOP_NANOS = 4 * HEARTBEAT_NANOS;

        private static final long NEVER = Long.MAX_VALUE;

        private final FileInputStream in = new FileInputStream(FileDescriptor.in);
        private final Writer out = new BufferedWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), 1 << 16);
        private final BlockingQueue<Maelstrom.Line> inbox = new ArrayBlockingQueue<>(INBOX_LINES);
        private final Semaphore inboxRoom = new Semaphore(INBOX_CHARACTERS);
        private final Thread keeper;
        private volatile boolean isUnflushed;
        private long awakeNanos = nanoTime();
        private long stoppedNanos = NEVER;
        private RandomGenerator random;

        ProcessHost() {
            System.setOut(System.err); // a forgotten println must not reach the protocol
            Thread.ofPlatform().daemon().name("stdin").start(this::readInput);
            keeper = Thread.ofPlatform().daemon().name("keeper").start(this::keep);
        }

        private void readInput() {
            try (var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                Lines lines = new Lines(reader);
                for (String line = lines.next(); line != null; line = lines.next()) {
                    inboxRoom.acquire(line.length());
                    inbox.put(new Maelstrom.Line(line, arrivalNanos()));
                }
                inbox.put(END);
            } catch (IOException | InterruptedException | OutOfMemoryError e) {
                end("Cannot read input: " + e);
            }
        }

        /** When the line arrived that has just been read: now, unless it may have waited for a stopped process. */
        private synchronized long arrivalNanos() {
            noteStop();
            return Math.min(awakeNanos, stoppedNanos);
        }

        /**
         * Whether the process was stopped (SIGSTOP, a suspended machine) since the last call. Lines that came meanwhile
         * wait in the pipe, and nobody can tell for how long: they count as old as the stop.
         */
        private boolean noteStop() {
            long now = nanoTime();
            boolean wasStopped = now - awakeNanos > STOP_NANOS;
            if (wasStopped) {
                stoppedNanos = Math.min(stoppedNanos, awakeNanos);
            }
            awakeNanos = now;
            return wasStopped;
        }

        /** Once the pipe is empty, all that waited in it during a stop has been read, and what comes is new. */
        private synchronized void heartbeat() throws IOException {
            if (!noteStop() && stoppedNanos != NEVER && in.available() == 0) {
                stoppedNanos = NEVER;
            }
        }

        /** Flushes what was said, even while a handler computes; and notes that the process runs. */
        private void keep() {
            try {
                while (true) {
                    LockSupport.parkNanos(HEARTBEAT_NANOS); // or until something is said
                    heartbeat();
                    if (isUnflushed) {
                        Thread.sleep(FLUSH_MILLIS);
                        flush();
                    }
                }
            } catch (IOException | InterruptedException e) {
                end("Cannot watch input and output: " + e);
            }
        }

        @Override
        public Maelstrom.Line receive(long deadlineNanos) {
            try {
                Maelstrom.Line line = inbox.poll();
                if (line == null) { // about to be idle: what was said goes out now, in one write
                    flush();
                    line = inbox.poll(deadlineNanos - nanoTime(), TimeUnit.NANOSECONDS);
                }
                if (line == END) {
                    flush();
                    System.exit(0);
                }
                if (line != null) {
                    inboxRoom.release(line.text().length());
                }
                return line;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void send(String line) {
            try {
                out.write(line + "\n");
                if (!isUnflushed) {
                    isUnflushed = true;
                    LockSupport.unpark(keeper);
                }
            } catch (IOException e) {
                end("Cannot write output: " + e);
            }
        }

        private void flush() {
            if (isUnflushed) {
                isUnflushed = false;
                try {
                    out.flush();
                } catch (IOException e) {
                    end("Cannot write output: " + e);
                }
            }
        }

        /** A node that can no longer hear or speak has nothing left to do. */
        private void end(String reason) {
            log(reason);
            System.exit(1);
        }

        @Override
        public void log(String line) {
            System.err.println(line);
        }

        @Override
        public void fail(Throwable cause) {
            cause.printStackTrace();
            end("The node cannot go on: " + cause);
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public RandomGenerator random() {
            if (random == null) {
                random = new SplittableRandom(new SecureRandom().nextLong());
            }
            return random;
        }
    }
}
