import bench.kernel.EventLoop;
import bench.kernel.Node;
import bench.sim.NodeConsole;
import bench.sim.Script;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A node that is an instance of a script in this very JVM. Script and simulator take turns: the script runs until it
 * waits for input, then the simulator goes on, so that exactly one thread is awake and every run is the same.
 */
final class ScriptNode implements Node, Maelstrom.Host {

    private static final int INBOX_LINES = 1 << 20;

    private final EventLoop loop;
    private final Output output;
    private final Consumer<String> log;
    private final RandomGenerator random;
    private final Deque<String> inbox = new ArrayDeque<>();
    private final Semaphore scriptsTurn = new Semaphore(0);
    private final Semaphore simulatorsTurn = new Semaphore(0);
    private long alarmNanos = Long.MAX_VALUE;
    private boolean killed;
    private boolean paused;
    private String crash;

    /**
     * Starts an instance of a script, and returns when it waits for input.
     *
     * @param log takes what the node logs or prints, a line at a time
     */
    ScriptNode(EventLoop loop, Script script, String id, Output output, Consumer<String> log, RandomGenerator random) {
        this.loop = loop;
        this.output = output;
        this.log = log;
        this.random = random;
        Thread.ofVirtual().name(id).start(() -> {
            NodeConsole.connect(log);
            try {
                ScopedValue.where(Maelstrom.HOST, this).call(script::run);
                crash = "exited with status 0: its main returned";
            } catch (Throwable e) {
                e.printStackTrace();
                crash = "exited with status 1: " + e;
            }
            simulatorsTurn.release();
        });
        simulatorsTurn.acquireUninterruptibly();
    }

    // ---- the simulator's side ----

    @Override
    public void deliver(String line) {
        if (inbox.size() == INBOX_LINES) {
            throw new IllegalStateException("a node has " + INBOX_LINES + " messages that it does not read");
        }
        inbox.add(line);
        takeTurn();
    }

    @Override
    public void kill() {
        killed = true; // its threads sleep for ever, until the garbage collector takes them
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
        takeTurn();
    }

    @Override
    public String crash() {
        return crash;
    }

    private void takeTurn() {
        if (!killed && !paused && crash == null) {
            scriptsTurn.release();
            simulatorsTurn.acquireUninterruptibly();
        }
    }

    // ---- the script's side ----

    @Override
    public String receive(long deadlineNanos) {
        while (true) {
            if (deadlineNanos <= nanoTime()) {
                return null;
            }
            String line = inbox.poll();
            if (line != null) {
                return line;
            }
            setAlarm(deadlineNanos);
            simulatorsTurn.release();
            scriptsTurn.acquireUninterruptibly();
        }
    }

    private void setAlarm(long nanos) {
        if (nanos < alarmNanos) {
            alarmNanos = nanos;
            loop.at(nanos, () -> {
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
    public long nanoTime() {
        return loop.now();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }
}
