//SOURCES MaelstromKv.java
//SOURCES MaelstromScheduler.java
//SOURCES MaelstromProtocol.java
//SOURCES MaelstromHost.java
//SOURCES MaelstromProcess.java

import module java.base;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Everything a Maelstrom node needs besides its algorithm. A script says what it does with each type of message:
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
 * <p><b>Messages are records.</b> {@code EchoOk} travels as type {@code echo_ok}. Its components are the fields of the
 * body, in snake_case. A handler returns the reply, or null for none. The helper refuses a message that lacks a field
 * of the record, or has null for a text, a list, a map, an element of these, or a number that is not boxed. It ignores
 * fields that the record does not have.
 *
 * <p><b>One thing at a time.</b> Handlers and timers of a node never run at the same moment, and the code between two
 * waits ({@link Node#rpc}, {@link Node#sleep}, a call of {@link MaelstromKv}) runs undisturbed: scripts need no locks.
 * While a handler waits, other messages are handled. So what it read before a wait may have changed after it.
 *
 * <p>The protocol is that of Maelstrom's doc/protocol.md, and the error codes are those of its resources/errors.edn.
 * Behind this file, {@link MaelstromScheduler} runs one thing at a time, {@link MaelstromProtocol} turns JSON into
 * records, and {@link MaelstromProcess} reads stdin and writes stdout.
 */
public final class Maelstrom {

    /** How long {@link Node#rpc} waits unless told otherwise. */
    public static final long RPC_TIMEOUT_MILLIS = 2_000;

    /**
     * Maelstrom's clients give up after 5 s, and a reply to a client that is gone makes Maelstrom stop listening to the
     * node for good. The margin of 1.3 s is for the way to the node: Maelstrom delivers a node's messages one by one,
     * so a request waits behind a slow message.
     */
    private static final long CLIENT_PATIENCE_MILLIS = 3_700;

    /**
     * An older request is not begun: its client would have given up before the handler ends, and would take the outcome
     * for unknown. So a node with too much to do catches up. Otherwise it would work for nobody for ever.
     */
    private static final long LATEST_START_MILLIS = 3_000;

    /** Bounds what is kept before the set-up. Other nodes may send early messages, but only a few. */
    private static final int MOST_EARLY_MESSAGES = 10_000;
    private static final long MOST_EARLY_CHARACTERS = 64_000_000;

    /** Characters of an error for people. What it quotes can have millions. */
    private static final int LONGEST_ERROR = 1_000;

    private Maelstrom() {
    }

    /**
     * Runs a node, and never returns: the process ends when its input ends. The set-up runs once, when Maelstrom has
     * told the node who it is, so that {@link Node#id} and {@link Node#peers} are known. Earlier messages wait for it.
     */
    public static void serve(Consumer<Node> setup) {
        new Node(MaelstromHost.current(), setup).scheduler.run();
    }

    /** Maelstrom's error codes. True stands for definite: the operation certainly did not happen, and never will. */
    public enum Code {
        /** No answer came in time: the request or the answer may be lost, or late. */
        TIMEOUT(0, false),
        /** There is no node of that name. */
        NODE_NOT_FOUND(1, true),
        /** The node does not know requests of this type. */
        NOT_SUPPORTED(10, true),
        /** The node cannot do it now; try again later. */
        TEMPORARILY_UNAVAILABLE(11, true),
        /** The request lacks a field, or has a wrong one. */
        MALFORMED_REQUEST(12, true),
        /** Something went wrong on the way: part of the work may be done. */
        CRASH(13, false),
        /** The node has given up on the operation. */
        ABORT(14, true),
        /** A read, or a cas that does not create, of a key that nobody has written. */
        KEY_DOES_NOT_EXIST(20, true),
        /** The key to be created is there already. */
        KEY_ALREADY_EXISTS(21, true),
        /** A cas that did not find the value it asked for. */
        PRECONDITION_FAILED(22, true),
        /** A transaction that could not be ordered with another one; try again. */
        TXN_CONFLICT(30, true),
        /** Any other number; see {@link RpcError#number}. */
        OTHER(-1, false);

        private final int number;
        private final boolean definite;

        Code(int number, boolean definite) {
            this.number = number;
            this.definite = definite;
        }

        static Code of(int number) {
            return Stream.of(values()).filter(code -> code.number == number).findFirst().orElse(OTHER);
        }
    }

    /** A request that failed. A handler may throw one of its own, to answer with that error. */
    public static final class RpcError extends RuntimeException {

        private static final int FIRST_FREE_NUMBER = 1_000;

        private final int number;
        private final boolean received; // as an answer: it is not passed on to whoever asked us

        /** An error to answer with. For a code of your own, see the other constructor. */
        public RpcError(Code code, String text) {
            this(code.number, text);
        }

        /** @param number one of Maelstrom's codes, or a code of your own from 1000 on: Maelstrom keeps those below */
        public RpcError(int number, String text) {
            this(number, text, false);
            if (number < FIRST_FREE_NUMBER && code() == Code.OTHER) {
                throw new IllegalArgumentException("Maelstrom has no error code " + number + ", and keeps all numbers "
                        + "below " + FIRST_FREE_NUMBER + " for itself");
            }
        }

        private RpcError(int number, String text, boolean received) {
            super(text);
            this.number = number;
            this.received = received;
        }

        /** The code, {@link Code#OTHER} if it is none of Maelstrom's. */
        public Code code() {
            return Code.of(number);
        }

        /** The code as a number; -1 if the answer had none. */
        public int number() {
            return number;
        }

        /** Whether the operation certainly did not happen; otherwise it may have, or may yet. */
        public boolean definite() {
            return code().definite;
        }

        /** As a script names it. The class has a $ in its full name. */
        @Override
        public String toString() {
            return "RpcError: " + getMessage();
        }
    }

    /** One node of the cluster. Call its methods from its own handlers and timers only, never from another thread. */
    public static final class Node {

        private final MaelstromHost host;
        private final MaelstromProtocol protocol;
        private final MaelstromScheduler<JsonNode> scheduler;
        private final Consumer<Node> setup;
        private final Map<String, Handler> handlers = new HashMap<>();
        private final List<MaelstromProtocol.Message> early = new ArrayList<>();
        private long earlyCharacters;
        private boolean isReady;
        private String id;
        private List<String> nodes;
        private List<String> peers;
        private long lastMsgId;

        private Node(MaelstromHost host, Consumer<Node> setup) {
            this.host = host;
            this.protocol = host.protocol();
            this.scheduler = new MaelstromScheduler<>(host, this::receive, (line, e) -> logFailure(
                    line == null ? "a timer" : "handling " + MaelstromProtocol.abbreviate(line.text()), e));
            this.setup = setup;
            handlers.put("init", new Handler("the set-up", Init.class, false, null, (init, _) -> start((Init) init)));
            // A late answer to a killed node must not match a request of its next life: the clock has gone on since.
            this.lastMsgId = TimeUnit.NANOSECONDS.toMicros(host.nanoTime());
        }

        /** This node's name, such as {@code n0}. */
        public String id() {
            return id;
        }

        /** The names of all nodes, this one included, in the order in which every node knows them. */
        public List<String> nodes() {
            return nodes;
        }

        /** The names of all other nodes. */
        public List<String> peers() {
            return peers;
        }

        /**
         * Answers each message of this type with what the handler returns: a record, or null for no answer. A handler
         * that throws an {@link RpcError} of its own answers with that error. If it throws anything else, it answers
         * with {@link Code#CRASH}, and the log says where.
         *
         * @throws IllegalArgumentException if the type has a handler already, is not a record, or has a component that
         *                                  the helper fills in (type, msgId, inReplyTo)
         */
        public <M> void on(Class<M> type, Function<M, ?> handler) {
            on(type, (message, from) -> handler.apply(message));
        }

        /** The same as {@link #on(Class, Function)}, for a handler that wants to know the sender's name. */
        public <M> void on(Class<M> type, BiFunction<M, String, ?> handler) {
            register(type, false, handler);
        }

        /**
         * Takes messages of this type from other nodes, and answers none of them. The handler gets message and sender.
         * A client is refused ({@link Code#NOT_SUPPORTED}): it would wait for an answer.
         *
         * @throws IllegalArgumentException as {@link #on(Class, Function)}
         */
        public <M> void hear(Class<M> type, BiConsumer<M, String> handler) {
            register(type, true, (message, from) -> {
                handler.accept(message, from);
                return null;
            });
        }

        /** Sends a message, a record, and expects no answer: the network may lose, delay, double or reorder it. */
        public void send(String to, Object message) {
            write(id, to, null, null, message);
        }

        /** {@link #rpc(String, Object, Class, long)} with the usual time-out of {@value #RPC_TIMEOUT_MILLIS} ms. */
        public <R> R rpc(String to, Object request, Class<R> reply) {
            return rpc(to, request, reply, RPC_TIMEOUT_MILLIS);
        }

        /**
         * Sends a request, a record, and waits for its reply. Other messages are handled meanwhile.
         *
         * @param reply         the record to read the reply as
         * @param timeoutMillis how long to wait, in milliseconds; {@link Long#MAX_VALUE} for ever
         * @throws RpcError              if the answer is an error, with its code; or if none comes in time, with
         *                               {@link Code#TIMEOUT}: then the request may have been carried out, or may be yet
         * @throws IllegalStateException if the answer does not fit the record
         */
        public <R> R rpc(String to, Object request, Class<R> reply, long timeoutMillis) {
            long timeoutNanos = MaelstromScheduler.nanos(timeoutMillis);
            long msgId = ++lastMsgId;
            write(id, to, msgId, null, request);
            JsonNode body = scheduler.await(msgId, timeoutNanos);
            if (body == null) {
                throw new RpcError(Code.TIMEOUT.number, to + " has not answered within " + timeoutMillis + " ms", true);
            }
            if (body.path("type").stringValue("").equals("error")) {
                JsonNode code = body.path("code");
                throw new RpcError(code.isIntegralNumber() ? code.intValue(Code.OTHER.number) : Code.OTHER.number,
                        MaelstromProtocol.abbreviate(body.path("text").asString(""), LONGEST_ERROR), true);
            }
            return protocol.reply(body, reply, to);
        }

        /** Waits this many milliseconds, at least one. Other messages are handled meanwhile. */
        public void sleep(long millis) {
            scheduler.sleep(millis);
        }

        /**
         * Does something that waits, such as a call of a service, for several things at once, and waits for all.
         *
         * @return the results, in the order of the things
         * @throws RuntimeException what the first task that failed has thrown, once all have ended; or an Error
         */
        public <T, R> List<R> together(List<T> things, Function<T, R> task) {
            return scheduler.together(things, task);
        }

        /** Runs the action once, after this many milliseconds. The action may wait. */
        public void after(long millis, Runnable action) {
            scheduler.after(millis, action);
        }

        /**
         * Runs the action again and again: first after a period, then always a period after it ended. The action may
         * wait; if it throws, the log says so, and it runs again.
         *
         * @param periodMillis the period in milliseconds, at least one
         */
        public void every(long periodMillis, Runnable action) {
            scheduler.every(periodMillis, action);
        }

        /** Milliseconds since some fixed moment. They never go back, and only differences mean anything. */
        public long now() {
            return TimeUnit.NANOSECONDS.toMillis(host.nanoTime());
        }

        /** Random numbers, different on every node and after every start. */
        public RandomGenerator random() {
            return host.random();
        }

        /** Writes a text for people, a line or more. It goes to stderr, which Maelstrom keeps in {@code node-logs/}. */
        public void log(String text) {
            text.lines().forEach(host::log);
        }

        /** Maelstrom's linearizable key-value store: every call acts on the newest state. */
        public MaelstromKv linKv() {
            return new MaelstromKv(this, protocol, "lin-kv");
        }

        /** Maelstrom's sequentially consistent key-value store: a read may be stale, a successful change never is. */
        public MaelstromKv seqKv() {
            return new MaelstromKv(this, protocol, "seq-kv");
        }

        /** Maelstrom's last-write-wins key-value store: a call goes to one of two replicas, which never meet. */
        public MaelstromKv lwwKv() {
            return new MaelstromKv(this, protocol, "lww-kv");
        }

        /**
         * The next timestamp of Maelstrom's timestamp oracle, each one larger than all before.
         *
         * @throws RpcError as {@link #rpc(String, Object, Class)}
         */
        public long linTso() {
            return rpc("lin-tso", new Ts(), TsOk.class).ts();
        }

        // ---- behind the methods: what becomes of a message that comes in ----

        private <M> void register(Class<M> type, boolean nodesOnly, BiFunction<M, String, ?> handler) {
            Handler added = new Handler("the handler of " + type.getSimpleName(), type, nodesOnly, new Throwable(),
                    (message, from) -> handler.apply(type.cast(message), from));
            Handler first = handlers.putIfAbsent(protocol.typeOf(type), added);
            if (first != null) {
                throw new IllegalArgumentException("messages of type \"%s\" have two handlers: at %s and at %s"
                        .formatted(protocol.typeOf(type), place(first.registered), place(added.registered)));
            }
            protocol.rehearse(type);
        }

        private void receive(MaelstromHost.Line line) {
            MaelstromProtocol.Message message;
            try {
                message = protocol.message(line);
            } catch (MaelstromProtocol.Misfit e) {
                log(e.getMessage());
                return;
            }
            if (message.body().hasNonNull("in_reply_to")) {
                JsonNode inReplyTo = message.body().path("in_reply_to");
                if (inReplyTo.isIntegralNumber()) {
                    scheduler.resume(inReplyTo.longValue(0), message.body());
                }
            } else if (isReady) {
                answer(message);
            } else if (id == null && message.type().equals("init")) {
                answer(message);
                if (id != null) {
                    isReady = true;
                    early.forEach(each -> after(0, () -> answer(each))); // each by itself, because it may wait
                    early.clear();
                }
            } else if (early.size() < MOST_EARLY_MESSAGES
                    && earlyCharacters + line.text().length() <= MOST_EARLY_CHARACTERS) {
                early.add(message);
                earlyCharacters += line.text().length();
            } else {
                log("Dropped: %d messages already wait for the set-up: %s"
                        .formatted(early.size(), MaelstromProtocol.abbreviate(line.text())));
            }
        }

        private InitOk start(Init init) {
            id = init.nodeId();
            nodes = List.copyOf(init.nodeIds());
            peers = nodes.stream().filter(node -> !node.equals(id)).toList();
            handlers.remove("init"); // a second one is refused
            setup.accept(this);
            return new InitOk();
        }

        private void answer(MaelstromProtocol.Message request) {
            if (request.asksForReply() && hasClientGivenUp(request, LATEST_START_MILLIS, "Not done")) {
                return;
            }
            Object reply = replyTo(request, handlers.get(request.type()));
            try {
                reply(request, reply);
            } catch (JacksonException | StackOverflowError e) {
                logFailure("writing the reply to " + protocol.shown(request.body()) + " as JSON", e);
                reply(request, new Error(Code.CRASH, "the reply cannot be written as JSON"));
            }
        }

        /** What the handler returns, or the error that the request ends with. */
        private Object replyTo(MaelstromProtocol.Message request, Handler handler) {
            String type = request.type();
            if (type.isEmpty()) {
                return new Error(Code.MALFORMED_REQUEST, "the body has no type");
            }
            if (handler == null) {
                return new Error(Code.NOT_SUPPORTED, "no handler for messages of type \""
                        + MaelstromProtocol.abbreviate(type) + "\"");
            }
            if (handler.nodesOnly && isClient(request.src())) {
                return new Error(Code.NOT_SUPPORTED, "messages of type \"" + type + "\" are for other nodes "
                        + "(node.hear); a client needs an answer (node.on)");
            }
            Object message;
            try {
                message = protocol.decode(request.body(), handler.message);
            } catch (MaelstromProtocol.Misfit e) {
                return new Error(Code.MALFORMED_REQUEST, "the request " + e.getMessage());
            }
            try {
                Object reply = handler.action.apply(message, request.src());
                if (reply != null) {
                    protocol.typeOf(reply.getClass()); // here, because it is the handler's fault if it has none
                } else if (request.asksForReply() && isClient(request.src())) {
                    log(place(handler.registered) + ": " + handler.name + " returned null, so a client gets no reply");
                }
                return reply;
            } catch (OutOfMemoryError e) {
                throw e; // no answer: the scheduler ends the node
            } catch (Throwable e) {
                if (e instanceof RpcError refusal && !refusal.received) {
                    return new Error(refusal.number, refusal.getMessage());
                }
                // An error that the handler itself received says nothing definite: part of its work may be done.
                logFailure(handler.name + ", given " + MaelstromProtocol.abbreviate(message.toString()), e);
                return new Error(Code.CRASH, e.toString());
            }
        }

        /** Sends a reply, if there is one, and if somebody still waits for it. */
        private void reply(MaelstromProtocol.Message request, Object reply) {
            String error = reply instanceof Error e
                    ? MaelstromProtocol.abbreviate("error " + e.code + ": " + e.text, LONGEST_ERROR) : null;
            if (reply != null && request.asksForReply()
                    && !hasClientGivenUp(request, CLIENT_PATIENCE_MILLIS, "No reply")) {
                String name = id == null ? request.dest() : id; // an init that is refused does not say who we are
                write(name, request.src(), null, request.body().path("msg_id"), reply);
                if (error != null) {
                    log(request.sender() + " gets " + error);
                }
            } else if (!request.asksForReply() && error != null) {
                log("No reply to " + request.sender() + ": its message has no msg_id. Otherwise it would get " + error);
            }
        }

        /** Whether a client has waited too long, which is logged. The one that sends {@code init} never gives up. */
        private boolean hasClientGivenUp(MaelstromProtocol.Message request, long patienceMillis, String consequence) {
            long ageMillis = TimeUnit.NANOSECONDS.toMillis(host.nanoTime() - request.arrivedNanos());
            boolean hasGivenUp = isReady && isClient(request.src()) && ageMillis > patienceMillis;
            if (hasGivenUp) {
                log("%s: %s has probably given up, it asked %d ms ago: %s".formatted(
                        consequence, request.sender(), ageMillis, protocol.shown(request.body())));
            }
            return hasGivenUp;
        }

        private boolean isClient(String name) {
            return !nodes.contains(name);
        }

        private void write(String from, String to, Long msgId, JsonNode inReplyTo, Object message) {
            scheduler.checkBaton();
            Objects.requireNonNull(to, "a message needs a receiver: to is null");
            Objects.requireNonNull(message, "there is no message to send: it is null");
            host.send(protocol.line(from, to, msgId, inReplyTo, message));
        }

        /** What failed and where in the script, in one line, then the trace. */
        private void logFailure(String what, Throwable e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            log(place(e) + ": " + what + " failed: " + e + "\n" + trace);
        }
    }

    private record Ts() {}
    private record TsOk(long ts) {}

    private record Init(String nodeId, List<String> nodeIds) {
        private Init {
            if (!nodeIds.contains(nodeId) || nodeIds.contains("") || Set.copyOf(nodeIds).size() < nodeIds.size()) {
                throw new IllegalArgumentException("node_ids must name each node once, and " + nodeId + " too");
            }
        }
    }

    private record InitOk() {}

    private record Error(int code, String text) { // its name is its type on the wire, "error"
        private Error(Code code, String text) {
            this(code.number, text);
        }
    }

    /** What to do with a type of message; {@code registered} knows the line of the script that said so. */
    private record Handler(String name, Class<?> message, boolean nodesOnly, Throwable registered,
                           BiFunction<Object, String, ?> action) {
    }

    /** The first frame in the script, such as {@code npe.java:22}: not in Java, Jackson or the helper. */
    private static String place(Throwable e) {
        return Stream.of(e.getStackTrace())
                .filter(frame -> frame.getModuleName() == null
                        && !frame.getClassName().matches("(Maelstrom|tools\\.jackson\\.|com\\.fasterxml\\.).*"))
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .findFirst().orElse("outside the script");
    }
}
