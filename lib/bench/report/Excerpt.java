package bench.report;

import bench.history.Nouns;
import bench.journal.Event;
import bench.journal.Journal;
import bench.journal.JournalFile;
import bench.kernel.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Selects what the page shows of a journal that is too large. Log lines get a tenth of the page, and long values of
 * operations are cut. To make the messages fit, it leaves out long replies to clients, then all long bodies, and then
 * messages between nodes. Of these it keeps a sample, all lost messages, and all messages around the operations of a
 * story. It counts what it leaves out, so that the page's totals stay right.
 */
final class Excerpt {

    private static final int LONG_BODY = 300;
    private static final long AROUND_NANOS = 1_000_000_000;
    private static final long SECOND_NANOS = 1_000_000_000;
    /** The approximate size of an event's lines without its text. */
    private static final int EVENT_BYTES = 150;
    private static final int SHARE_OF_LOGS = 10;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path journal;
    private final long mostLogBytes;
    private final Set<Integer> marks = new HashSet<>();
    private final List<Long> markedNanos = new ArrayList<>();
    private final Set<Long> lost = new HashSet<>();
    private final Map<Kind, Integer> left = new TreeMap<>(
            Comparator.comparing(Kind::second).thenComparing(Kind::type).thenComparing(Kind::src));
    private long toClients;
    private long longBodies;
    private long messages;
    private long logLines;
    private long logBytes;
    private boolean shortensAll;
    private long keepsOneIn = 1;

    /** The key by which omitted messages are counted. */
    record Kind(long second, String type, String src) {
    }

    /**
     * What was omitted.
     *
     * @param words        a description for people
     * @param nodesHearAll whether everything that nodes received is still there
     * @param messages     the number of omitted messages between nodes by kind
     */
    record Omission(List<String> words, boolean nodesHearAll, Map<Kind, Integer> messages) {

        static final Omission NONE = new Omission(List.of(), true, Map.of());
    }

    private Excerpt(Path journal, long maxBytes) {
        this.journal = journal;
        this.mostLogBytes = maxBytes / SHARE_OF_LOGS;
    }

    /** Reads the journal and decides what to leave out. */
    static Excerpt plan(Path journal, Headline headline, long maxBytes) {
        Excerpt excerpt = new Excerpt(journal, maxBytes);
        headline.stories().forEach(story -> excerpt.marks.addAll(story.operations()));
        Sizes sizes = excerpt.measure();
        long forMessages = maxBytes - sizes.operations - Math.min(sizes.logs, excerpt.mostLogBytes);
        excerpt.shortensAll = sizes.withShortAnswers > forMessages;
        if (excerpt.shortensAll && sizes.withShortBodies > forMessages) {
            long forServers = Math.max(maxBytes / 10, forMessages - (sizes.withShortBodies - sizes.servers));
            excerpt.keepsOneIn = Math.ceilDiv(sizes.servers, forServers);
        }
        excerpt.copy((_, _) -> { });
        return excerpt;
    }

    /**
     * Sizes in bytes: the messages with short replies to clients, with short bodies only, and the servers' share of the
     * latter; the shortened operations; the logs.
     */
    private static final class Sizes {
        private long withShortAnswers;
        private long withShortBodies;
        private long servers;
        private long operations;
        private long logs;
    }

    private Sizes measure() {
        Sizes sizes = new Sizes();
        JournalFile.read(journal, (nanos, event) -> {
            switch (event) {
                case Event.Send send -> {
                    int whole = EVENT_BYTES + send.body().length();
                    int shortened = EVENT_BYTES + Math.min(LONG_BODY, send.body().length());
                    sizes.withShortAnswers += Message.isClient(send.dest()) ? shortened : whole;
                    sizes.withShortBodies += shortened;
                    sizes.servers += isBetweenServers(send) ? shortened : 0;
                }
                case Event.Lost loss -> lost.add(loss.id());
                case Event.Operation operation -> {
                    sizes.operations += EVENT_BYTES + LongValue.size(operation.op().value());
                    if (marks.contains(operation.op().index())) {
                        markedNanos.add(nanos);
                    }
                }
                case Event.Log log -> sizes.logs += EVENT_BYTES + log.line().length();
                default -> { }
            }
        });
        return sizes;
    }

    /** Copies to the journal what the page will show. */
    void copy(Journal page) {
        left.clear();
        toClients = longBodies = messages = logLines = logBytes = 0;
        Set<Long> leftOut = new HashSet<>();
        JournalFile.read(journal, (nanos, event) -> {
            switch (event) {
                case Event.Send send when leavesOut(send, nanos) -> {
                    leftOut.add(send.id());
                    messages++;
                    left.merge(new Kind(nanos / SECOND_NANOS, type(send), send.src()), 1, Integer::sum);
                }
                case Event.Send send -> page.record(nanos, shorten(send));
                case Event.Recv recv when leftOut.contains(recv.id()) -> { }
                case Event.Operation operation -> page.record(nanos, LongValue.shortened(operation));
                case Event.Log log when leavesOut(log) -> logLines++;
                default -> page.record(nanos, event);
            }
        });
    }

    Omission omission() {
        List<String> words = new ArrayList<>();
        if (toClients > 0) {
            words.add("the content of " + Nouns.count(toClients, "long message") + " to clients");
        }
        if (longBodies > 0) {
            words.add("the content of " + Nouns.count(longBodies, "other long message"));
        }
        if (messages > 0) {
            words.add(Nouns.count(messages, "message") + (" between servers (it shows one in %d, all lost ones, and "
                    + "all within 1 s of an operation that a story points to; the sums count all)")
                    .formatted(keepsOneIn));
        }
        if (logLines > 0) {
            words.add(Nouns.count(logLines, "line") + " that nodes logged");
        }
        return new Omission(words, longBodies == 0 && messages == 0, left);
    }

    private boolean leavesOut(Event.Send send, long nanos) {
        return isBetweenServers(send) && send.id() % keepsOneIn != 0 && !lost.contains(send.id())
                && markedNanos.stream().noneMatch(marked -> Math.abs(marked - nanos) <= AROUND_NANOS);
    }

    private boolean leavesOut(Event.Log log) {
        logBytes += EVENT_BYTES + log.line().length();
        return logBytes > mostLogBytes;
    }

    private static boolean isBetweenServers(Event.Send send) {
        return Message.isBetweenServers(send.src(), send.dest());
    }

    private Event.Send shorten(Event.Send send) {
        boolean toClient = Message.isClient(send.dest());
        if (send.body().length() <= LONG_BODY || !toClient && !shortensAll) {
            return send;
        }
        if (toClient) {
            toClients++;
        } else {
            longBodies++;
        }
        return new Event.Send(send.id(), send.src(), send.dest(), JSON.createObjectNode().put("type", type(send))
                .put("left out", "%,d characters".formatted(send.body().length())).toString());
    }

    private static String type(Event.Send send) {
        return JSON.readTree(send.body()).path("type").asString("");
    }
}
