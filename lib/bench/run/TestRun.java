package bench.run;

import bench.check.Verdict;
import bench.history.History;
import bench.history.Op;
import bench.journal.Event;
import bench.journal.Journal;
import bench.kernel.Cluster;
import bench.kernel.Dice;
import bench.kernel.EventLoop;
import bench.kernel.Fates;
import bench.kernel.NetStats;
import bench.kernel.Network;
import bench.kernel.Node;
import bench.nemesis.Fault;
import bench.nemesis.Faults;
import bench.nemesis.Nemesis;
import bench.service.Service;
import bench.workload.Workload;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One test from the first launch to the last operation: start the nodes, tell them who they are, set up, let clients
 * work while the nemesis works against them, heal, wait, and read what is there in the end.
 */
public final class TestRun {

    private static final long INIT_TIMEOUT_MILLIS = 10_000;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long RECOVERY_NANOS = 10 * SECOND_NANOS;
    private static final long FINAL_LIMIT_NANOS = 10 * SECOND_NANOS;
    /** Ctrl-C reaches nodes and bench together; so much later the bench knows that it ends, too. */
    private static final long CRASH_NANOS = SECOND_NANOS / 2;
    /** So late, the bench can change a quantile of latencies by what a reader would notice. */
    private static final long LATE_MILLIS = 5;
    private static final long WATCH_NANOS = SECOND_NANOS / 10;
    private static final Set<String> SETUP_REPLY_FIELDS = Set.of("type", "in_reply_to", "msg_id");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestOptions options;
    private final Workload workload;
    private final EventLoop loop;
    private final Observer observer;
    private final boolean auditCounts;
    private final Journal journal;
    private final Fates fates;
    private final Network network;
    private final Cluster cluster;
    private final RandomGenerator random;
    private final Dice serviceDice;
    private final History.Recorder recorder = new History.Recorder();
    private final List<Cluster.Warning> warnings = new ArrayList<>();
    private final Conduct conduct = new Conduct();
    private long lastClient = -1;
    private Interpreter interpreter;
    private String phase = "starting";
    private long nextReportNanos;
    private NetStats stats = new NetStats();
    private Map<String, Verdict> auditVerdicts = Map.of();
    private final Cuts cuts = new Cuts();
    private final List<String> notes = new ArrayList<>();
    private boolean over;
    private Breakdown broken;

    /**
     * What a test left behind.
     *
     * @param faults what else was wrong with nodes, which Maelstrom passes over
     * @param audit  what the workload's audit found, if there was one, and it is part of the verdict
     * @param advice what it found if that is no part of the verdict
     * @param notes  what a reader should know before trusting the verdict
     * @param broken why the test could not be finished, or null
     */
    public record Outcome(History history, NetStats stats, List<Cluster.Warning> warnings, List<Conduct.Fault> faults,
                          Map<String, Verdict> audit, Map<String, Verdict> advice, List<String> notes,
                          Breakdown broken) {
    }

    /** That a node did what ends a test at once. */
    public record Breakdown(String node, String reason) {
    }

    /**
     * @param launcher starts a node
     * @param hopNanos see {@link Network}
     * @param auditCounts whether what the workload's audit finds is part of the verdict, which then is not Maelstrom's
     * @param journal  is told all that happens but what nodes log
     */
    public TestRun(TestOptions options, Workload workload, EventLoop loop, Node.Launcher launcher, long hopNanos,
                   boolean auditCounts, Journal journal, Observer observer) {
        SplittableRandom seeds = new SplittableRandom(options.seed());
        this.options = options;
        this.workload = workload;
        this.loop = loop;
        this.observer = observer;
        this.auditCounts = auditCounts;
        this.random = seeds.split();
        this.journal = journal;
        this.fates = new Fates(options.latency(), seeds.nextLong());
        this.network = new Network(loop, fates, hopNanos, journal, this::abort);
        this.cluster = new Cluster(loop, network, launcher, journal, warning -> {
            warnings.add(warning);
            observer.warning(warning);
        }, this::abort);
        this.serviceDice = new Dice(seeds.nextLong());
        Service.all(serviceDice).forEach(this::addService);
    }

    /** Runs the test to its end; whatever happens, no node is left running. */
    public Outcome run() {
        try {
            watch();
            nodes().forEach(this::launch);
            introduceNodes();
            if (broken == null) {
                loop.run();
                if (!over) {
                    cluster.crashes().forEach(this::crashed);
                }
            }
        } finally {
            cluster.killAll();
        }
        return outcome();
    }

    /** What there is of a test that will never end, because a node does not come back. */
    public Outcome abandon(String node, String reason) {
        crashed(node, reason);
        return outcome();
    }

    private Outcome outcome() {
        History history = recorder.history();
        noteLateness();
        Success.note(history, workload.mayAlwaysFail()).ifPresent(notes::add);
        return new Outcome(history, stats, warnings, conduct.faults(), auditCounts ? auditVerdicts : Map.of(),
                auditCounts ? Map.of() : auditVerdicts, notes, broken);
    }

