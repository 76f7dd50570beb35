import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What lib/Maelstrom.java promises about messages: their format, and the replies to malformed ones. */
class HelperTest {

    private record Echo(Object echo) {
    }

    private record EchoOk(Object echo) {
    }

    private record Add(long delta) {
    }

    private record AddOk() {
    }

    private record CommitOffsets(Map<String, Long> offsets, boolean createIfNotExists) {
    }

    private record ListCommittedOffsetsOk(Map<String, Long> offsets, boolean createIfNotExists) {
    }

    private record Gossip(List<Long> values) {
    }

    private record Choosy(long number) {
        private Choosy {
            if (number < 0) {
                throw new IllegalArgumentException(number + " is too small");
            }
        }
    }

    private record Ordered(List<Long> values) {
        private Ordered {
            values = values.stream().sorted().toList();
        }
    }

    private record Optionals(Long number, Object value) {
    }

    private record Tree(int value, Tree left, Tree right) {
    }

    private record Typed(String type) {
    }

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    private record Step(Object value, String f) {
    }

    private record Steps(List<Step> steps) {
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    private sealed interface Shape permits Circle {
    }

    private record Circle(int radius) implements Shape {
    }

    private record Drawn(Shape shape) {
    }

    private final List<String> events = new ArrayList<>();

    private static HandHeldNode echoNode() {
        return HandHeldNode.started(node -> node.on(Echo.class, request -> new EchoOk(request.echo())));
    }

    private static HandHeldNode nodeThat(Consumer<Maelstrom.Node> handles) {
        return HandHeldNode.started(node -> node.on(Echo.class, _ -> {
            handles.accept(node);
            return new EchoOk("done");
        }));
    }

    // ---- messages ----

    @Test
    void aReplyTellsWhatItAnswers() {
        HandHeldNode node = echoNode();
        node.receive("c1", "{'type': 'echo', 'msg_id': 7, 'echo': 'hi'}");
        assertEquals(List.of("c1 {'type': 'echo_ok', 'in_reply_to': 7, 'echo': 'hi'}"), node.sent());
    }

    @Test
    void namesTravelInSnakeCase() {
        HandHeldNode node = HandHeldNode.started(n -> n.on(CommitOffsets.class,
                request -> new ListCommittedOffsetsOk(request.offsets(), request.createIfNotExists())));
        node.receive("c1", "{'type': 'commit_offsets', 'msg_id': 1, 'offsets': {'aB': 3}, "
                + "'create_if_not_exists': true}");
        assertEquals(List.of("c1 {'type': 'list_committed_offsets_ok', 'in_reply_to': 1, 'offsets': {'aB': 3}, "
                + "'create_if_not_exists': true}"), node.sent());
    }

    @Test
    void nullsListsAndMapsComeBackAsTheyWere() {
        HandHeldNode node = echoNode();
        for (String value : List.of("null", "[1,[null,{'a': [],'b': {}}],'ü😀']", "{'k': null}", "1.5", "false",
                "9007199254740993", "123456789012345678901234567890")) {
            node.receive("c1", "{'type': 'echo', 'msg_id': 1, 'echo': " + value + "}");
            assertEquals(value.replace(",'", ", '"), node.sent().getFirst().replaceAll(".*'echo': (.*)}", "$1"));
        }
    }

    @Test
    void aRecordMayRefuseToBeEmpty() {
        HandHeldNode node = HandHeldNode.started(n -> n.on(Ordered.class, request -> new EchoOk(request.values())));
        node.receive("c1", "{'type': 'ordered', 'msg_id': 1, 'values': [2, 1]}");
        assertEquals(List.of("c1 {'type': 'echo_ok', 'in_reply_to': 1, 'echo': [1,2]}"), node.sent());
        assertEquals("", node.logged());
    }

    @Test
    void fieldsThatARecordDoesNotHaveAreIgnored() {
        HandHeldNode node = echoNode();
        node.receive("c1", "{'type': 'echo', 'msg_id': 1, 'echo': 1, 'colour': 'red'}");
        assertEquals(List.of("c1 {'type': 'echo_ok', 'in_reply_to': 1, 'echo': 1}"), node.sent());
    }

    @Test
    void aMessageWithoutAnIdGetsNoReply() {
        HandHeldNode node = echoNode();
        node.receive("n1", "{'type': 'echo', 'echo': 1}");
        assertEquals("", node.logged());
        node.receive("n1", "{'type': 'nonsense'}");
        assertEquals(List.of(), node.sent());
        assertTrue(node.logged().startsWith("No reply to n1: its message has no msg_id."), node.logged());
    }

