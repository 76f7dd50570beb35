package bench.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Keeps a run's events so that they can be replayed any number of times. Events stay in memory up to a limit, and then
 * move to the file {@code journal.jsonl}, which has all of them in the end.
 */
public final class Recording implements Journal, AutoCloseable {

    /** The events of about twenty runs of 3d's command, or 200 MB of memory. */
    private static final int MAX_EVENTS = 2_000_000;
    private static final long MAX_CHARACTERS = 100_000_000;

    /** A run has some megabytes. Nodes that send large messages as fast as they can write a gigabyte in seconds. */
    private static final long MAX_FILE_CHARACTERS = 2_000_000_000;

    /** What an event costs in the file besides its text. */
    private static final int EVENT_CHARACTERS = 100;

    private final Path file;
    private final int maxEvents;
    private final long maxFileCharacters;
    private final List<Timed> events = new ArrayList<>();
    private long characters;
    private long fileCharacters;
    private JournalFile.Writer writer;
    private boolean spilled;
    private IOException failure;

    private record Timed(long nanos, Event event) {
    }

    /** @param file the file for events that do not fit in memory, and in the end for all */
    public Recording(Path file) {
        this(file, MAX_EVENTS, MAX_FILE_CHARACTERS);
    }

    /**
     * @param maxEvents         the most events in memory
     * @param maxFileCharacters about the most characters in the file; later events are left out
     */
    public Recording(Path file, int maxEvents, long maxFileCharacters) {
        this.file = file;
        this.maxEvents = maxEvents;
        this.maxFileCharacters = maxFileCharacters;
    }

    @Override
    public synchronized void record(long nanos, Event event) {
        if (failure == null && fileCharacters + characters > maxFileCharacters) {
            failure = new IOException("the journal has more than " + maxFileCharacters + " characters");
        }
        if (failure != null) {
            return; // a journal may end too early, but has no gaps
        }
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
        fileCharacters += characters + (long) EVENT_CHARACTERS * events.size();
        events.clear();
        characters = 0;
        spilled = true;
    }

    /** Writes to the file. A run goes on even if that fails; see {@link #failure}. */
    private void write(Runnable then) {
        try {
            if (writer == null) {
                writer = JournalFile.writer(file);
            }
            events.forEach(each -> writer.record(each.nanos, each.event));
            then.run();
        } catch (UncheckedIOException | JacksonIOException e) {
            failure = e.getCause() instanceof IOException cause ? cause : new IOException(e);
        }
    }

    /** Why the file is incomplete; empty if it is not. */
    public synchronized Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Replays all events, from the first on; none if only some of them could be kept, which would mislead. */
    public synchronized void replay(Journal journal) {
        if (spilled && failure != null) {
            return;
        }
        if (spilled) {
            JournalFile.read(file, journal);
        }
        events.forEach(each -> journal.record(each.nanos, each.event));
    }

    /** Writes the remaining events to the file. Events in memory stay there. */
    @Override
    public synchronized void close() {
        write(() -> writer.close());
    }
}
