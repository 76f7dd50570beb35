import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What lib/Maelstrom.java promises about time: the order of handlers, what they may wait for, and how waits end. */
class HelperWaitingTest {

    private record Echo(Object echo) {
    }

    private record EchoOk(Object echo) {
    }

    private record Add(long delta) {
    }

    private record AddOk() {
    }

    private record Ask(String whom) {
    }

    private record AskOk(String answer) {
    }

    private record Gossip(List<Long> values) {
    }

    private final List<String> events = new ArrayList<>();

    /** A node that forwards a question to another node and returns the answer, or the code of the error. */
    private HandHeldNode askingNode() {
        return HandHeldNode.started(node -> node.on(Ask.class, request -> {
            events.add("ask");
            try {
                return new AskOk("" + node.rpc(request.whom(), new Echo("?"), EchoOk.class).echo());
            } catch (Maelstrom.RpcError e) {
                return new AskOk(e.code() + (e.definite() ? " for sure" : " perhaps"));
            }
        }));
    }

    private static HandHeldNode nodeThat(Consumer<Maelstrom.Node> handles) {
        return HandHeldNode.started(node -> node.on(Echo.class, _ -> {
            handles.accept(node);
            return new EchoOk("done");
        }));
    }

    // ---- waiting ----

    @Test
    void anRpcWaitsForItsReplyAndOthersAreServedMeanwhile() {
        HandHeldNode node = askingNode();
        node.receive("c1", "{'type': 'ask', 'msg_id': 5, 'whom': 'n1'}");
        node.receive("c2", "{'type': 'ask', 'msg_id': 6, 'whom': 'n2'}");
        assertEquals(List.of("n1 {'type': 'echo', 'msg_id': 1, 'echo': '?'}",
                "n2 {'type': 'echo', 'msg_id': 2, 'echo': '?'}"), node.sent());
        node.receive("n2", "{'type': 'echo_ok', 'in_reply_to': 2, 'echo': 'two'}");
        assertEquals(List.of("c2 {'type': 'ask_ok', 'in_reply_to': 6, 'answer': 'two'}"), node.sent());
        node.receive("n1", "{'type': 'echo_ok', 'in_reply_to': 1, 'echo': 'one'}");
        assertEquals(List.of("c1 {'type': 'ask_ok', 'in_reply_to': 5, 'answer': 'one'}"), node.sent());
    }

    @Test
    void severalThingsThatWaitWaitTogether() {
        HandHeldNode node = HandHeldNode.started(n -> n.on(Ask.class, _ -> new AskOk("" + n.together(n.peers(),
                peer -> n.rpc(peer, new Echo(peer), EchoOk.class).echo()))));
        node.receive("c1", "{'type': 'ask', 'msg_id': 5, 'whom': 'all'}");
        assertEquals(List.of("n1 {'type': 'echo', 'msg_id': 1, 'echo': 'n1'}",
                "n2 {'type': 'echo', 'msg_id': 2, 'echo': 'n2'}"), node.sent());
        node.receive("n2", "{'type': 'echo_ok', 'in_reply_to': 2, 'echo': 'two'}");
        assertEquals(List.of(), node.sent());
        node.receive("n1", "{'type': 'echo_ok', 'in_reply_to': 1, 'echo': 'one'}");
        assertEquals(List.of("c1 {'type': 'ask_ok', 'in_reply_to': 5, 'answer': '[one, two]'}"), node.sent());
    }

