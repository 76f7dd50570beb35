import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.history.History;
import bench.history.Op;
import bench.journal.Event;
import bench.journal.Journal;
import bench.story.Stories;
import bench.story.Story;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The story of a script with a known bug names the node, the message or the cut that the bug needs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoriesTest {

    private static final int MOST_LINES = 8;
    private static final int MOST_HINTS = 2;
    private static final int SEEDS_TO_FAIL = 20;
    private static final Pattern CUT_OFF = Pattern.compile("cut off from (.* s),");
    private static final Pattern NOT_SENT = Pattern.compile("No node sent (.*) a message with (.*) in it\\.");
    private static final Pattern AT_THE_END =
            Pattern.compile("At the end (.*) ha(?:s|ve) it; (.*?)(?:, which .*,)? do(?:es)? not\\.");

    /** A regular expression that the story of each script must match: the node, the message, the operations. */
    private static final Map<String, Pattern> CULPRITS = """
            broadcast_sent_once                sent to (n\\d), by n\\d at .* s \\(broadcast\\); it was lost to the cut
            broadcast_that_gives_up            (n\\d), which was cut off from .*, does not
            broadcast_to_itself                The nodes never sent each other a message
            broadcast_to_neighbours_only       No node sent n\\d, n\\d or n\\d a message with \\d+ in it
            broadcast_without_memory           (n\\d was not running|n\\d was killed at)
            broadcast_acknowledged_and_dropped n0, which acknowledged it, no longer has it
            counter_of_the_largest_total       It is the sum of what n\\d(?: and n\\d)? acknowledged, without the others
            counter_that_does_not_try_again    lin-kv answered with an error: n0 \\d+ times
            counter_read_stale                 It would be right with the last (addition|\\d additions) of n\\d
            counter_without_minus              It is the sum without the negative additions
            ids_after_a_restart                In between (n\\d) was killed at .* s and started again at
            ids_by_counting                    The nodes never sent each other a message
            ids_read_then_written              The nodes never sent each other a message; they share lin-kv
            ids_now_and_then                   generate of n\\d's client at .* s, which got error 11: not now
            echo_of_another                    That is what n0's client at .* s had sent, in another request
            echo_in_upper_case                 got "PLEASE ECHO \\d+" back, but it had sent "Please echo \\d+"
            echo_without_answer                No echo ever succeeded
            kafka_lost_write                   lost-write: message \\d+ has offset \\d+ since the send of n0's client at
            kafka_one_offset_twice             inconsistent-offsets: offset \\d+ .* n0's client at .* n1's client at
            kafka_one_message_twice            duplicate: message \\d+ was sent once, but it had offset .* and offset
            kafka_again_and_again              nonmonotonic-poll: .* went back to message \\d+ \\(offset \\d+\\)
            kafka_polls_past_a_gap             poll-skip: .* it skips (message|\\d+ messages)
            kafka_unseen                       unseen: no poll ever returned message \\d+
            kafka_refused_and_kept             G1a: message \\d+ came in the poll .*, although the send .* had failed
            txn_alone                          The nodes never sent each other a message
            txn_aborted_and_kept               T2 read key \\d+ = \\d+, which T1 wrote before it failed
            txn_seen_half_done                 T2 read key \\d+ = \\d+, which T1 wrote and then replaced
            txn_blind_to_itself                although it had read or written \\d+ there itself just before
            txn_in_circles                     But T2 wrote key \\d+ = \\d+ and T1 read that, so T2 comes before T1
            txn_in_pieces                      G-single-item
            txn_lost_update                    Each of 2 transactions read key \\d+ = \\d+ and then wrote to it
            txn_write_skew                     G2-item
            txn_shown_in_part                  fractured-read .* (although|but) it knew T\\d
            txn_effect_before_cause            stale-read .* although it knew T\\d+, which is later
            txn_last_to_arrive                 n0 has \\d+, n1 has \\d+
            """.lines().map(line -> line.split(" +", 2))
            .collect(Collectors.toMap(row -> row[0], row -> Pattern.compile(row[1])));

    private Scripts scripts;

    private record Timed(long nanos, Event event) {
    }

    /** A run that shows its script's bug, and its stories. */
    private record Told(History history, List<Timed> events, List<Story> stories) {

        void replay(Journal journal) {
            events.forEach(each -> journal.record(each.nanos(), each.event()));
        }

        String text() {
            return String.join("\n", stories.stream().flatMap(story -> story.text().stream()).toList());
        }
    }

    @BeforeAll
    void compileAll(@TempDir Path classes) throws IOException {
        scripts = Scripts.compile(broken().stream().map(Specimen::file).toList(), classes);
    }

    static List<Specimen> broken() {
        return Specimen.in("broken");
    }

    private Told tell(Specimen broken) {
        for (int seed = 1; seed <= SEEDS_TO_FAIL; seed++) {
            List<Timed> events = new ArrayList<>();
            Scripts.Run run = scripts.run(broken.name(), broken.options(), List.of(), seed,
                    (nanos, event) -> events.add(new Timed(nanos, event)));
            if (Specimen.crimes(run.verdicts()).contains(broken.crime())) {
                History history = run.outcome().history();
                return new Told(history, events, Stories.tell(broken.options().get(1), run.verdicts(), history,
                        journal -> events.forEach(each -> journal.record(each.nanos(), each.event()))));
            }
        }
        throw new AssertionError(broken + " was never convicted of " + broken.crime());
    }

    @Test
    void theScriptsNamedHereExist() {
        List<String> names = broken().stream().map(Specimen::name).toList();
        assertEquals(List.of(), CULPRITS.keySet().stream().filter(name -> !names.contains(name)).toList());
    }

    @ParameterizedTest
    @MethodSource("broken")
    void everyBugHasAShortStoryThatNamesItAndThatTheRunProves(Specimen broken) {
        Told told = tell(broken);
        assertFalse(told.stories().isEmpty());
        for (Story story : told.stories()) {
            assertTrue(story.text().size() <= MOST_LINES, () -> story.text().toString());
            assertTrue(story.hint().size() <= MOST_HINTS, () -> story.hint().toString());
            assertFalse(String.join("\n", story.text()).contains("process "), () -> story.text().toString());
            story.operations().forEach(index -> assertEquals(index, told.history().ops().get(index).index()));
            story.text().forEach(line -> assertProved(line, story, told));
        }
        Pattern culprit = CULPRITS.get(broken.name());
        assertTrue(culprit == null || culprit.matcher(told.text()).find(), told::text);
    }

    /** Compares a line's claims about cuts, unsent messages and the end with the run itself. */
    private static void assertProved(String line, Story story, Told told) {
        Matcher cut = CUT_OFF.matcher(line);
        if (cut.find()) {
            assertTrue(Stories.faults(told.history(), told::replay).stream().anyMatch(
                    fault -> fault.startsWith("cut: ") && fault.endsWith(", " + cut.group(1))), line);
        }
        Matcher notSent = NOT_SENT.matcher(line);
        if (notSent.matches()) {
            List<String> nodes = nodes(notSent.group(1));
            Pattern value = Pattern.compile("(?<![\\w.\"])" + Pattern.quote(notSent.group(2)) + "(?![\\w.\"])");
            assertTrue(told.events().stream().map(Timed::event)
                    .noneMatch(event -> event instanceof Event.Send(long _, String src, String dest, String body)
                            && !src.startsWith("c") && nodes.contains(dest)
                            && value.matcher(body.replaceAll("\"(msg_id|in_reply_to)\":\\d+", "")).find()), line);
        }
        Matcher end = AT_THE_END.matcher(line);
        if (end.matches()) {
            Map<String, Boolean> hasIt = lastReads(told, Long.parseLong(story.title().split(" ")[0]));
            nodes(end.group(1)).forEach(node -> assertTrue(hasIt.get(node), line));
            nodes(end.group(2)).forEach(node -> assertFalse(hasIt.get(node), line));
        }
    }

    private static List<String> nodes(String list) {
        return List.of(list.split(", | and | or "));
    }

    /** For each node, whether its last answered read contains a value. */
    private static Map<String, Boolean> lastReads(Told told, long value) {
        Map<String, Boolean> hasIt = new TreeMap<>();
        told.events().forEach(each -> {
            if (each.event() instanceof Event.Operation(Op op, String node, String _)
                    && op.isOk() && op.f().equals("read")) {
                hasIt.put(node, ((List<?>) op.value()).contains(value));
            }
        });
        return hasIt;
    }
}
