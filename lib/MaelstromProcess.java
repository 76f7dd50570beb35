import module java.base;

/**
 * Reads stdin, writes stdout, and ends the process when the input ends. One thread does nothing but read, so that the
 * age of a line is known. Another one, the keeper, flushes for a node that computes, and notices stops of the process.
 */
final class MaelstromProcess implements MaelstromHost {

    /** Characters; far longer than any message of a test, and still harmless to the memory. */
    private static final int LONGEST_LINE = 1 << 24;

    private static final Line END = new Line("", 0);
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
    private final BlockingQueue<Line> inbox = new ArrayBlockingQueue<>(INBOX_LINES);
    private final Semaphore inboxRoom = new Semaphore(INBOX_CHARACTERS);
    private final Thread keeper;
    private volatile boolean isUnflushed;
    private long awakeNanos = nanoTime();
    private long stoppedNanos = NEVER;
    private boolean wasEmpty;
    private RandomGenerator random;

    MaelstromProcess() {
        System.setOut(System.err); // a forgotten println must not reach the protocol
        Thread.ofPlatform().daemon().name("stdin").start(this::readInput);
        keeper = Thread.ofPlatform().daemon().name("keeper").start(this::keep);
    }

    private void readInput() {
        try { // does not close the input, which the keeper still looks at
            Lines lines = new Lines(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.next(); line != null; line = lines.next()) {
                inboxRoom.acquire(line.length());
                inbox.put(new Line(line, arrivalNanos()));
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
     * have waited in the pipe for an unknown time: they count as old as the stop.
     */
    private boolean noteStop() {
        long now = nanoTime();
        boolean wasStopped = now - awakeNanos > STOP_NANOS;
        stoppedNanos = wasStopped ? Math.min(stoppedNanos, awakeNanos) : stoppedNanos;
        awakeNanos = now;
        return wasStopped;
    }

    /**
     * Once the pipe is empty, all that waited in it during a stop has been read, and what comes is new. It must be
     * empty twice: the first time, the reader may hold a line that it has not dated yet.
     */
    private synchronized void heartbeat() throws IOException {
        boolean isEmpty = !noteStop() && stoppedNanos != NEVER && in.available() == 0;
        if (isEmpty && wasEmpty) {
            stoppedNanos = NEVER;
        }
        wasEmpty = isEmpty;
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
    public Line receive(long deadlineNanos) {
        try {
            Line line = inbox.poll();
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

    /** Always flushes: the keeper may have taken the flag and not written yet when the input ends. */
    private void flush() {
        isUnflushed = false;
        try {
            out.flush();
        } catch (IOException e) {
            end("Cannot write output: " + e);
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
}
