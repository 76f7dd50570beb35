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
import bench.nemesis.Faults;
import bench.nemesis.Nemesis;
import bench.service.Service;
import bench.workload.Workload;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs one test from the first launch to the last operation: starts the nodes, sends init, sets up, lets clients work
 * while the nemesis injects faults, heals, waits, and makes the final reads.
 */
public final class TestRun {

    private static final long SECOND_NANOS = 1_000_000_000L;
    /** The quiet period between the last fault and the final operations. */
    public static final long RECOVERY_NANOS = 10 * SECOND_NANOS;
    private static final long FINAL_LIMIT_NANOS = 10 * SECOND_NANOS;
    /** Ctrl-C reaches nodes and bench at the same time. After this delay even a slow bench knows that it is ending. */
    private static final long CRASH_NANOS = 2 * SECOND_NANOS;
    /** If events are this late, the bench may distort a latency quantile noticeably. */
    private static final long LATE_MILLIS = 5;
    private static final long WATCH_NANOS = SECOND_NANOS / 10;

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
    private final Cuts cuts = new Cuts();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> crashed = new HashSet<>();
    private final Introduction introduction;
    private long lastClient = -1;
    private Interpreter interpreter;
    private String phase = "starting";
    private long nextReportNanos;
    private NetStats stats = new NetStats();
    private Map<String, Verdict> auditVerdicts = Map.of();
    private boolean over;
    private Breakdown broken;

    /**
     * The result of a test.
     *
     * @param misconduct what nodes did wrong and Maelstrom ignores
     * @param audit      the audit's verdicts, if they count for the overall verdict
     * @param advice     the audit's verdicts, if they do not count
     * @param notes      facts that a reader should know before trusting the verdict
     * @param broken     why the test could not be finished, or null
     */
    public record Outcome(History history, NetStats stats, List<Cluster.Warning> warnings,
                          List<Conduct.Misconduct> misconduct, Map<String, Verdict> audit, Map<String, Verdict> advice,
                          List<String> notes, Breakdown broken) {
    }

    /** A node's misbehaviour that ends a test at once. */
    public record Breakdown(String node, String reason) {
    }

    /**
     * @param launcher starts a node
     * @param hopNanos see {@link Network}
     * @param auditCounts whether the workload's audit counts for the verdict, which then may differ from Maelstrom's
     * @param journal  records everything that happens, except what nodes log
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
        this.network = new Network(loop, fates, hopNanos, journal);
        this.cluster = new Cluster(loop, network, new OverheardLauncher(launcher, loop, conduct), journal, warning -> {
            warnings.add(warning);
            observer.warning(warning);
        }, this::abort);
        this.serviceDice = new Dice(seeds.nextLong());
        Service.all(serviceDice).forEach(this::addService);
        this.introduction = new Introduction(nodes(), workload, cluster, this::newClient, conduct, this::abort);
    }

    /** Runs the test to its end. It never leaves a node running. */
    public Outcome run() {
        try {
            watch();
            nodes().forEach(this::launch);
            introduction.ofAll(this::work);
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

    /** The partial result of a test that will never end because a node is stuck. */
    public Outcome abandon(String node, String reason) {
        crashed(node, reason);
        return outcome();
    }

    private Outcome outcome() {
        History history = recorder.history();
        noteLateness();
        Success.note(history, workload.mayAlwaysFail()).ifPresent(notes::add);
        return new Outcome(history, stats, warnings, conduct.kinds(), auditCounts ? auditVerdicts : Map.of(),
                auditCounts ? Map.of() : auditVerdicts, notes, broken);
    }

    private void noteLateness() {
        long late = loop.lateness().quantileMillis(0.99);
        if (late >= LATE_MILLIS) {
            notes.add("the bench itself was late because the machine is busy: 1 %% of events came at least %d ms late, "
                    .formatted(late) + "so latencies may be too long by that much (at most %d ms)"
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
                    + " (does the interpreter in its first line exist?)");
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

    /** Checks for nodes that ended by themselves. They break the test, and waiting for its end would be pointless. */
    private void watch() {
        if (!over && !cluster.crashes().isEmpty()) {
            cluster.crashes().forEach(this::noteCrash);
            loop.after(CRASH_NANOS, () -> cluster.crashes().forEach(this::crashed));
        }
        if (loop.now() >= nextReportNanos) {
            observer.progress(phase, loop.now() / SECOND_NANOS, recorder.size());
            nextReportNanos += SECOND_NANOS;
        }
        loop.after(WATCH_NANOS, this::watch);
    }

    private void crashed(String node, String how) {
        noteCrash(node, how);
        abort(node, how);
    }

    /** Notes a crash when it is noticed, which is before the test ends. */
    private void noteCrash(String node, String how) {
        if (crashed.add(node) && journal.listens()) {
            journal.record(loop.now(), new Event.NodeChange(node, Event.State.CRASHED, how));
        }
    }

    private RpcClient newClient() {
        return new RpcClient(loop, network, cluster, newClientId(), conduct);
    }

    private String newClientId() {
        return "c" + ++lastClient;
    }

    /** Ends the test early. What is left of it says nothing about the nodes. */
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
        PlannedFaults planned = new PlannedFaults(plan, faults, this::noteFault);
        plan.mishaps().forEach(fates::force);
        planned.schedule(loop);
        if (plan.fork() != null) {
            loop.at(plan.fork().nanos(), () -> {
                planned.endAll();
                fates.fork(plan.fork().seed());
                serviceDice.reseed(plan.fork().seed());
            });
        }
        interpreter.play(plan.calls(), this::end);
    }

    private void noteFault(String fault, boolean begins, Object value) {
        String f = (begins ? "start-" : "stop-") + fault;
        recorder.add(loop.now(), Op.Type.INFO, Op.NEMESIS, f, value, null, List.of());
        if (journal.listens()) {
            journal.record(loop.now(), new Event.Fault(fault, begins, value));
        }
        if (fault.equals("partition")) {
            cuts.note(loop.now(), begins, value);
        }
    }

    private void restart(String node) {
        launch(node);
        introduction.of(node);
    }

    private void recover() {
        phase = "recovering";
        Workload.Generator generator = workload.finalGenerator();
        if (generator == null) {
            end();
        } else {
            loop.after(RECOVERY_NANOS, () -> {
                phase = "final reads";
                interpreter.run(generator, 0, FINAL_LIMIT_NANOS, this::end);
            });
        }
    }

    /** Ends the test after a short wait, which reveals a node that dies after its last reply. */
    private void end() {
        stats = network.stats().copy();
        loop.after(WATCH_NANOS, () -> {
            cluster.crashes().forEach(this::crashed);
            if (options.nemesis().contains("partition")) {
                notes.add(cuts.describe());
            }
            Workload.Audit audit = broken != null ? null : workload.audit(recorder.history());
            if (audit == null) {
                loop.stop();
            } else {
                audit(audit);
            }
        });
    }

    /** Runs the workload's audit. What nodes do from now on is not part of the test. */
    private void audit(Workload.Audit audit) {
        over = true;
        phase = "auditing";
        loop.after(RECOVERY_NANOS, () -> {
            new ClosingAudit(loop, this::newClient, workload, audit, notes::add).ask(nodes(), verdicts -> {
                auditVerdicts = verdicts;
                loop.stop();
            });
        });
    }
}
