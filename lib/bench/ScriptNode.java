import bench.kernel.EventLoop;
import bench.kernel.Load;
import bench.kernel.Message;
import bench.sim.NodeClock;
import bench.sim.NodeConsole;
import bench.sim.Script;
import bench.sim.SimulatedNode;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A node that is an instance of a script in this JVM. Script and simulator take turns: the script runs until it waits
 * for input, then the simulator continues. Exactly one thread is awake at any time, so every run is the same.
 */
final class ScriptNode implements SimulatedNode, MaelstromHost {

    private static final int LONGEST_LINE = 200;

    /** The most turns without a wait. A timer that is always due would otherwise stop the simulation's time. */
    private static final int MOST_TURNS_AT_ONCE = 1_000;
    private static final long REST_NANOS = 1_000_000;

    /** The message types of each script, shared by its nodes. An entry goes when its script goes. */
    private static final Map<Script, MaelstromProtocol> PROTOCOLS = Collections.synchronizedMap(new WeakHashMap<>());

    private final EventLoop loop;
    private final NodeClock clock;
    private final Script script;
    private final String id;
    private final Output output;
    private final Consumer<String> log;
    private final RandomGenerator random;
    private final Deque<Arrival> inbox = new ArrayDeque<>();
    private long unreadCharacters;
    private final Semaphore scriptsTurn = new Semaphore(0);
    private final Semaphore simulatorsTurn = new Semaphore(0);
    /** All threads that have run the node's loop. One of them is awake when it is the script's turn. */
    private final Set<Thread> threads = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private Thread lastThread;
    private volatile boolean isScriptsTurn;
    private volatile String handling; // a line of input; null in timers and before the first line
    private volatile boolean killed;
    private int turnsAtOnce;
    private long alarmNanos = Long.MAX_VALUE;
    private boolean paused;
    private long pausedNanos;
    private String crash;

    /** A message, and when it came. */
    private record Arrival(Message message, long nanos) {
    }

    /** @param log takes what the node logs or prints, one line at a time */
    ScriptNode(EventLoop loop, Script script, String id, Output output, Consumer<String> log, RandomGenerator random) {
        this.loop = loop;
        this.clock = new NodeClock(loop);
        this.script = script;
        this.id = id;
        this.output = output;
        this.log = log;
        this.random = random;
    }

    // ---- the simulator's side ----

    @Override
    public void start() {
        isScriptsTurn = true;
        Thread.ofVirtual().name(id).start(() -> {
            noteThread();
            NodeConsole.connect(log);
            try {
                ScopedValue.where(MaelstromHost.CURRENT, this).call(script::run);
                end("exited with status 0: its main returned without a call of Maelstrom.serve");
            } catch (Throwable e) {
                fail(e);
            }
        });
        simulatorsTurn.acquireUninterruptibly();
    }

    @Override
    public void deliver(Message message) {
        inbox.add(new Arrival(message, paused ? pausedNanos : nanoTime()));
        unreadCharacters += message.text().length();
        takeTurn();
    }

    @Override
    public Stream<Message> unread() {
        return inbox.stream().map(Arrival::message);
    }

    @Override
    public Load backlog() {
        return new Load(inbox.size(), unreadCharacters);
    }

    @Override
    public void kill() {
        killed = true; // its threads sleep until the garbage collector removes them
    }

    @Override
    public void pause() {
        paused = true;
        pausedNanos = nanoTime(); // messages that arrive during the pause must look that old afterwards
    }

    @Override
    public void resume() {
        paused = false;
        takeTurn();
    }

    @Override
    public void skew(long leapNanos, int percent) {
        clock.skew(leapNanos, percent);
        alarmNanos = Long.MAX_VALUE; // it was set for the clock as it ran before
        takeTurn();
    }

    @Override
    public String crash() {
        return crash;
    }

    private void takeTurn() {
        if (!killed && !paused && crash == null) {
            isScriptsTurn = true;
            scriptsTurn.release();
            simulatorsTurn.acquireUninterruptibly();
        }
    }

    @Override
    public Activity activity() {
        if (!isScriptsTurn) {
            return null;
        }
        for (Thread thread : List.copyOf(threads)) {
            StackTraceElement[] trace = thread.getStackTrace();
            if (isInScript(trace)) {
                return new Activity(describe(script.place(trace)), thread.getState() != Thread.State.RUNNABLE);
            }
        }
        return new Activity(describe(Optional.empty()), true);
    }

    private String describe(Optional<String> place) {
        String line = handling;
        return place.map(where -> "at " + where).orElse("outside the script")
                + (line == null ? "" : ", while it handles " + abbreviate(line));
    }

    private static String abbreviate(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }

    /** Whether a thread runs code of the script or of a library. If not, it waits in the helper for input. */
    private static boolean isInScript(StackTraceElement[] trace) {
        return Stream.of(trace).filter(frame -> frame.getModuleName() == null).findFirst()
                .map(StackTraceElement::getClassName)
                .filter(name -> !name.startsWith("Maelstrom") && !name.startsWith("ScriptNode")).isPresent();
    }

    // ---- the script's side ----

    @Override
    public MaelstromHost.Line receive(long deadlineNanos) {
        noteThread();
        boolean needsRest = ++turnsAtOnce > MOST_TURNS_AT_ONCE;
        long deadline = needsRest ? Math.max(deadlineNanos, nanoTime() + REST_NANOS) : deadlineNanos;
        while (inbox.isEmpty() && nanoTime() < deadline) {
            turnsAtOnce = 0;
            setAlarm(deadline);
            handOver();
        }
        Arrival arrival = inbox.poll();
        if (arrival == null) {
            handling = null;
            return null;
        }
        unreadCharacters -= arrival.message.text().length();
        handling = arrival.message.line();
        return new MaelstromHost.Line(handling, arrival.nanos);
    }

    private void handOver() {
        if (!killed) { // otherwise the watchdog has given up on this node
            isScriptsTurn = false;
            simulatorsTurn.release();
        }
        scriptsTurn.acquireUninterruptibly();
    }

    /** Notes the current thread, because a handler that waits leaves the loop to another thread. */
    private void noteThread() {
        if (lastThread != Thread.currentThread()) {
            lastThread = Thread.currentThread();
            threads.add(lastThread);
        }
    }

    private void setAlarm(long nanos) {
        if (nanos < alarmNanos) {
            alarmNanos = nanos;
            loop.at(clock.loopNanos(nanos), () -> {
                if (alarmNanos == nanos) {
                    alarmNanos = Long.MAX_VALUE;
                    takeTurn();
                }
            });
        }
    }

    @Override
    public void send(String line) {
        output.line(line);
    }

    @Override
    public void log(String line) {
        log.accept(line);
    }

    @Override
    public void fail(Throwable cause) {
        Script.withoutBench(cause).printStackTrace();
        String place = script.place(cause.getStackTrace()).map(line -> " at " + line).orElse("");
        end("exited with status 1: " + cause + place);
    }

    private void end(String how) {
        crash = how;
        isScriptsTurn = false;
        simulatorsTurn.release();
    }

    @Override
    public long nanoTime() {
        return clock.now();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public MaelstromProtocol protocol() {
        return script.sharesClasses() ? PROTOCOLS.computeIfAbsent(script, _ -> new MaelstromProtocol())
                : new MaelstromProtocol();
    }
}
