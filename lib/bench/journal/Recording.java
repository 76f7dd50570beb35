package bench.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a run's events, to be gone through again as often as somebody likes. They stay in memory; beyond a bound they
 * move to the file, {@code journal.jsonl}, which in the end has all of them.
 */
public final class Recording implements Journal, AutoCloseable {

    /** About as much as 3d's command makes twenty times; 200 MB of memory. */
    private static final int MAX_EVENTS = 2_000_000;
    private static final long MAX_CHARACTERS = 100_000_000;

    private final Path file;
    private final int maxEvents;
    private final List<Timed> events = new ArrayList<>();
    private long characters;
    private JournalFile.Writer writer;
    private boolean spilled;
    private IOException failure;

    private record Timed(long nanos, Event event) {
    }

    /** @param file where the events go, beyond what memory may hold and in the end */
    public Recording(Path file) {
        this(file, MAX_EVENTS);
    }

    /** @param maxEvents how many events may stay in memory */
    public Recording(Path file, int maxEvents) {
        this.file = file;
        this.maxEvents = maxEvents;
    }

    @Override
    public synchronized void record(long nanos, Event event) {
        events.add(new Timed(nanos, event));
        characters += switch (event) {
            case Event.Send send -> send.body().length();
            case Event.Log log -> log.line().length();
            default -> 0;
        };
        if (events.size() >= maxEvents || characters >= MAX_CHARACTERS) {
            spill();
        }
    }

    private void spill() {
        write(() -> writer.flush());
        events.clear();
        characters = 0;
        spilled = true;
    }

    /** A run does not end because its journal cannot be written; see {@link #failure}. */
    private void write(Runnable then) {
        try {
            if (writer == null) {
                writer = JournalFile.writer(file);
            }
            events.forEach(each -> writer.record(each.nanos, each.event));
            then.run();
        } catch (UncheckedIOException e) {
            failure = e.getCause();
        }
    }

    /** Why the file lacks events, if it does. */
    public synchronized Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Tells somebody all events from the first on. */
    public synchronized void replay(Journal journal) {
        if (spilled) {
            JournalFile.read(file, journal);
        }
        events.forEach(each -> journal.record(each.nanos, each.event));
    }

    /** Writes to the file what is not there yet. What is in memory stays there. */
    @Override
    public synchronized void close() {
        write(() -> writer.close());
    }
}
