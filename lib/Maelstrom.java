import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything a Maelstrom node needs besides its algorithm. A script says what it does with each kind of message:
 *
 * <pre>{@code
 * record Echo(Object echo) {}
 * record EchoOk(Object echo) {}
 *
 * void main() {
 *     Maelstrom.serve(node -> node.on(Echo.class, request -> new EchoOk(request.echo())));
 * }
 * }</pre>
 *
 * <p><b>Messages are records.</b> {@code EchoOk} travels as type {@code echo_ok}, its components are the fields of the
 * body, in snake_case. A handler returns the reply, or null for none.
 *
 * <p><b>One thing at a time.</b> Handlers and timers of a node never run at the same moment, and the code between two
 * waits ({@link Node#rpc}, {@link Node#sleep}, a {@link Kv} call) runs undisturbed: scripts need no locks. Other
 * messages are handled <em>while</em> a handler waits, so what it read before may have changed after.
 *
 * <p>The protocol: Maelstrom's doc/protocol.md. The error codes: its resources/errors.edn.
 */
public final class Maelstrom {

    /** Where a node runs, if not in a process of its own; a simulator binds it around the script's main. */
    public static final ScopedValue<Host> HOST = ScopedValue.newInstance();

    /** How long {@link Node#rpc} waits unless told otherwise. */
    public static final long RPC_TIMEOUT_MILLIS = 2_000;

    /**
     * Maelstrom's clients give up after 5 s, and a reply to a client that is gone makes Maelstrom stop listening to the
     * node for good. The margin covers the time the request was under way: Maelstrom delivers a node's messages one by
     * one, so that a request waits until a slow message before it has come.
     */
    private static final long CLIENT_PATIENCE_MILLIS = 3_700;

    private Maelstrom() {
    }

    /**
     * Runs a node until its input ends. The set-up runs once, when Maelstrom has told the node who it is, so that
     * {@link Node#id} and {@link Node#peers} are known; messages that come earlier wait.
     */
    public static void serve(Consumer<Node> setup) {
        new Node(HOST.isBound() ? HOST.get() : new ProcessHost(), setup).loop();
        new Semaphore(0).acquireUninterruptibly(); // other threads go on with the loop; the host ends the program
    }

    /** The world around a node: its input and output, its clock, its dice. */
    public interface Host {

        /** The next line of input, or null once {@link #nanoTime} has reached the deadline. */
        String receive(long deadlineNanos);

        /** Sends a message: one line of JSON. */
        void send(String line);

        /** Notes a line for people. */
        void log(String line);

        /** A clock that never goes back, in nanoseconds since any moment. */
        long nanoTime();

        /** Randomness that differs from node to node and from start to start. */
        RandomGenerator random();
    }

    /** Maelstrom's error codes, and what they say about the failed operation. */
    public enum Code {
        TIMEOUT(0, false), NODE_NOT_FOUND(1, true), NOT_SUPPORTED(10, true), TEMPORARILY_UNAVAILABLE(11, true),
        MALFORMED_REQUEST(12, true), CRASH(13, false), ABORT(14, true), KEY_DOES_NOT_EXIST(20, true),
        KEY_ALREADY_EXISTS(21, true), PRECONDITION_FAILED(22, true), TXN_CONFLICT(30, true), UNKNOWN(-1, false);

        private final int number;
        private final boolean definite;

        Code(int number, boolean definite) {
            this.number = number;
            this.definite = definite;
        }

        static Code of(int number) {
            for (Code code : values()) {
                if (code.number == number) {
                    return code;
                }
            }
            return UNKNOWN;
        }
    }

    /** A request that failed. A handler may throw one of its own to answer with that code. */
    public static final class RpcError extends RuntimeException {

        private final Code code;
        private final boolean received;

        public RpcError(Code code, String text) {
            this(code, text, false);
        }

        private RpcError(Code code, String text, boolean received) {
            super(text);
            this.code = code;
            this.received = received;
        }

        public Code code() {
            return code;
        }

        /** Whether the operation certainly did not happen; else it may have, or may yet. */
        public boolean definite() {
            return code.definite;
        }
    }

    /** One node of the cluster. All methods are for the node's own handlers and timers, on their own thread. */
    public static final class Node {

        /** Of its own: in a simulator nodes come and go with their classes, and a mapper remembers every class. */
        private final JsonMapper json = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        private final Host host;
        private final Consumer<Node> setup;
        private final Map<String, Handler> handlers = new HashMap<>();
        private final Map<Class<?>, String> types = new HashMap<>();
        private final Map<Long, Pause> rpcs = new HashMap<>();
        private final PriorityQueue<Timer> timers = new PriorityQueue<>();
        private final List<Message> early = new ArrayList<>();
        private boolean ready;
        private String id;
        private List<String> nodes;
        private List<String> peers;
        private long lastMsgId;
        private long lastTimer;
        private Thread baton;
        private Pause resumed;

        private Node(Host host, Consumer<Node> setup) {
            this.host = host;
            this.setup = setup;
        }

        /** This node's name, such as {@code n0}. */
        public String id() {
            return id;
        }

        /** All nodes, this one included, in the order in which every node knows them. */
        public List<String> nodes() {
            return nodes;
        }

        /** All other nodes. */
        public List<String> peers() {
            return peers;
        }

        /** Answers every message of this type with what the handler returns. */
        public <M> void on(Class<M> type, Function<M, ?> handler) {
            on(type, (message, from) -> handler.apply(message));
        }

        /** The same, for a handler that wants to know the sender. */
        public <M> void on(Class<M> type, BiFunction<M, String, ?> handler) {
            handlers.put(typeOf(type), new Handler(json.readerFor(type),
                    (message, from) -> handler.apply(type.cast(message), from)));
            rehearse(type);
        }

        /** Takes messages of this type that want no answer; the handler is told message and sender. */
        public <M> void hear(Class<M> type, BiConsumer<M, String> handler) {
            on(type, (message, from) -> {
                handler.accept(message, from);
                return null;
            });
        }

        /** Sends a message and expects nothing: the network may lose, delay or reorder it. */
        public void send(String to, Object message) {
            write(to, null, null, message);
        }

        /** A message as it would travel, to be carried inside another one. */
        public JsonNode pack(Object message) {
            return json.valueToTree(new Body(typeOf(message.getClass()), null, null, message));
        }

        /** Handles what {@link #pack} made as if it had come by itself, from this sender. */
        public void unpack(JsonNode packed, String from) {
            handle(new Message(from, packed, host.nanoTime()));
        }

        /** {@link #rpc(String, Object, Class, long)} with the usual time-out of {@value #RPC_TIMEOUT_MILLIS} ms. */
        public <R> R rpc(String to, Object request, Class<R> reply) {
            return rpc(to, request, reply, RPC_TIMEOUT_MILLIS);
        }

        /**
         * Sends a request and waits for its reply; other messages are handled meanwhile.
         *
         * @throws RpcError if the answer is an error, or none comes in time ({@link Code#TIMEOUT})
         */
        public <R> R rpc(String to, Object request, Class<R> reply, long timeoutMillis) {
            long msgId = ++lastMsgId;
            write(to, msgId, null, request);
            Pause pause = new Pause();
            rpcs.put(msgId, pause);
            Timer timeout = resumeAfter(timeoutMillis, pause);
            await(pause);
            rpcs.remove(msgId);
            timers.remove(timeout);
            if (pause.reply == null) {
                throw new RpcError(Code.TIMEOUT, to + " has not answered within " + timeoutMillis + " ms", true);
            }
            if (pause.reply.path("type").asString("").equals("error")) {
                throw new RpcError(Code.of(pause.reply.path("code").asInt(-1)), pause.reply.path("text").asString(""), true);
            }
            return json.treeToValue(pause.reply, reply);
        }

        /** Waits; other messages are handled meanwhile. */
        public void sleep(long millis) {
            Pause pause = new Pause();
            resumeAfter(millis, pause);
            await(pause);
        }

        /**
         * Does something that waits, such as a call of a service, for several things at once, and waits for all.
         *
         * @return the results, in the order of the things
         * @throws RuntimeException what the first task that failed has thrown, once all have ended
         */
        public <T, R> List<R> together(List<T> things, Function<T, R> task) {
            Pause pause = new Pause();
            List<R> results = new ArrayList<>(Collections.nCopies(things.size(), null));
            List<RuntimeException> failures = new ArrayList<>();
            int[] left = {things.size()};
            for (int i = 0; i < things.size(); i++) {
                int thing = i;
                after(0, () -> {
                    try {
                        results.set(thing, task.apply(things.get(thing)));
                    } catch (RuntimeException e) {
                        failures.add(e);
                    } finally {
                        if (--left[0] == 0) {
                            resumed = pause;
                        }
                    }
                });
            }
            if (!things.isEmpty()) {
                await(pause);
            }
            if (!failures.isEmpty()) {
                throw failures.getFirst();
            }
            return results;
        }

        /** Runs the action once, so many milliseconds from now. */
        public void after(long millis, Runnable action) {
            addTimer(millis, action);
        }

        /** Runs the action again and again: a period after the set-up first, then a period after it ended. */
        public void every(long periodMillis, Runnable action) {
            after(periodMillis, () -> {
                try {
                    action.run();
                } finally {
                    every(periodMillis, action);
                }
            });
        }

        /** Milliseconds since some moment, never going back: only differences mean anything. */
        public long now() {
            return TimeUnit.NANOSECONDS.toMillis(host.nanoTime());
        }

        /** Randomness, different on every node and after every start. */
        public RandomGenerator random() {
            return host.random();
        }

        /** Notes a line for people: it goes to stderr, which Maelstrom keeps in {@code node-logs/}. */
        public void log(String line) {
            host.log(line);
        }

        /** Maelstrom's linearizable key-value store. */
        public Kv linKv() {
            return new Kv(this, "lin-kv");
        }

        /** Maelstrom's sequentially consistent key-value store: a read may be stale, a successful change never is. */
        public Kv seqKv() {
            return new Kv(this, "seq-kv");
        }

        /** Maelstrom's last-write-wins key-value store: two replicas that meet at random. */
        public Kv lwwKv() {
            return new Kv(this, "lww-kv");
        }

        /** The next timestamp of Maelstrom's timestamp oracle, each one larger than all before. */
        public long linTso() {
            return rpc("lin-tso", new Ts(), TsOk.class).ts();
        }

        // ---- the loop: whoever holds the baton runs it ----

        /**
         * Handles one event after another. To wait, a handler starts a new thread that goes on with the loop in its place;
         * when what it waits for has come, that thread ends, and the handler goes on in turn. So one thread is awake at
         * any time, and each hand-over is also the memory barrier between the two.
         */
        private void loop() {
            baton = Thread.currentThread();
            while (resumed == null) {
                step();
            }
            Pause next = resumed;
            resumed = null;
            next.over.release();
        }

        private void await(Pause pause) {
            checkBaton();
            Thread.startVirtualThread(this::loop);
            pause.over.acquireUninterruptibly();
            baton = Thread.currentThread();
        }

        private void checkBaton() {
            if (Thread.currentThread() != baton) {
                throw new IllegalStateException("called from a thread that is not the node's: do such work in handlers, and "
                        + "in what they pass to node.after and node.every");
            }
        }

        private void step() {
            Timer timer = timers.peek();
            String line = host.receive(timer == null ? Long.MAX_VALUE : timer.deadlineNanos());
            try {
                if (line != null) {
                    receive(line);
                } else {
                    timers.remove().action().run();
                }
            } catch (Throwable e) {
                log((line != null ? "Could not handle " + abbreviate(line) : "A timer failed") + ": " + stackTrace(e));
            }
        }

        private Timer addTimer(long millis, Runnable action) {
            checkBaton();
            Timer timer = new Timer(host.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), ++lastTimer, action);
            timers.add(timer);
            return timer;
        }

        private Timer resumeAfter(long millis, Pause pause) {
            return addTimer(millis, () -> resumed = pause);
        }

        // ---- messages ----

        private void receive(String line) {
            Message message;
            try {
                JsonNode tree = json.readTree(line);
                message = new Message(tree.path("src").stringValue(""), tree.path("body"), host.nanoTime());
            } catch (JacksonException e) {
                log("Not JSON (" + e.getOriginalMessage() + "): " + abbreviate(line));
                return;
            }
            if (message.src.isEmpty() || !message.body.isObject()) {
                log("Not a message with src and body: " + abbreviate(line));
            } else if (message.body.has("in_reply_to")) {
                Pause pause = rpcs.get(message.body.path("in_reply_to").asLong(0));
                if (pause != null) { // else it comes too late
                    pause.reply = message.body;
                    resumed = pause;
                }
            } else if (id == null && message.type().equals("init")) {
                answer(message, new Handler(json.readerFor(Init.class), (init, from) -> start((Init) init)));
                early.forEach(each -> after(0, () -> handle(each))); // each by itself, as it may wait
                early.clear();
            } else if (ready) {
                handle(message);
            } else {
                early.add(message);
            }
        }

        private InitOk start(Init init) {
            id = init.nodeId();
            nodes = List.copyOf(init.nodeIds());
            peers = nodes.stream().filter(node -> !node.equals(id)).toList();
            setup.accept(this);
            ready = true;
            return new InitOk();
        }

        /**
         * Reads and writes an empty message of this type. In a JVM the first time takes as long as the next hundred, and
         * the first messages of a test reach all nodes at once: better to be ready before they come.
         */
        private void rehearse(Class<?> type) {
            try {
                Object message = json.treeToValue(emptyValue(type), type);
                json.writeValueAsString(new Envelope(id, id, new Body(typeOf(type), lastMsgId, lastMsgId, message)));
            } catch (JacksonException e) {
                // A type that can't be empty: it will do without a rehearsal.
            }
        }

        private JsonNode emptyValue(Class<?> type) {
            if (type.isRecord()) {
                ObjectNode fields = json.createObjectNode();
                for (RecordComponent component : type.getRecordComponents()) {
                    fields.set(snakeCase(component.getName()), emptyValue(component.getType()));
                }
                return fields;
            }
            Object empty = type == boolean.class ? (Object) false : type.isPrimitive() ? (Object) 0
                    : Collection.class.isAssignableFrom(type) ? List.of() : Map.class.isAssignableFrom(type) ? Map.of() : null;
            return json.valueToTree(empty);
        }

        private void handle(Message message) {
            answer(message, handlers.get(message.type()));
        }

        private void answer(Message request, Handler handler) {
            Object reply;
            if (request.type().isEmpty()) {
                reply = new Error(Code.MALFORMED_REQUEST.number, "the body has no type");
            } else if (handler == null) {
                reply = new Error(Code.NOT_SUPPORTED.number, "no handler for messages of type '" + request.type() + "'");
            } else {
                try {
                    Object message = handler.reader.readValue(request.body);
                    reply = call(handler, message, request.src);
                } catch (JacksonException e) {
                    reply = new Error(Code.MALFORMED_REQUEST.number, e.getOriginalMessage());
                }
            }
            if (reply != null) {
                try {
                    reply(request, reply);
                } catch (JacksonException e) {
                    log("A reply cannot be written as JSON: " + stackTrace(e));
                    reply(request, new Error(Code.CRASH.number, e.getOriginalMessage()));
                }
            }
        }

        private Object call(Handler handler, Object message, String from) {
            try {
                return handler.action.apply(message, from);
            } catch (Throwable e) {
                if (e instanceof RpcError refusal && !refusal.received) {
                    return new Error(refusal.code.number, refusal.getMessage());
                }
                // An error that the handler itself received says nothing definite: part of its work may be done.
                log("A handler failed on " + message + ": " + stackTrace(e));
                return new Error(Code.CRASH.number, e.toString());
            }
        }

        private void reply(Message request, Object reply) {
            long ageMillis = TimeUnit.NANOSECONDS.toMillis(host.nanoTime() - request.receivedNanos);
            JsonNode msgId = request.body.path("msg_id");
            if (reply instanceof Error error) {
                log(request.src + " gets error " + error.code + ": " + error.text);
            }
            if (request.src.startsWith("c") && ageMillis > CLIENT_PATIENCE_MILLIS) {
                log("No reply to " + request.src + ": it may have given up, as " + ageMillis + " ms ago it asked " + request.body);
            } else if (msgId.isIntegralNumber()) {
                write(request.src, null, msgId.longValue(), reply);
            }
        }

        private void write(String to, Long msgId, Long inReplyTo, Object message) {
            checkBaton();
            host.send(json.writeValueAsString(
                    new Envelope(id, to, new Body(typeOf(message.getClass()), msgId, inReplyTo, message))));
        }

        /** {@code ReadOk} is {@code read_ok}. */
        private String typeOf(Class<?> message) {
            return types.computeIfAbsent(message, type -> snakeCase(type.getSimpleName()));
        }

        private static String snakeCase(String name) {
            return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        }
    }

    // ---- the services ----

    /**
     * A key-value service. Keys and values are anything JSON can say. All calls wait, and throw {@link RpcError} when the
     * service answers with an error or not in time.
     */
    public static final class Kv {

        private final Node node;
        private final String service;

        private Kv(Node node, String service) {
            this.node = node;
            this.service = service;
        }

        /** @throws RpcError {@link Code#KEY_DOES_NOT_EXIST} if nobody has written the key */
        public <T> T read(Object key, Class<T> type) {
            return node.json.treeToValue(node.rpc(service, new Read(key), ReadOk.class).value(), type);
        }

        /** The value, read as the class of {@code otherwise}; or that, if nobody has written the key. */
        @SuppressWarnings("unchecked") // a value is read as the class of its alternative
        public <T> T readOr(Object key, T otherwise) {
            try {
                return read(key, (Class<T>) otherwise.getClass());
            } catch (RpcError e) {
                if (e.code == Code.KEY_DOES_NOT_EXIST) {
                    return otherwise;
                }
                throw e;
            }
        }

        public void write(Object key, Object value) {
            node.rpc(service, new Write(key, value), WriteOk.class);
        }

        /** @throws RpcError {@link Code#PRECONDITION_FAILED} if the value is not {@code from} */
        public void cas(Object key, Object from, Object to) {
            node.rpc(service, new Cas(key, from, to, false), CasOk.class);
        }

        /** The same; a key that nobody has written is created, whatever {@code from} is. (lww-kv never creates.) */
        public void casOrCreate(Object key, Object from, Object to) {
            node.rpc(service, new Cas(key, from, to, true), CasOk.class);
        }

        /**
         * Changes a value by compare-and-set, again and again until nobody came between, and returns the new one.
         *
         * @param initial what {@code change} starts from if nobody has written the key
         */
        public <T> T update(Object key, T initial, UnaryOperator<T> change) {
            while (true) {
                T from = readOr(key, initial);
                T to = change.apply(from);
                try {
                    casOrCreate(key, from, to);
                    return to;
                } catch (RpcError e) {
                    if (e.code != Code.PRECONDITION_FAILED) {
                        throw e;
                    }
                }
            }
        }
    }

    private record Read(Object key) {
    }

    private record ReadOk(JsonNode value) {
    }

    private record Write(Object key, Object value) {
    }

    private record WriteOk() {
    }

    private record Cas(Object key, Object from, Object to, boolean createIfNotExists) {
    }

    private record CasOk() {
    }

    private record Ts() {
    }

    private record TsOk(long ts) {
    }

    // ---- the protocol ----

    private record Init(String nodeId, List<String> nodeIds) {
    }

    private record InitOk() {
    }

    private record Error(int code, String text) {
    }

    private record Envelope(String src, String dest, Body body) {
    }

    private record Body(String type,
                        @JsonInclude(JsonInclude.Include.NON_NULL) Long msgId,
                        @JsonInclude(JsonInclude.Include.NON_NULL) Long inReplyTo,
                        @JsonUnwrapped Object fields) {
    }

    /** A message that came in, and when. */
    private record Message(String src, JsonNode body, long receivedNanos) {

        String type() {
            return body.path("type").stringValue("");
        }
    }

    private record Handler(ObjectReader reader, BiFunction<Object, String, ?> action) {
    }

    /** Of timers for the same moment, the one set first goes first. */
    private record Timer(long deadlineNanos, long number, Runnable action) implements Comparable<Timer> {

        @Override
        public int compareTo(Timer other) {
            int byDeadline = Long.compare(deadlineNanos, other.deadlineNanos);
            return byDeadline != 0 ? byDeadline : Long.compare(number, other.number);
        }
    }

    /** A handler that waits, and what it gets. */
    private static final class Pause {

        private final Semaphore over = new Semaphore(0);
        private JsonNode reply;
    }

    private static String abbreviate(String line) {
        return line.length() <= 200 ? line : line.substring(0, 200) + "… (" + line.length() + " characters)";
    }

    private static String stackTrace(Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    // ---- a node in a process of its own ----

    /** Reads stdin, writes stdout, and ends the process when the input ends. */
    private static final class ProcessHost implements Host {

        private static final String END = new String("end of input");
        private static final int INBOX_LINES = 16_384;

        private final BlockingQueue<String> inbox = new ArrayBlockingQueue<>(INBOX_LINES);
        private final Writer out = new BufferedWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), 1 << 16);
        private RandomGenerator random;

        private ProcessHost() {
            System.setOut(System.err); // a forgotten println must not reach the protocol
            Thread.ofPlatform().daemon().name("stdin").start(this::readInput);
        }

        private void readInput() {
            try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 16)) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    inbox.put(line);
                }
                inbox.put(END);
            } catch (IOException | InterruptedException e) {
                log("Cannot read input: " + e);
                System.exit(1);
            }
        }

        @Override
        public String receive(long deadlineNanos) {
            try {
                if (deadlineNanos <= nanoTime()) {
                    return null;
                }
                String line = inbox.poll();
                if (line == null) { // about to be idle: whatever was said goes out now, in one write
                    out.flush();
                    line = inbox.poll(deadlineNanos - nanoTime(), TimeUnit.NANOSECONDS);
                }
                if (line == END) {
                    out.flush();
                    System.exit(0);
                }
                return line;
            } catch (IOException e) {
                throw endWithout(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void send(String line) {
            try {
                out.write(line);
                out.write('\n');
            } catch (IOException e) {
                throw endWithout(e);
            }
        }

        /** A node that nobody can hear any more has nothing left to do. */
        private UncheckedIOException endWithout(IOException output) {
            log("Cannot write output: " + output);
            System.exit(1);
            return new UncheckedIOException(output);
        }

        @Override
        public void log(String line) {
            System.err.println(line);
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