    @Test
    void aHandlerMaySayNothingAndIsToldTheSender() {
        HandHeldNode node = HandHeldNode.started(n -> {
            n.hear(Gossip.class, (gossip, from) -> events.add(from + gossip.values()));
            n.on(Add.class, _ -> null);
            n.on(Echo.class, (_, from) -> new EchoOk(from));
        });
        node.receive("n2", "{'type': 'gossip', 'msg_id': 1, 'values': [1, 2]}");
        node.receive("n2", "{'type': 'add', 'msg_id': 2, 'delta': 1}");
        assertEquals(List.of(), node.sent());
        node.receive("n2", "{'type': 'echo', 'msg_id': 3, 'echo': null}");
        assertEquals(List.of("n2 {'type': 'echo_ok', 'in_reply_to': 3, 'echo': 'n2'}"), node.sent());
        assertEquals(List.of("n2[1, 2]"), events);
    }

    @Test
    void sendExpectsNothing() {
        HandHeldNode node = nodeThat(n -> n.peers().forEach(peer -> n.send(peer, new Gossip(List.of(4L)))));
        node.receive("c1", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
        assertEquals(List.of("n1 {'type': 'gossip', 'values': [4]}", "n2 {'type': 'gossip', 'values': [4]}",
                "c1 {'type': 'echo_ok', 'in_reply_to': 1, 'echo': 'done'}"), node.sent());
    }

    @Test
    void aRecordMayContainItself() {
        HandHeldNode node = HandHeldNode.started(n -> n.on(Tree.class, Function.identity()));
        assertEquals("", node.logged(), "its example ends somewhere");
        String tree = "'value': 1, 'left': {'value': 2, 'left': null, 'right': null}, 'right': null";
        node.receive("c1", "{'type': 'tree', 'msg_id': 1, " + tree + "}");
        assertEquals(List.of("c1 {'type': 'tree', 'in_reply_to': 1, " + tree + "}"), node.sent());
    }

    private record Named(String name) {
        Named {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("no name");
            }
        }
    }

    private record Counted(int count) {
        @Override
        public int count() {
            if (count == 0) {
                throw new IllegalStateException("nothing counted");
            }
            return count;
        }
    }

    private record Part(boolean isSmall) {
    }

    private record Whole(String name, boolean isLarge, int count, Long size, Map<String, Long> sizes, List<Long> counts,
                         List<Part> parts) {

        private static final List<Object> SEEN = new ArrayList<>();

        private Whole {
            SEEN.add(Arrays.asList(name, isLarge, count, size, sizes, counts, parts));
        }
    }

    @Test
    void anExampleOfAMessageIsReadBeforeTheFirstOneComes() {
        Whole.SEEN.clear(); // this may not be the first time in this JVM
        HandHeldNode.started(n -> n.on(Whole.class, Function.identity()));
        assertEquals(List.of(Arrays.asList("", false, 0, null, Map.of(), List.of(), List.of(new Part(false)))),
                Whole.SEEN);
    }

    /** The helper reads and writes an example of each message before the first one comes. */
    @Test
    void aRecordThatRefusesAnExampleHarmsNothing() {
        HandHeldNode node = HandHeldNode.started(n -> {
            n.on(Named.class, Function.identity());
            n.on(Counted.class, Function.identity());
        });
        assertEquals("", node.logged());
        node.receive("c1", "{'type': 'named', 'msg_id': 1, 'name': 'a'}");
        node.receive("c1", "{'type': 'counted', 'msg_id': 2, 'count': 3}");
        assertEquals(List.of("c1 {'type': 'named', 'in_reply_to': 1, 'name': 'a'}",
                "c1 {'type': 'counted', 'in_reply_to': 2, 'count': 3}"), node.sent());
    }

    @Test
    void deepAndLongValuesComeBackAsTheyWere() {
        HandHeldNode node = echoNode();
        for (String value : List.of("[".repeat(900) + "]".repeat(900), "9".repeat(5_000))) {
            node.receive("c1", "{'type': 'echo', 'msg_id': 1, 'echo': " + value + "}");
            assertTrue(node.lastLine().endsWith(",\"echo\":" + value + "}}"), node.logged());
        }
    }

