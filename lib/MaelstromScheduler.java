import module java.base;

/**
 * Runs one thing of a node at a time: it handles a line of input or runs a timer, then the next. Each of them may wait;
 * others run in the meantime. {@link Maelstrom} uses this; a script does not.
 *
 * <p>The thread that holds the baton runs the loop. If a handler or a timer waits, a new thread takes the baton and
 * goes on with the loop. When the wait is over, that thread ends, and the first one has the baton again. So one thread
 * is awake at any time, and each hand-over is also the memory barrier between the two.
 *
 * @param <R> what a wait can end with
 */
final class MaelstromScheduler<R> {

    /** 70 years. A longer wait would overflow the clock. */
    private static final long FOREVER_NANOS = Long.MAX_VALUE / 4;

    private final MaelstromHost host;
    private final Consumer<MaelstromHost.Line> handler;
    private final BiConsumer<MaelstromHost.Line, Throwable> onFailure;
    private final TreeSet<Timer> timers = new TreeSet<>(Timer.ORDER);
    private final Map<Long, Pause> pauses = new HashMap<>();
    private long lastTimer;
    private boolean isLinesTurn;
    private Thread baton;
    private Pause resumed;

    /**
     * @param handler   takes a line of input
     * @param onFailure takes what a handler or a timer has thrown, with the line, or null for a timer
     */
    MaelstromScheduler(MaelstromHost host, Consumer<MaelstromHost.Line> handler,
                       BiConsumer<MaelstromHost.Line, Throwable> onFailure) {
        this.host = host;
        this.handler = handler;
        this.onFailure = onFailure;
    }

    /** Runs the loop, and never returns: the host ends the program. */
    void run() {
        loop();
        new Semaphore(0).acquireUninterruptibly(); // other threads go on with the loop
    }

    /** Waits until something resumes this key, and returns the result; or null when the time is up. */
    R await(long key, long timeoutNanos) {
        Pause pause = new Pause();
        pauses.put(key, pause);
        Timer timeout = addTimer(timeoutNanos, () -> resumed = pause);
        await(pause);
        pauses.remove(key);
        timers.remove(timeout);
        return pause.result;
    }

    /** Ends the wait for this key, if there is one: the result may come twice, or too late. */
    void resume(long key, R result) {
        Pause pause = pauses.remove(key);
        if (pause != null) {
            pause.result = result;
            resumed = pause;
        }
    }

    void sleep(long millis) {
        Pause pause = new Pause();
        addTimer(atLeastOneMilli(millis), () -> resumed = pause);
        await(pause);
    }

    void after(long millis, Runnable action) {
        addTimer(nanos(millis), action);
    }

    void every(long periodMillis, Runnable action) {
        addTimer(atLeastOneMilli(periodMillis), () -> {
            try {
                action.run();
            } finally {
                every(periodMillis, action);
            }
        });
    }

    <T, U> List<U> together(List<T> things, Function<T, U> task) {
        List<FutureTask<U>> tasks = things.stream().map(thing -> new FutureTask<>(() -> task.apply(thing))).toList();
        List<FutureTask<U>> ended = new ArrayList<>();
        Pause pause = new Pause();
        tasks.forEach(each -> after(0, () -> {
            each.run();
            ended.add(each);
            if (ended.size() == tasks.size()) {
                resumed = pause;
            }
        }));
        if (!tasks.isEmpty()) {
            await(pause);
        }
        for (FutureTask<U> each : ended) {
            if (each.state() == Future.State.FAILED) {
                if (each.exceptionNow() instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) each.exceptionNow();
            }
        }
        return tasks.stream().map(FutureTask::resultNow).toList();
    }

    /** @throws IllegalStateException if the caller is no handler or timer of this node */
    void checkBaton() {
        if (Thread.currentThread() != baton) {
            throw new IllegalStateException("called from a thread that is not the node's: do such work in handlers, "
                    + "and in what they pass to node.after and node.every");
        }
    }

    /** A time to wait in nanoseconds. */
    static long nanos(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException(millis + " ms: a time to wait cannot be negative");
        }
        return Math.min(TimeUnit.MILLISECONDS.toNanos(millis), FOREVER_NANOS);
    }

    /** A script that waits for 0 ms again and again would stop the simulator's clock. */
    private static long atLeastOneMilli(long millis) {
        return Math.max(nanos(millis), nanos(1));
    }

    private Timer addTimer(long nanos, Runnable action) {
        checkBaton();
        Timer timer = new Timer(host.nanoTime() + nanos, ++lastTimer, action);
        timers.add(timer);
        return timer;
    }

    private void await(Pause pause) {
        Thread.startVirtualThread(this::loop);
        pause.over.acquireUninterruptibly();
        baton = Thread.currentThread();
    }

    private void loop() {
        baton = Thread.currentThread();
        try {
            while (resumed == null) {
                step();
            }
            Pause next = resumed;
            resumed = null;
            next.over.release();
        } catch (Throwable e) {
            host.fail(e);
        }
    }

    /** Lines and timers that are due take turns, so that neither can starve the other. */
    private void step() {
        Thread.interrupted(); // a handler may have set the flag, which would end the wait for input
        long deadlineNanos = timers.isEmpty() ? Long.MAX_VALUE : timers.first().deadlineNanos;
        boolean isTimersTurn = !isLinesTurn && deadlineNanos <= host.nanoTime();
        MaelstromHost.Line line = isTimersTurn ? null : host.receive(deadlineNanos);
        isLinesTurn = line == null;
        try {
            if (line != null) {
                handler.accept(line);
            } else {
                timers.pollFirst().action.run();
            }
        } catch (OutOfMemoryError e) {
            throw e; // what fills the memory is still there: the node cannot go on
        } catch (Throwable e) {
            onFailure.accept(line, e);
        }
    }

    private final class Pause {

        private final Semaphore over = new Semaphore(0);
        private R result;
    }

    private record Timer(long deadlineNanos, long number, Runnable action) {

        /** Of timers for the same moment, the one set first goes first. */
        private static final Comparator<Timer> ORDER =
                Comparator.comparingLong(Timer::deadlineNanos).thenComparingLong(Timer::number);
    }
}
