package bench.run;

import bench.journal.Event;
import bench.journal.Journal;
import java.util.HashMap;
import java.util.Map;

/** Passes everything on, but limits what a node logs: a node that floods its log must not fill the disk. */
public final class LogLimit implements Journal {

    private static final long MEGA = 1_000_000;
    private static final long MAX_CHARACTERS = 50 * MEGA;

    /** What a line costs in the files besides its text. Empty lines can fill a disk, too. */
    private static final int LINE_CHARACTERS = 80;

    private final Journal journal;
    private final Map<String, Long> lengths = new HashMap<>();

    public LogLimit(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void record(long nanos, Event event) {
        if (event instanceof Event.Log(String node, String line)) {
            pass(nanos, node, line);
        } else {
            journal.record(nanos, event);
        }
    }

    private synchronized void pass(long nanos, String node, String line) {
        long before = lengths.getOrDefault(node, 0L);
        if (before <= MAX_CHARACTERS) {
            lengths.put(node, before + LINE_CHARACTERS + line.length());
        }
        if (lengths.get(node) <= MAX_CHARACTERS) {
            journal.record(nanos, new Event.Log(node, line));
        } else if (before <= MAX_CHARACTERS) {
            journal.record(nanos, new Event.Log(node, "(the node logged more than " + MAX_CHARACTERS / MEGA
                    + " MB; the rest is left out)"));
        }
    }
}