    /** A double has 15 digits, and takes 1 for 1.0. */
    @Test
    void aFractionComesBackAsItWas() {
        HandHeldNode node = echoNode();
        for (String value : List.of("1.0", "1E+400", "0.12345678901234567890")) {
            node.receive("c1", "{'type': 'echo', 'msg_id': 1, 'echo': " + value + "}");
            assertTrue(node.lastLine().endsWith(",\"echo\":" + value + "}}"), node.lastLine());
        }
    }

    @Test
    void halfACharacterComesBackAsItWas() {
        HandHeldNode node = echoNode();
        node.receive("c1", "{'type': 'echo', 'msg_id': 1, 'echo': '\\ud800 ż'}");
        assertTrue(node.lastLine().matches(".*\"\\\\u[dD]800 \\\\u017[cC]\".*"), node.lastLine());
    }

    /** Java would need 20 s to read it. */
    @Test
    void aNumberOfAMillionDigitsIsNotRead() {
        HandHeldNode node = echoNode();
        node.receive("c1", "{'type': 'echo', 'msg_id': 1, 'echo': " + "9".repeat(1_000_000) + "}");
        assertEquals(List.of(), node.sent());
        assertTrue(node.logged().startsWith("Not JSON (Number value length (1000000) exceeds"), node.logged());
    }

    @Test
    void theIdOfAMessageMayBeLargerThanALong() {
        HandHeldNode node = echoNode();
        node.receive("c1", "{'type': 'echo', 'msg_id': 36893488147419103232, 'echo': 1}");
        assertEquals(List.of("c1 {'type': 'echo_ok', 'in_reply_to': 36893488147419103232, 'echo': 1}"), node.sent());
    }

    /** Some libraries write unused fields as null. */
    @Test
    void aMessageInReplyToNullIsNoReply() {
        HandHeldNode node = echoNode();
        node.receive("c1", "{'type': 'echo', 'msg_id': 1, 'in_reply_to': null, 'echo': 1}");
        assertEquals(List.of("c1 {'type': 'echo_ok', 'in_reply_to': 1, 'echo': 1}"), node.sent());
    }

    // ---- errors ----

    /** The code of the error that answers a request, or none. */
    private static String codeOf(HandHeldNode node, String request) {
        node.receive("c1", request);
        return node.sent().stream().map(reply -> reply.replaceAll(".*'error', 'in_reply_to': (\\d+).*'code': (\\d+).*",
                "$1 gets $2")).findFirst().orElse("silence");
    }

    @Test
    void aRequestThatIsNotInOrderIsAnsweredWithTheCodeForIt() {
        HandHeldNode node = HandHeldNode.started(n -> n.on(Add.class, _ -> new AddOk()));
        assertEquals("1 gets 10", codeOf(node, "{'type': 'subtract', 'msg_id': 1, 'delta': 1}"), "unknown type");
        assertEquals("2 gets 12", codeOf(node, "{'type': 'add', 'msg_id': 2}"), "a field is missing");
        assertEquals("3 gets 12", codeOf(node, "{'type': 'add', 'msg_id': 3, 'delta': '1'}"), "a string for a number");
        assertEquals("4 gets 12", codeOf(node, "{'type': 'add', 'msg_id': 4, 'delta': 1.5}"), "a fraction for a whole");
        assertEquals("5 gets 12", codeOf(node, "{'type': 'add', 'msg_id': 5, 'delta': null}"), "null for a number");
        assertEquals("6 gets 12", codeOf(node, "{'type': 'add', 'msg_id': 6, 'delta': {}}"), "an object for a number");
        assertEquals("7 gets 12", codeOf(node, "{'type': 'add', 'msg_id': 7, 'delta': 1e30}"), "beyond a long");
        assertEquals("7 gets 12", codeOf(node, "{'type': 'add', 'msg_id': 7, 'delta': 1e999999999}"), "far beyond");
        assertEquals("8 gets 12", codeOf(node, "{'msg_id': 8, 'delta': 1}"), "no type");
        assertEquals("9 gets 12", codeOf(node, "{'type': 5, 'msg_id': 9, 'delta': 1}"), "a type that is no string");
        assertEquals("silence", codeOf(node, "{'type': 'add', 'msg_id': 'x'}"), "an id that cannot be answered");
        assertTrue(codeOf(node, "{'type': 'add', 'msg_id': 10, 'delta': 1}").contains("add_ok"), "it goes on");
    }

    /** The text of the error that answers a request. */
    private static String errorOf(HandHeldNode node, String request) {
        node.receive("c1", request);
        return node.sent().getFirst().replaceAll(".*'text': '(.*)'}", "$1").replace("\\'", "'")
                .replace("': ", "':");
    }