    @Test
    void ofThingsDoneTogetherTheFirstFailureIsThrownWhenAllHaveEnded() {
        HandHeldNode node = nodeThat(n -> {
            try {
                n.together(List.of(20, 10, 30), millis -> {
                    n.sleep(millis);
                    if (millis < 30) {
                        throw new IllegalStateException("failed after " + millis);
                    }
                    return events.add("ended");
                });
            } catch (IllegalStateException e) {
                events.add(e.getMessage());
            }
            events.add("nothing: " + n.together(List.of(), thing -> thing));
        });
        node.receive("c1", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
        node.pass(29);
        assertEquals(List.of(), events);
        node.pass(1);
        assertEquals(List.of("ended", "failed after 10", "nothing: []"), events);
    }

    @Test
    void anErrorOfTheJvmInATaskIsThrownToo() {
        HandHeldNode node = nodeThat(n -> {
            try {
                n.together(List.of(1, 2), thing -> {
                    throw new StackOverflowError("task " + thing);
                });
            } catch (StackOverflowError e) {
                events.add(e.getMessage());
            }
        });
        node.receive("c1", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
        node.pass(0);
        assertEquals(List.of("task 1"), events);
    }

    @Test
    void anRpcGivesUpAfterTwoSecondsAndALateReplyDoesNoHarm() {
        HandHeldNode node = askingNode();
        node.receive("n2", "{'type': 'ask', 'msg_id': 1, 'whom': 'n1'}");
        node.pass(1_999);
        assertEquals(1, node.sent().size());
        node.pass(1);
        assertEquals(List.of("n2 {'type': 'ask_ok', 'in_reply_to': 1, 'answer': 'TIMEOUT perhaps'}"), node.sent());
        node.receive("n1", "{'type': 'echo_ok', 'in_reply_to': 1, 'echo': 'late'}");
        assertEquals(List.of(), node.sent());
    }

    @Test
    void aHandlerThatDoesNotCatchItFailsWithTheNameThatScriptsUse() {
        HandHeldNode node = nodeThat(n -> n.rpc("n1", new Echo("?"), EchoOk.class));
        node.receive("n2", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
        node.pass(2_000);
        assertTrue(node.sent().getLast().contains("'text': 'RpcError: n1 has not answered within 2000 ms'"));
        assertTrue(node.logged().contains(" failed: RpcError: n1 has not answered within 2000 ms\n"), node.logged());
    }

    @Test
    void aReplyOfTheWrongShapeFailsTheHandlerThatWaitedForIt() {
        HandHeldNode node = askingNode();
        node.receive("c1", "{'type': 'ask', 'msg_id': 5, 'whom': 'n1'}");
        node.sent();
        node.receive("n1", "{'type': 'echo_ok', 'in_reply_to': 1}");
        assertEquals(List.of("c1 {'type': 'error', 'in_reply_to': 5, 'code': 13, "
                + "'text': 'java.lang.IllegalStateException: the reply of n1 has no field \\'echo\\', "
                + "which the record EchoOk asks for; "
                + "it was {\\'type\\': \\'echo_ok\\',\\'in_reply_to\\': 1}'}"), node.sent());
    }

    /** The records of many replies have no fields, so that anything would fit them. */
    @Test
    void aReplyOfAnotherTypeIsNotTheReply() {
        HandHeldNode node = nodeThat(n -> n.seqKv().cas("k", 1, 2));
        node.receive("n1", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
        node.sent();
        node.receive("seq-kv", "{'type': 'read_ok', 'in_reply_to': 1, 'value': 1}");
        String error = node.sent().getFirst();
        assertTrue(error.contains("the reply of seq-kv is not a \\'cas_ok\\'; it was {\\'type\\': "
                + "\\'read_ok\\'"), error);
    }

    @Test
    void handlersInterleaveOnlyWhereTheyWait() {
        long[] value = {0};
        HandHeldNode node = HandHeldNode.started(n -> {
            n.on(Add.class, request -> {
                long read = value[0];
                n.sleep(request.delta());
                events.add("added to " + value[0] + ", read " + read);
                value[0] += request.delta();
                return new AddOk();
            });
            n.after(15, () -> events.add("timer"));
        });
        node.receive("n1", "{'type': 'add', 'msg_id': 1, 'delta': 20}");
        node.receive("n1", "{'type': 'add', 'msg_id': 2, 'delta': 10}");
        assertEquals(List.of(), events);
        node.pass(100);
        assertEquals(List.of("added to 0, read 0", "timer", "added to 10, read 0"), events);
    }

    @Test
    void manyHandlersCanWaitAtATime() {
        HandHeldNode node = askingNode();
        int many = 50_000;
        for (int i = 1; i <= many; i++) {
            node.receive("n1", "{'type': 'ask', 'msg_id': " + i + ", 'whom': 'n2'}");
        }
        assertEquals(many, node.sent().size());
        for (int i = 1; i <= many / 2; i++) {
            node.receive("n2", "{'type': 'echo_ok', 'in_reply_to': " + i + ", 'echo': 1}");
        }
        assertEquals(many / 2, node.sent().size());
        node.pass(Maelstrom.RPC_TIMEOUT_MILLIS);
        assertEquals(many / 2, node.sent().size());
    }

    @Test
    void aCallFromAnotherThreadIsRefused() {
        AtomicReference<Maelstrom.Node> self = new AtomicReference<>();
        HandHeldNode node = HandHeldNode.started(self::set);
        assertThrows(IllegalStateException.class, () -> self.get().send("n1", new Gossip(List.of())));
        assertThrows(IllegalStateException.class, () -> self.get().rpc("n1", new Echo(1), EchoOk.class));
        assertThrows(IllegalStateException.class, () -> self.get().sleep(1));
        assertEquals(List.of(), node.sent());
    }

    /** A host whose input breaks, at once or while a handler waits and another thread runs the loop. */
    @Test
    void aLoopThatDiesEndsTheNodeWhicheverThreadRanIt() {
        for (Consumer<Maelstrom.Node> setup : List.<Consumer<Maelstrom.Node>>of(_ -> { }, n -> n.sleep(10))) {
            assertEquals("no more input", BrokenHost.causeOfDeath(setup));
        }
    }

    @Test
    void onlyCodesThatSaySoAreDefinite() {
        List<Integer> definite = Stream.of(0, 1, 10, 11, 12, 13, 14, 20, 21, 22, 30, 1000, -1).filter(code -> {
            HandHeldNode node = askingNode();
            node.receive("c1", "{'type': 'ask', 'msg_id': 1, 'whom': 'n1'}");
            node.sent();
            node.receive("n1", "{'type': 'error', 'in_reply_to': 1, 'code': " + code + "}");
            return node.sent().getFirst().contains(" for sure");
        }).toList();
        assertEquals(List.of(1, 10, 11, 12, 14, 20, 21, 22, 30), definite); // Maelstrom's resources/errors.edn
    }

    /** Scripts log it. */
    @Test
    void theTextOfAnErrorIsCutIfItIsLong() {
        assertEquals("x".repeat(1_000), textOfError("x".repeat(1_000)));
        assertEquals("x".repeat(1_000) + "… (1001 characters)", textOfError("x".repeat(1_001)));
    }

    private String textOfError(String text) {
        HandHeldNode node = nodeThat(n -> {
            try {
                n.seqKv().read("k", Long.class);
            } catch (Maelstrom.RpcError e) {
                events.add(e.getMessage());
            }
        });
        node.receive("n1", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
        node.receive("seq-kv", "{'type': 'error', 'in_reply_to': 1, 'code': 13, 'text': '" + text + "'}");
        return events.getLast();
    }

    @Test
    void aCodeThatMaelstromDoesNotKnowKeepsItsNumber() {
        HandHeldNode node = nodeThat(n -> {
            try {
                n.rpc("n1", new Echo(1), EchoOk.class);
            } catch (Maelstrom.RpcError e) {
                events.add(e.code() + " " + e.number());
            }
        });
        for (String code : List.of("1234", "'20'", "20.0", "null")) {
            node.receive("n2", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
            String asked = node.sent().getLast().replaceAll(".*'msg_id': (\\d+).*", "$1");
            node.receive("n1", "{'type': 'error', 'in_reply_to': " + asked + ", 'code': " + code + "}");
        }
        assertEquals(List.of("OTHER 1234", "OTHER -1", "OTHER -1", "OTHER -1"), events);
    }

    /** A restarted node must not take a reply to its earlier life for the reply to a new request. */
    @Test
    void theIdsOfMessagesAreOthersAfterARestart() {
        for (long start : List.of(0L, 1L)) {
            HandHeldNode node = HandHeldNode.started(start, n -> n.on(Echo.class, request ->
                    n.rpc("n1", request, EchoOk.class)));
            node.receive("n2", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
            events.add(node.sent().getFirst().replaceAll(".*'msg_id': (\\d+).*", "$1"));
        }
        assertEquals(List.of("1", "1001"), events);
    }

    @Test
    void anAnswerWhoseIdIsNoNumberOfOursAnswersNothing() {
        HandHeldNode node = askingNode();
        node.receive("c1", "{'type': 'ask', 'msg_id': 5, 'whom': 'n1'}");
        node.sent();
        for (String id : List.of("'1'", "1.0", "2", "-1", "[1]", "36893488147419103233")) {
            node.receive("n1", "{'type': 'echo_ok', 'in_reply_to': " + id + ", 'echo': 'no'}");
        }
        assertEquals(List.of(), node.sent());
        node.receive("n1", "{'type': 'echo_ok', 'in_reply_to': 1, 'echo': 'yes'}");
        assertEquals(List.of("c1 {'type': 'ask_ok', 'in_reply_to': 5, 'answer': 'yes'}"), node.sent());
    }

    // ---- how long ----

    @Test
    void aWaitOfForEverDoesNotEnd() {
        HandHeldNode node = HandHeldNode.started(n -> n.on(Echo.class, request ->
                n.rpc("n1", request, EchoOk.class, Long.MAX_VALUE)));
        node.receive("n2", "{'type': 'echo', 'msg_id': 7, 'echo': 1}");
        node.sent();
        node.pass(TimeUnit.DAYS.toMillis(10_000));
        assertEquals(List.of(), node.sent());
        node.receive("n1", "{'type': 'echo_ok', 'in_reply_to': 1, 'echo': 'at last'}");
        assertEquals(List.of("n2 {'type': 'echo_ok', 'in_reply_to': 7, 'echo': 'at last'}"), node.sent());
    }

    @Test
    void aNegativeTimeIsRefused() {
        HandHeldNode node = HandHeldNode.started(n -> {
            List<Executable> calls = List.of(() -> n.sleep(-1), () -> n.after(-1, () -> { }),
                    () -> n.every(-1, () -> { }), () -> n.rpc("n1", new Echo(1), EchoOk.class, -1));
            calls.forEach(call -> assertThrows(IllegalArgumentException.class, call));
            events.add("all refused");
        });
        assertEquals(List.of("all refused"), events);
        assertEquals(List.of(), node.sent());
    }

    /** Otherwise a loop around sleep(0) would stop the clock of a simulator. */
    @Test
    void sleepAndEveryTakeAtLeastAMillisecond() {
        HandHeldNode node = HandHeldNode.started(n -> {
            n.every(0, () -> events.add("every"));
            n.sleep(0);
            n.sleep(0);
            events.add("slept until " + n.now());
        });
        node.pass(2);
        assertEquals(List.of("every", "every", "slept until 2"), events);
    }

    // ---- timers ----

    @Test
    void linesAndTimersThatAreDueTakeTurns() {
        HandHeldNode node = HandHeldNode.unborn(n -> {
            n.on(Echo.class, _ -> {
                events.add("line");
                return null;
            });
            for (int i = 0; i < 4; i++) {
                n.after(0, () -> events.add("timer"));
            }
        });
        String echo = "{'type': 'echo', 'msg_id': 1, 'echo': 1}";
        node.receiveTogether("n1", "{'type': 'init', 'msg_id': 1, 'node_id': 'n0', 'node_ids': ['n0']}", echo, echo);
        assertEquals(List.of("timer", "line", "timer", "line", "timer", "timer"), events);
    }

    @Test
    void timersRunInTheOrderOfTheirTimesAndThenOfTheirMaking() {
        HandHeldNode node = HandHeldNode.started(n -> {
            n.after(20, () -> events.add("20"));
            n.after(10, () -> events.add("10, made first"));
            n.after(10, () -> events.add("10, made second"));
            n.after(0, () -> events.add("0"));
        });
        node.pass(9);
        assertEquals(List.of("0"), events);
        node.pass(11);
        assertEquals(List.of("0", "10, made first", "10, made second", "20"), events);
    }

    @Test
    void aPeriodBeginsWhenTheActionHasEnded() {
        HandHeldNode node = HandHeldNode.started(n -> n.every(100, () -> {
            events.add("" + n.now());
            n.sleep(30);
        }));
        node.pass(1_000);
        assertEquals(List.of("100", "230", "360", "490", "620", "750", "880"), events);
    }

    @Test
    void aTimerThatFailsIsLoggedAndRunsAgain() {
        HandHeldNode node = HandHeldNode.started(n -> n.every(10, () -> {
            events.add("" + n.now());
            throw new IllegalStateException("boom");
        }));
        node.pass(30);
        assertEquals(List.of("10", "20", "30"), events);
        assertTrue(node.logged().contains("boom"));
    }

    // ---- services ----

    @Test
    void readsWritesAndComparisonsAreMaelstromsRequests() {
        HandHeldNode node = nodeThat(n -> {
            n.linKv().write("k", List.of(1));
            events.add("" + n.linKv().read("k", List.class));
            n.seqKv().cas("k", 1, 2);
            n.lwwKv().casOrCreate("k", null, Map.of());
            events.add("" + n.linTso());
        });
        node.receive("n1", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
        assertEquals(List.of("lin-kv {'type': 'write', 'msg_id': 1, 'key': 'k', 'value': [1]}"), node.sent());
        node.receive("lin-kv", "{'type': 'write_ok', 'in_reply_to': 1}");
        assertEquals(List.of("lin-kv {'type': 'read', 'msg_id': 2, 'key': 'k'}"), node.sent());
        node.receive("lin-kv", "{'type': 'read_ok', 'in_reply_to': 2, 'value': [1]}");
        assertEquals(List.of("seq-kv {'type': 'cas', 'msg_id': 3, 'key': 'k', 'from': 1, 'to': 2, "
                + "'create_if_not_exists': false}"), node.sent());
        node.receive("seq-kv", "{'type': 'cas_ok', 'in_reply_to': 3}");
        assertEquals(List.of("lww-kv {'type': 'cas', 'msg_id': 4, 'key': 'k', 'from': null, 'to': {}, "
                + "'create_if_not_exists': true}"), node.sent());
        node.receive("lww-kv", "{'type': 'cas_ok', 'in_reply_to': 4}");
        assertEquals(List.of("lin-tso {'type': 'ts', 'msg_id': 5}"), node.sent());
        node.receive("lin-tso", "{'type': 'ts_ok', 'in_reply_to': 5, 'ts': 42}");
        assertEquals(List.of("n1 {'type': 'echo_ok', 'in_reply_to': 1, 'echo': 'done'}"), node.sent());
        assertEquals(List.of("[1]", "42"), events);
    }

    @Test
    void readOrHasAnAnswerForAMissingKeyOnly() {
        HandHeldNode node = nodeThat(n -> {
            events.add("" + n.seqKv().readOr("k", 5L));
            n.seqKv().readOr("k", 6L);
        });
        node.receive("n1", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
        node.receive("seq-kv", "{'type': 'error', 'in_reply_to': 1, 'code': 20}");
        assertEquals(List.of("5"), events);
        node.sent();
        node.receive("seq-kv", "{'type': 'error', 'in_reply_to': 2, 'code': 11}");
        assertTrue(node.sent().getFirst().contains("'code': 13"));
    }

    @Test
    void readOrRefusesNullAsAnAnswer() {
        HandHeldNode node = nodeThat(n -> n.seqKv().readOr("k", null));
        node.receive("n1", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
        String reply = node.sent().getFirst();
        assertTrue(reply.contains("null has no class"), reply);
    }

    @Test
    void updateTriesAgainUntilNobodyCameBetween() {
        HandHeldNode node = nodeThat(n -> events.add("" + n.seqKv().update("k", 0L, value -> value + 1)));
        node.receive("n1", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
        node.receive("seq-kv", "{'type': 'error', 'in_reply_to': 1, 'code': 20}");
        assertEquals("seq-kv {'type': 'cas', 'msg_id': 2, 'key': 'k', 'from': 0, 'to': 1, "
                + "'create_if_not_exists': true}", node.sent().getLast());
        node.receive("seq-kv", "{'type': 'error', 'in_reply_to': 2, 'code': 22}");
        node.receive("seq-kv", "{'type': 'read_ok', 'in_reply_to': 3, 'value': 7}");
        assertEquals("seq-kv {'type': 'cas', 'msg_id': 4, 'key': 'k', 'from': 7, 'to': 8, "
                + "'create_if_not_exists': true}", node.sent().getLast());
        node.receive("seq-kv", "{'type': 'cas_ok', 'in_reply_to': 4}");
        assertEquals(List.of("8"), events);
    }

    /** The change may have been made, so a retry could make it twice. */
    @Test
    void updateDoesNotTryAgainAfterATimeOut() {
        HandHeldNode node = nodeThat(n -> n.seqKv().update("k", 0L, value -> value + 1));
        node.receive("n1", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
        node.receive("seq-kv", "{'type': 'read_ok', 'in_reply_to': 1, 'value': 7}");
        node.sent();
        node.pass(10_000);
        List<String> sent = node.sent();
        assertEquals(1, sent.size(), () -> "sent " + sent);
        assertTrue(sent.getFirst().contains("'code': 13"));
    }
}