    private void noteLateness() {
        long late = loop.lateness().quantileMillis(0.99);
        if (late >= LATE_MILLIS) {
            notes.add("the bench itself was late, because the machine is busy: 1 %% of events came %d ms late or more, "
                    .formatted(late) + "so latencies can be that much too long (at the most %d ms)"
                    .formatted(loop.lateness().quantileMillis(1)));
        }
    }

    private List<String> nodes() {
        return options.settings().nodes();
    }

    private void launch(String node) {
        try {
            cluster.start(node);
        } catch (UncheckedIOException e) {
            abort(node, "cannot be started: " + e.getCause().getMessage()
                    + " (is there what the first line of the program names?)");
        }
    }

    private void addService(String name, Service service) {
        network.add(name, message -> {
            ObjectNode reply = service.handle(message.src(), message.body());
            if (reply == null) {
                conduct.note(message.src(), Conduct.Offence.UNKNOWN_REQUEST, message.body().path("type").asString(""),
                        loop.now(), name + ": " + message.body());
            } else if (network.knows(message.src())) {
                reply.set("in_reply_to", message.body().path("msg_id"));
                network.send(name, message.src(), reply);
            }
        });
    }

    /** A node that ends by itself breaks the test; there is no point in waiting for the end to say so. */
    private void watch() {
        if (!over && !cluster.crashes().isEmpty()) {
            loop.after(CRASH_NANOS, () -> cluster.crashes().forEach(this::crashed));
        }
        if (loop.now() >= nextReportNanos) {
            observer.progress(phase, loop.now() / SECOND_NANOS, recorder.size());
            nextReportNanos += SECOND_NANOS;
        }
        loop.after(WATCH_NANOS, this::watch);
    }

    private void crashed(String node, String how) {
        if (broken == null && journal.listens()) {
            journal.record(loop.now(), new Event.NodeChange(node, Event.State.CRASHED, how));
        }
        abort(node, how);
    }

    private void introduceNodes() {
        forEveryNode(this::introduce, _ -> setUp());
    }

    /** Tells a node who it is. Jepsen closes this client at once, and no other before the end of the test. */
    private void introduce(String node, Consumer<ObjectNode> next) {
        RpcClient client = newClient();
        ask(client, node, INIT_TIMEOUT_MILLIS, init(node), client::close, next);
    }

    private ObjectNode init(String node) {
        return JSON.createObjectNode().put("type", "init").put("node_id", node)
                .set("node_ids", JSON.valueToTree(nodes()));
    }

    /** As in Jepsen, each node gets a client for this, even if there is nothing to set up. */
    private void setUp() {
        Map<String, RpcClient> clients = new LinkedHashMap<>();
        nodes().forEach(node -> clients.put(node, newClient()));
        if (workload.setup() == null) {
            work();
        } else {
            forEveryNode((node, next) -> ask(clients.get(node), node, workload.timeoutMillis(), workload.setup(),
                    () -> { }, next), replies -> {
                replies.forEach(this::checkSetupReply);
                work();
            });
        }
    }

    private void checkSetupReply(String node, ObjectNode reply) {
        if (!SETUP_REPLY_FIELDS.containsAll(reply.propertyNames())) {
            abort(node, "answered with fields that the protocol does not have: " + reply);
        }
    }

    /** Asks each node something, and goes on with their replies when all have answered. */
    private void forEveryNode(BiConsumer<String, Consumer<ObjectNode>> question,
                              Consumer<Map<String, ObjectNode>> next) {
        Map<String, ObjectNode> replies = new LinkedHashMap<>();
        for (String node : nodes()) {
            question.accept(node, reply -> {
                replies.put(node, reply);
                if (replies.size() == nodes().size()) {
                    next.accept(replies);
                }
            });
        }
    }

    /**
     * Sends a node a request, and goes on when it has answered as it should; else the test ends.
     *
     * @param done runs first, whatever came of it
     */
    private void ask(RpcClient client, String node, long timeoutMillis, ObjectNode request, Runnable done,
                     Consumer<ObjectNode> next) {
        String type = request.path("type").asString();
        Node asked = cluster.node(node);
        client.call(node, request, timeoutMillis, answer -> {
            done.run();
            switch (answer) {
                case RpcClient.Reply(ObjectNode body) when body.path("type").asString("").equals(type + "_ok") ->
                        next.accept(body);
                case RpcClient.Reply(ObjectNode body) -> abort(node, "answered " + type + " with " + body);
                case RpcClient.Failure(int code, String text) ->
                        abort(node, "answered %s with error %d: %s".formatted(type, code,
                                JSON.writeValueAsString(text)));
                case RpcClient.Silence(long millis) -> {
                    if (cluster.node(node) == asked) { // else the nemesis killed it meanwhile
                        abort(node, "did not answer %s within %d s%s".formatted(type, millis / 1000, heardFrom(asked)));
                    }
                }
            }
        });
    }