    @Test
    void aRequestThatDoesNotFitIsAnsweredInTheWordsOfTheScript() {
        HandHeldNode node = HandHeldNode.started(n -> {
            n.on(Add.class, _ -> new AddOk());
            n.on(Gossip.class, _ -> new AddOk());
            n.on(Choosy.class, _ -> new AddOk());
        });
        assertEquals("the request has no field 'delta', which the record Add asks for; "
                        + "it was {'type':'add','msg_id':1,'by':3}",
                errorOf(node, "{'type': 'add', 'msg_id': 1, 'by': 3}"));
        assertEquals("the request has 'x' in the field 'delta', where the record Add asks for long; "
                        + "it was {'type':'add','msg_id':1,'delta':'x'}",
                errorOf(node, "{'type': 'add', 'msg_id': 1, 'delta': 'x'}"));
        assertEquals("the request has {} in the field 'values[1]', where the record Gossip asks for Long; "
                        + "it was {'type':'gossip','msg_id':1,'values':[1,{}]}",
                errorOf(node, "{'type': 'gossip', 'msg_id': 1, 'values': [1, {}]}"));
        assertEquals("the request does not fit the record Choosy: -1 is too small; "
                        + "it was {'type':'choosy','msg_id':1,'number':-1}",
                errorOf(node, "{'type': 'choosy', 'msg_id': 1, 'number': -1}"));
        assertFalse(node.logged().contains("jackson"), node.logged());
    }

    /** Jackson does not say then which type it wanted. */
    @Test
    void aSubtypeThatIsNotNamedIsRefused() {
        HandHeldNode node = HandHeldNode.started(n -> n.on(Drawn.class, Function.identity()));
        for (String shape : List.of("{}", "{'': ''}", "{'radius': 1}", "{'@type': ' '}", "{'@type': 'Square'}", "[]")) {
            assertEquals("1 gets 12", codeOf(node, "{'type': 'drawn', 'msg_id': 1, 'shape': " + shape + "}"), shape);
        }
        node.receive("c1", "{'type': 'drawn', 'msg_id': 1, 'shape': {'@type': 'Circle', 'radius': 2}}");
        assertEquals(1, node.sent().size());
        assertFalse(node.logged().contains("failed"), node.logged());
    }

    @Test
    void nullIsRefusedWhereAHandlerWouldStumbleOverIt() {
        HandHeldNode node = HandHeldNode.started(n -> {
            n.on(Gossip.class, _ -> new AddOk());
            n.on(CommitOffsets.class, _ -> new AddOk());
            n.on(Optionals.class, Function.identity());
        });
        assertEquals("the request has null in the field 'values', where the record Gossip asks for a value; "
                        + "it was {'type':'gossip','msg_id':1,'values':null}",
                errorOf(node, "{'type': 'gossip', 'msg_id': 1, 'values': null}"));
        assertEquals("the request has null in the field 'values[1]', where the record Gossip asks for a value; "
                        + "it was {'type':'gossip','msg_id':1,'values':[1,null]}",
                errorOf(node, "{'type': 'gossip', 'msg_id': 1, 'values': [1, null]}"));
        assertEquals("1 gets 12", codeOf(node, "{'type': 'commit_offsets', 'msg_id': 1, 'offsets': {'k': null}, "
                + "'create_if_not_exists': true}"));
        node.receive("c1", "{'type': 'optionals', 'msg_id': 1, 'number': null, 'value': null}");
        assertEquals(List.of("c1 {'type': 'optionals', 'in_reply_to': 1, 'number': null, 'value': null}"), node.sent());
    }

    @Test
    void anEmptyTextIsNoNumber() {
        HandHeldNode node = HandHeldNode.started(n -> {
            n.on(Gossip.class, _ -> new AddOk());
            n.on(Add.class, _ -> new AddOk());
        });
        for (String text : List.of("''", "' '", "'\\b'")) {
            assertEquals("1 gets 12", codeOf(node, "{'type': 'add', 'msg_id': 1, 'delta': " + text + "}"), text);
            assertEquals("1 gets 12", codeOf(node, "{'type': 'gossip', 'msg_id': 1, 'values': [" + text + "]}"), text);
        }
    }

    /** Otherwise the keys 5 and "5" would be one. */
    @Test
    void aNumberOrABooleanIsNoText() {
        HandHeldNode node = HandHeldNode.started(n -> n.on(Named.class, Function.identity()));
        for (String name : List.of("5", "1.5", "true", "[]", "{}")) {
            assertEquals("1 gets 12", codeOf(node, "{'type': 'named', 'msg_id': 1, 'name': " + name + "}"), name);
        }
    }

    @Test
    void nullIsAlsoRefusedInARecordThatTravelsAsAList() {
        HandHeldNode node = HandHeldNode.started(n -> n.on(Steps.class, Function.identity()));
        assertEquals("the request has null in the field 'steps[0].f', where the record Steps asks for a value; "
                        + "it was {'type':'steps','msg_id':1,'steps':[[1,null]]}",
                errorOf(node, "{'type': 'steps', 'msg_id': 1, 'steps': [[1, null]]}"));
        node.receive("c1", "{'type': 'steps', 'msg_id': 2, 'steps': [[null, 'r']]}");
        assertEquals(List.of("c1 {'type': 'steps', 'in_reply_to': 2, 'steps': [[null, 'r']]}"), node.sent());
    }

    @Test
    void whatIsNoRecordIsNoMessage() {
        for (Object reply : List.of("text", Map.of("k", 1), List.of(1))) {
            HandHeldNode node = HandHeldNode.started(n -> n.on(Echo.class, _ -> reply));
            assertEquals("1 gets 13", codeOf(node, "{'type': 'echo', 'msg_id': 1, 'echo': 1}"));
            assertTrue(node.logged().contains("a message is a record, not a "), node.logged());
        }
        HandHeldNode node = HandHeldNode.started(n -> {
            assertThrows(IllegalArgumentException.class, () -> n.send("n1", "text"));
            assertThrows(NullPointerException.class, () -> n.send(null, new AddOk()));
            assertThrows(NullPointerException.class, () -> n.send("n1", null));
            assertThrows(IllegalArgumentException.class, () -> n.on(String.class, _ -> null));
            events.add("all refused");
        });
        assertEquals(List.of("all refused"), events);
        assertEquals("", node.logged());
    }

    @Test
    void aComponentThatWouldHideAFieldOfTheProtocolIsRefused() {
        HandHeldNode.started(n -> events.add(
                assertThrows(IllegalArgumentException.class, () -> n.on(Typed.class, _ -> null)).getMessage()));
        assertEquals(List.of("the record Typed has a component named type, a field that the helper fills in by itself"),
                events);
    }

    @Test
    void aSecondHandlerForATypeIsRefusedWithBothPlaces() {
        HandHeldNode.started(n -> {
            n.on(Echo.class, _ -> new EchoOk(1));
            events.add(assertThrows(IllegalArgumentException.class, () -> n.hear(Echo.class, (_, _) -> { }))
                    .getMessage());
        });
        String message = events.getFirst().replaceAll("java:\\d+", "java:LINE");
        assertEquals("messages of type \"echo\" have two handlers: at HelperTest.java:LINE and at HelperTest.java:LINE",
                message);
    }

    @Test
    void aClientIsNotHeardSilently() {
        HandHeldNode node = HandHeldNode.started(n -> n.hear(Gossip.class, (gossip, _) -> events.add("heard")));
        assertEquals("1 gets 10", codeOf(node, "{'type': 'gossip', 'msg_id': 1, 'values': [1]}"));
        assertEquals(List.of(), events);
    }