    /** What a node that seems silent has said; output that waits in a buffer is the first mistake in every language. */
    private static String heardFrom(Node node) {
        String unfinished = node.unfinishedLine();
        return unfinished.isEmpty() ? ". If it did print an answer: is its output flushed after each line?"
                : ". It printed this without a line end: " + unfinished;
    }

    private RpcClient newClient() {
        return new RpcClient(loop, network, cluster, newClientId(), conduct);
    }

    private String newClientId() {
        return "c" + ++lastClient;
    }

    /** Ends the test: what is left of it says nothing about the nodes. */
    private void abort(String node, String reason) {
        if (broken == null) {
            broken = new Breakdown(node, reason);
            loop.stop();
        }
    }

    private void work() {
        interpreter = new Interpreter(loop, workload, options.settings(), recorder, random, this::newClient,
                conduct, journal);
        phase = "working";
        Faults faults = new Faults(nodes(), network, fates, cluster, this::restart, random);
        if (options.plan() != null) {
            follow(options.plan(), faults);
            return;
        }
        Nemesis nemesis = new Nemesis(loop, random, (long) (options.nemesisIntervalSeconds() * SECOND_NANOS), faults,
                this::noteFault);
        nemesis.add(options.nemesis());
        long limitNanos = options.timeLimitSeconds() * SECOND_NANOS;
        nemesis.start(limitNanos);
        Runnable then = () -> {
            nemesis.stop();
            recover();
        };
        if (options.rate() == 0) {
            loop.after(limitNanos, then);
        } else {
            interpreter.run(workload.generator(random), (long) (1e9 / options.rate()), limitNanos, then);
        }
    }

    private void follow(Plan plan, Faults faults) {
        Map<String, Fault> begun = new LinkedHashMap<>();
        plan.mishaps().forEach(mishap -> fates.force(mishap.src(), mishap.dest(), mishap.number(), mishap.lost()));
        for (Plan.FaultChange change : plan.faults()) {
            loop.at(change.nanos(), () -> {
                if (change.begins() && plan.reaches(change.nanos())) {
                    begun.put(change.fault(), faults.get(change.fault()));
                    faults.get(change.fault()).begin(change.value());
                    noteFault(change.fault(), true, change.value());
                } else if (!change.begins()) {
                    mend(change.fault(), begun);
                }
            });
        }
        if (plan.fork() != null) {
            loop.at(plan.fork().nanos(), () -> {
                List.copyOf(begun.keySet()).forEach(fault -> mend(fault, begun));
                fates.fork(plan.fork().seed());
                serviceDice.reseed(plan.fork().seed());
            });
        }
        interpreter.play(plan.calls(), this::end);
    }

    private void mend(String fault, Map<String, Fault> begun) {
        if (begun.containsKey(fault)) {
            begun.remove(fault).end();
            noteFault(fault, false, null);
        }
    }

    private void noteFault(String fault, boolean begins, Object value) {
        String f = (begins ? "start-" : "stop-") + fault;
        recorder.add(loop.now(), Op.Type.INFO, Op.NEMESIS, f, value, null, List.of());
        if (journal.listens()) {
            journal.record(loop.now(), new Event.Fault(fault, begins, value));
        }
        if (fault.equals("partition")) {
            if (begins) {
                cuts.begin(loop.now(), value);
            } else {
                cuts.end(loop.now());
            }
        }
    }

    private void restart(String node) {
        cluster.start(node);
        introduce(node, _ -> { });
    }

    private void recover() {
        phase = "recovering";
        Workload.Generator generator = workload.finalGenerator();
        if (generator == null) {
            end();
        } else {
            loop.after(RECOVERY_NANOS, () -> {
                phase = "reading what is there in the end";
                interpreter.run(generator, 0, FINAL_LIMIT_NANOS, this::end);
            });
        }
    }

    /** Waits a little, for a node that dies at its last reply, and ends the test. */
    private void end() {
        stats = network.stats().copy();
        loop.after(WATCH_NANOS, () -> {
            cluster.crashes().forEach(this::crashed);
            if (options.nemesis().contains("partition")) {
                notes.add(cuts.describe(options.timeLimitSeconds() * SECOND_NANOS));
            }
            Workload.Audit audit = broken != null ? null : workload.audit(recorder.history());
            if (audit == null) {
                loop.stop();
            } else {
                audit(audit);
            }
        });
    }

    /** What nodes do from now on is no part of the test. */
    private void audit(Workload.Audit audit) {
        over = true;
        phase = "auditing";
        loop.after(RECOVERY_NANOS, () -> {
            ClosingAudit closing = new ClosingAudit(loop, this::newClient, workload, audit.requests());
            closing.ask(nodes(), () -> {
                notes.addAll(closing.notes());
                auditVerdicts = judge(audit, closing.answers());
                loop.stop();
            });
        });
    }

    private Map<String, Verdict> judge(Workload.Audit audit, Map<String, List<ObjectNode>> answers) {
        try {
            return audit.judge(answers);
        } catch (RuntimeException | StackOverflowError e) {
            notes.add("the closing audit could not be judged: " + e);
            return Map.of();
        }
    }
}