    @Test
    void linesThatAreNoMessagesAreLoggedAndPassedOver() {
        HandHeldNode node = echoNode();
        List<String> garbage = List.of("", "hello", "{", "{'src': 'c1', 'body': {}} trailing", "[1, 2]", "7",
                "null", "{}", "{'src': 'c1', 'dest': 'n0'}", "{'src': 'c1', 'dest': 'n0', 'body': 'echo'}",
                "{'body': {'type': 'echo'}}", "{'src': 'c1', 'body': {'type': 'echo', 'msg_id': 1, 'echo': 1}}",
                "{'src': 5, 'dest': 'n0', 'body': {'type': 'echo', 'msg_id': 1, 'echo': 1}}", "\uFFFD\u0000",
                "[".repeat(100_000), "{'src': 'c1', 'body': {'x': " + "[".repeat(10_000) + "]".repeat(10_000) + "}}");
        garbage.forEach(node::receiveLine);
        assertEquals(List.of(), node.sent());
        assertEquals(garbage.size(), node.logged().lines().count(), node.logged());
        node.receive("c1", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
        assertEquals(1, node.sent().size());
    }

    @Test
    void aHandlersExceptionIsACrashAndItsStackTraceIsLogged() {
        HandHeldNode node = nodeThat(_ -> {
            throw new IllegalStateException("boom");
        });
        assertEquals("1 gets 13", codeOf(node, "{'type': 'echo', 'msg_id': 1, 'echo': 1}"));
        assertTrue(node.logged().contains("IllegalStateException: boom\n\tat HelperTest."), node.logged());
    }

    /** The script's author looks for a line of the script, but Java's own frames come above it. */
    @Test
    void theLogBeginsWithThePlaceInTheScript() {
        HandHeldNode node = nodeThat(_ -> List.of().getFirst());
        node.receive("c1", "{'type': 'echo', 'msg_id': 1, 'echo': 'x'}");
        String first = node.logged().lines().findFirst().orElseThrow();
        assertTrue(first.matches("HelperTest.java:\\d+: the handler of Echo, given Echo\\[echo=x] failed: "
                + "java.util.NoSuchElementException"), first);
    }

    @Test
    void aSetUpThatFailsIsAnsweredAndLoggedWithItsPlace() {
        HandHeldNode node = HandHeldNode.unborn(_ -> {
            throw new IllegalStateException("no luck");
        });
        assertEquals("1 gets 13", codeOf(node, "{'type': 'init', 'msg_id': 1, 'node_id': 'n0', 'node_ids': ['n0']}"));
        assertTrue(node.logged().matches("(?s)HelperTest.java:\\d+: the set-up, given .* failed: .*no luck\n.*"),
                node.logged());
    }

    @Test
    void errorsOfTheJvmDoNotEndTheNodeEither() {
        List<Throwable> failures = new ArrayList<>(List.of(new AssertionError("must hold"), new StackOverflowError(),
                new ExceptionInInitializerError("static")));
        HandHeldNode node = nodeThat(_ -> HelperTest.<RuntimeException>sneak(failures.removeFirst()));
        for (int id = 1; id <= 3; id++) {
            assertEquals(id + " gets 13", codeOf(node, "{'type': 'echo', 'msg_id': " + id + ", 'echo': 1}"));
        }
    }

    @SuppressWarnings("unchecked") // the compiler is not to know
    private static <E extends Throwable> void sneak(Throwable failure) throws E {
        throw (E) failure;
    }

    @Test
    void aReplyThatIsNoJsonIsACrash() {
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        HandHeldNode node = HandHeldNode.started(n -> n.on(Echo.class, _ -> new EchoOk(circle)));
        assertEquals("1 gets 13", codeOf(node, "{'type': 'echo', 'msg_id': 1, 'echo': 1}"));
        assertTrue(node.logged().contains("writing the reply to {\"type\":\"echo\""), node.logged());
    }

    @Test
    void aHandlerMayRefuseWithAnyCode() {
        HandHeldNode node = nodeThat(_ -> {
            throw new Maelstrom.RpcError(Maelstrom.Code.TXN_CONFLICT, "try again");
        });
        node.receive("c1", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
        assertEquals(List.of("c1 {'type': 'error', 'in_reply_to': 1, 'code': 30, 'text': 'try again'}"), node.sent());
    }

    @Test
    void aHandlerMayRefuseWithACodeOfItsOwn() {
        HandHeldNode node = nodeThat(_ -> {
            throw new Maelstrom.RpcError(1000, "not on Sundays");
        });
        assertEquals("1 gets 1000", codeOf(node, "{'type': 'echo', 'msg_id': 1, 'echo': 1}"));
        assertThrows(IllegalArgumentException.class, () -> new Maelstrom.RpcError(15, "Maelstrom's"));
        assertEquals(Maelstrom.Code.ABORT, new Maelstrom.RpcError(14, "known").code());
    }

    /** Otherwise a client would take the error for that of its own operation, and believe that nothing happened. */
    @Test
    void anErrorThatAHandlerReceivedIsNotPassedOn() {
        HandHeldNode node = nodeThat(n -> n.seqKv().read("k", Long.class));
        node.receive("c1", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
        node.sent();
        assertEquals("1 gets 13", codeOf(node, "{'type': 'error', 'in_reply_to': 1, 'code': 20, 'text': 'no key'}"));
    }

    @Test
    void aValueOfAStoreThatIsOfAnotherTypeIsSaid() {
        HandHeldNode node = nodeThat(n -> n.seqKv().read("k", Long.class));
        node.receive("c1", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
        node.sent();
        assertEquals("java.lang.IllegalStateException: the value of 'k' in seq-kv does not fit Long; it was 'x'",
                errorOf(node, "{'type': 'read_ok', 'in_reply_to': 1, 'value': 'x'}"));
    }

    // ---- the start ----

    @Test
    void theSetUpKnowsWhoTheNodeIs() {
        HandHeldNode.started(node -> events.add(node.id() + " " + node.nodes() + " " + node.peers()));
        assertEquals(List.of("n0 [n0, n1, n2] [n1, n2]"), events);
    }

    @Test
    void theRandomNumbersOfANodeAreThoseOfItsHost() {
        HandHeldNode.started(node -> events.add("" + node.random().nextLong()));
        HandHeldNode.started(node -> events.add("" + node.random().nextLong()));
        assertEquals(events.getFirst(), events.getLast(), "hand-held nodes have one seed");
    }

    @Test
    void messagesBeforeInitWaitForIt() {
        HandHeldNode node = HandHeldNode.unborn(n -> n.on(Echo.class, request -> new EchoOk(request.echo())));
        node.receive("n1", "{'type': 'echo', 'msg_id': 1, 'echo': 'first'}");
        node.receive("n2", "{'type': 'echo', 'msg_id': 1, 'echo': 'second'}");
        assertEquals(List.of(), node.sent());
        node.receive("c0", "{'type': 'init', 'msg_id': 3, 'node_id': 'n0', 'node_ids': ['n0']}");
        assertEquals(List.of("c0 {'type': 'init_ok', 'in_reply_to': 3}",
                "n1 {'type': 'echo_ok', 'in_reply_to': 1, 'echo': 'first'}",
                "n2 {'type': 'echo_ok', 'in_reply_to': 1, 'echo': 'second'}"), node.sent());
    }

    @Test
    void noMoreThanTenThousandMessagesWaitForInit() {
        HandHeldNode node = HandHeldNode.unborn(n -> n.on(Echo.class, request -> new EchoOk(request.echo())));
        String echo = "{'type': 'echo', 'msg_id': 1, 'echo': 1}";
        node.receiveTogether("n1", Collections.nCopies(10_001, echo).toArray(String[]::new));
        node.receive("c0", "{'type': 'init', 'msg_id': 3, 'node_id': 'n0', 'node_ids': ['n0', 'n1']}");
        assertEquals(1 + 10_000, node.sent().size());
        assertTrue(node.logged().startsWith("Dropped: 10000 messages already wait"), node.logged());
    }

    @Test
    void noMoreThan64MillionCharactersWaitForInit() {
        HandHeldNode node = HandHeldNode.unborn(n -> n.on(Echo.class, request -> new EchoOk("long")));
        String echo = "{'type': 'echo', 'msg_id': 1, 'echo': '" + "x".repeat(15_000_000) + "'}";
        node.receiveTogether("n1", Collections.nCopies(5, echo).toArray(String[]::new));
        node.receive("c0", "{'type': 'init', 'msg_id': 3, 'node_id': 'n0', 'node_ids': ['n0', 'n1']}");
        assertEquals(1 + 4, node.sent().size());
        assertTrue(node.logged().startsWith("Dropped: 4 messages already wait"), node.logged());
    }

    @Test
    void aBadInitIsRefusedAndAGoodOneStillWorks() {
        HandHeldNode node = HandHeldNode.unborn(_ -> { });
        assertEquals("1 gets 12", codeOf(node, "{'type': 'init', 'msg_id': 1, 'node_id': 'n0'}"));
        node.receive("n1", "{'type': 'early', 'msg_id': 7}");
        assertEquals("1 gets 12", codeOf(node, "{'type': 'init', 'msg_id': 1, 'node_id': 'n0', 'node_ids': null}"));
        assertEquals("1 gets 12", codeOf(node, "{'type': 'init', 'msg_id': 1, 'node_id': 'n0', 'node_ids': [null]}"));
        String second = codeOf(node, "{'type': 'init', 'msg_id': 2, 'node_id': 'n0', 'node_ids': ['n0']}");
        assertTrue(second.contains("init_ok"), second);
    }

    /** Maelstrom would not listen any more to a node that speaks in the name of nobody. */
    @Test
    void aRefusedInitIsAnsweredInTheNameOfTheNodeThatWasAsked() {
        HandHeldNode node = HandHeldNode.unborn(_ -> { });
        node.receive("c1", "{'type': 'init', 'msg_id': 1}");
        assertTrue(node.lastLine().startsWith("{\"src\":\"n0\",\"dest\":\"c1\","), node.lastLine());
    }

    @Test
    void anInitMustNameEachNodeOnceAndThisOneToo() {
        HandHeldNode node = HandHeldNode.unborn(_ -> events.add("set up"));
        for (String ids : List.of("[]", "['n1']", "['n0', 'n1', 'n1']", "['n0', '']", "[null]", "['n0', 7]")) {
            assertEquals("1 gets 12", codeOf(node, "{'type': 'init', 'msg_id': 1, 'node_id': 'n0', 'node_ids': " + ids
                    + "}"));
        }
        assertEquals(List.of(), events);
        node.receive("c0", "{'type': 'init', 'msg_id': 2, 'node_id': 'n0', 'node_ids': ['n1', 'n0']}");
        assertEquals(List.of("set up"), events);
    }

    // ---- clients that have given up ----

    @Test
    void aLateReplyToAClientIsDroppedBecauseMaelstromWouldStopListening() {
        HandHeldNode node = nodeThat(n -> n.sleep(3_800));
        node.receive("c1", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
        node.pass(5_000);
        assertEquals(List.of(), node.sent());
        assertTrue(node.logged().contains("c1"), node.logged());
    }

    /** The client has waited too if its request stood behind other messages or the process was stopped. */
    @Test
    void theTimeThatARequestWaitedForTheNodeCounts() {
        HandHeldNode node = echoNode();
        node.pass(10_000);
        node.receiveLate("c1", "{'type': 'echo', 'msg_id': 1, 'echo': 1}", 3_800);
        node.receiveLate("c2", "{'type': 'echo', 'msg_id': 2, 'echo': 1}", 2_900);
        assertEquals(List.of("c2 {'type': 'echo_ok', 'in_reply_to': 2, 'echo': 1}"), node.sent());
    }

    /** The outcome is unknown to the client, and a node with too much to do works for those that still wait. */
    @Test
    void aRequestOfAClientThatHasGivenUpIsNotDone() {
        List<Object> done = new ArrayList<>();
        HandHeldNode node = HandHeldNode.started(n -> n.on(Echo.class, request -> {
            done.add(request.echo());
            return new EchoOk(request.echo());
        }));
        node.pass(10_000);
        node.receiveLate("c1", "{'type': 'echo', 'msg_id': 1, 'echo': 'too old'}", 3_100);
        node.receiveLate("c1", "{'type': 'echo', 'msg_id': 2, 'echo': 'in time'}", 2_900);
        node.receiveLate("n1", "{'type': 'echo', 'msg_id': 3, 'echo': 'of a node'}", 3_800);
        node.receiveLate("c1", "{'type': 'echo', 'echo': 'asks for no answer'}", 3_800);
        assertEquals(List.of("in time", "of a node", "asks for no answer"), done);
        assertEquals(1, node.logged().lines().filter(line -> line.startsWith("Not done: c1 has probably")).count());
    }

    /** Maelstrom waits 10 s for it, and a machine that starts many nodes is busy. */
    @Test
    void anInitIsAnsweredHoweverLate() {
        HandHeldNode node = HandHeldNode.unborn(_ -> { });
        node.receiveLate("c0", "{'type': 'init', 'msg_id': 1, 'node_id': 'n0', 'node_ids': ['n0']}", 8_000);
        assertEquals(List.of("c0 {'type': 'init_ok', 'in_reply_to': 1}"), node.sent());
    }

    @Test
    void anErrorThatIsNotSentIsNotLoggedAsSent() {
        HandHeldNode node = echoNode();
        node.pass(10_000);
        node.receiveLate("c1", "{'type': 'nonsense', 'msg_id': 1}", 3_800);
        node.receive("c2", "{'type': 'nonsense', 'msg_id': 2}");
        assertFalse(node.logged().contains("c1 gets error"), node.logged());
        assertTrue(node.logged().contains("c2 gets error 10"), node.logged());
    }

    @Test
    void aReplyThatIsJustInTimeIsNotDropped() {
        HandHeldNode node = nodeThat(n -> n.sleep(3_600));
        node.receive("c1", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
        node.pass(5_000);
        assertEquals(1, node.sent().size());
    }

    @Test
    void aLateReplyToANodeIsSent() {
        HandHeldNode node = nodeThat(n -> n.sleep(60_000));
        node.receive("n1", "{'type': 'echo', 'msg_id': 1, 'echo': 1}");
        node.pass(60_000);
        assertEquals(1, node.sent().size());
    }
}
