import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.journal.Journal;
import bench.story.Stories;
import bench.story.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hint below a story fits what happened in the run, and not only the name of the anomaly. */
class HintsTest {

    private static final String ECHO = """
            record Echo(Object echo) {}
            record EchoOk(Object echo) {}

            void main() {
                Maelstrom.serve(node -> node.on(Echo.class, request -> {
                    %s
                }));
            }
            """;

    private static final String BROADCAST = """
            record Topology() {}
            record TopologyOk() {}
            record Broadcast(long message) {}
            record BroadcastOk() {}
            record Read() {}
            record ReadOk(Set<Long> messages) {}
            record News(long message) {}

            void main() {
                Set<Long> seen = new TreeSet<>();
                Maelstrom.serve(node -> {
                    node.on(Topology.class, _ -> new TopologyOk());
                    node.on(Read.class, _ -> new ReadOk(seen));
                    node.hear(News.class, (news, _) -> { });
                    node.on(Broadcast.class, request -> {
                        seen.add(request.message());
                        %s
                        return new BroadcastOk();
                    });
                });
            }
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            return null;                                                        | n0 sent its client nothing.
            node.sleep(4900); return new EchoOk(request.echo());                | after the client had given up
            throw new IllegalStateException();                                  | The handler threw an exception
            return new EchoOk(node.seqKv().read("x", Long.class));              | Nobody had written the key yet: readOr
            throw new Maelstrom.RpcError(Maelstrom.Code.NOT_SUPPORTED, "TODO"); | There is no handler for the request
            throw new Maelstrom.RpcError(Maelstrom.Code.MALFORMED_REQUEST, ""); | The request does not fit
            throw new Maelstrom.RpcError(Maelstrom.Code.ABORT, "no leader");    | The node sent this error
            throw new Maelstrom.RpcError(Maelstrom.Code.MALFORMED_REQUEST, ""); | maelstrom help echo
            node.send("n9", request); return null;                              | a message to 'n9', which does not
            node.send("n9", request); return null;                              | Maelstrom reads nothing after that.
            """)
    void whatToDoAboutRequestsThatNeverSucceedDependsOnTheirEnd(String handler, String hint) throws IOException {
        assertHint(hint, ECHO.formatted(handler), "-w", "echo", "--node-count", "1", "--time-limit", "1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                              | , which has no in_reply_to; it must be 1, the msg_id of the request.
            "in_reply_to": "1"  | , which has the in_reply_to "1"; it must be 1, the msg_id of the request.
            "in_reply_to": 9    | , which has the in_reply_to 9; it must be 1, the msg_id of the request.
            """)
    void aReplyThatDoesNotSayWhatItAnswersIsQuotedWithTheNumberThatItMustHave(String field, String hint) {
        String reply = "{\"type\":\"generate_ok\",\"id\":1" + (field == null ? "}" : "," + field + "}");
        List<Consumer<Journal>> events = new ArrayList<>();
        Scripts.Run run = FakeNode.run("-w unique-ids --node-count 1 --time-limit 1", record(events),
                () -> (node, message) -> {
                    if (FakeNode.type(message).equals("generate")) {
                        node.send(message.get("src").asString(), reply);
                    }
                });
        String told = tell("unique-ids", run, events).getFirst().hint().getFirst();
        assertTrue(told.startsWith("n0 sent its client {\"type\":\"generate_ok\"") && told.endsWith(hint), told);
    }

    @Test
    void aHandlerThatWaitedInVainForAnotherNodeShouldAnswerFirst() throws IOException {
        assertHint("waited for an answer that did not come", ECHO.formatted(
                "return node.rpc(\"n0\", request, EchoOk.class);"), "-w", "echo", "--node-count", "1", "--time-limit",
                "1", "--latency", "1500");
    }

    @Test
    void anEchoThatFailsIsToldOnceAndHasTheHintOfItsError() throws IOException {
        List<List<String>> hint = List.of(
                List.of("There is no handler for the request, or it has not been written yet."));
        String todo = "throw new Maelstrom.RpcError(Maelstrom.Code.NOT_SUPPORTED, \"TODO\");";
        assertEquals(hint, hintsOfEcho(todo));
        assertEquals(hint, hintsOfEcho("if (node.random().nextBoolean()) return new EchoOk(request.echo());\n" + todo));
    }

    private List<List<String>> hintsOfEcho(String handler) throws IOException {
        return tell(ECHO.formatted(handler), "-w", "echo", "--node-count", "1", "--time-limit", "5").stream()
                .map(Story::hint).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                                                                        | slow      | must tell the
            node.peers().forEach(peer -> node.send(peer, new News(-1)));                | slow      | must pass it on
            node.peers().forEach(peer -> node.send(peer, new News(request.message()))); | slow      | has arrived
            node.peers().forEach(peer -> node.send(peer, new News(request.message()))); | partition | repeat a
            seen.clear();                                                               | slow      | has arrived
            if (request.message() > 5) throw new IllegalStateException();               | slow      | the log says where
            node.peers().forEach(peer -> node.send(peer, new BroadcastOk()));           | slow      | Is there a
            node.peers().forEach(peer -> node.rpc(peer, new Read(), ReadOk.class, 9));  | partition | answer first, and
            """)
    void whatToDoAboutALostValueDependsOnHowFarItCame(String telling, String nemesis, String hint)
            throws IOException {
        assertHint(hint, BROADCAST.formatted(telling == null ? "" : telling), "-w", "broadcast", "--node-count", "5",
                "--time-limit", "1", "--rate", "50", "--nemesis", nemesis);
    }

    @Test
    void aValueThatWasNeverSentToTheNodesThatLackItMustBePassedOn() throws IOException {
        assertHint("must pass it on", BROADCAST.replace("{ }", "seen.add(news.message())")
                .formatted("node.send(node.peers().getLast(), new News(request.message()));"), "-w", "broadcast",
                "--node-count", "5", "--time-limit", "1", "--rate", "50");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            node.id().equals("n1") ? 1 : 0 | so seq-kv has it
            1                              | Usually nodes overwrite each other
            """)
    void ifAnotherNodeReadTheRightSumNoAdditionIsLost(String missing, String hint) throws IOException {
        String counter = Files.readString(Shell.home().resolve("tests/broken/counter_read_stale.java"));
        String read = "_ -> new ReadOk(node.seqKv().readOr(\"total\", 0L))";
        assertTrue(counter.contains(read), counter);
        assertHint(hint, counter.replace(read, """
                _ -> {
                    node.seqKv().write(node.id(), node.now()); // a change, and so the newest state
                    return new ReadOk(node.seqKv().readOr("total", 0L) - (%s));
                }""".formatted(missing)), "-w", "g-counter", "--node-count", "2", "--time-limit", "1", "--rate", "20");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                                                            | must tell the others
            node.peers().forEach(peer -> node.send(peer, new News(total[0]))) | of two totals of a node the larger
            """)
    void aSumWithoutAStoreIsWrongBecauseOfWhatNodesTellEachOther(String told, String hint) throws IOException {
        assertHint(hint, """
                record Add(long delta) {}
                record AddOk() {}
                record Read() {}
                record ReadOk(long value) {}
                record News(long total) {}

                void main() {
                    Maelstrom.serve(node -> {
                        long[] total = {0};
                        node.hear(News.class, (news, _) -> total[0] += news.total());
                        node.on(Add.class, request -> {
                            total[0] += request.delta();
                            %s
                            return new AddOk();
                        });
                        node.on(Read.class, _ -> new ReadOk(total[0]));
                    });
                }
                """.formatted(told == null ? "" : told + ";"), "-w", "g-counter", "--node-count", "2",
                "--time-limit", "1", "--rate", "20");
    }

    @Test
    void whoCountsInLwwKvLearnsThatItsReplicasDoNotMeet() throws IOException {
        assertHint("two replicas that do not meet", """
                record Add(long delta) {}
                record AddOk() {}
                record Read() {}
                record ReadOk(long value) {}

                void main() {
                    long[] sum = {0};
                    Maelstrom.serve(node -> {
                        node.on(Add.class, request -> {
                            sum[0] += request.delta();
                            node.lwwKv().write(node.id(), sum[0]);
                            return new AddOk();
                        });
                        node.on(Read.class, _ -> new ReadOk(node.nodes().stream()
                                .mapToLong(each -> node.lwwKv().readOr(each, 0L)).sum()));
                    });
                }
                """, "-w", "g-counter", "--node-count", "3", "--time-limit", "5", "--rate", "50");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            linKv | node.linKv().write("all", after)               | causal-cerone       | its own copy back
            seqKv | node.linKv().casOrCreate("all", before, after) | strict-serializable | answered from an old copy
            """)
    void transactionsOnASharedStoreFailByWhatTheyReadOrByWhatTheyWrite(String reads, String write, String model,
            String hint) throws IOException {
        assertHint(hint, """
                record Txn(List<List<Object>> txn) {}
                record TxnOk(List<List<Object>> txn) {}

                void main() {
                    Maelstrom.serve(node -> node.on(Txn.class, request -> {
                        boolean writes = request.txn().stream().anyMatch(step -> step.getFirst().equals("w"));
                        var before = (writes ? node.linKv() : node.%s()).readOr("all", new TreeMap<String, Object>());
                        var after = new TreeMap<String, Object>(before);
                        List<List<Object>> done = new ArrayList<>();
                        for (List<Object> step : request.txn()) {
                            String key = step.get(1).toString();
                            if (step.getFirst().equals("w")) {
                                after.put(key, step.getLast());
                            }
                            done.add(Arrays.asList(step.getFirst(), step.get(1), after.get(key)));
                        }
                        if (writes) {
                            %s;
                            node.seqKv().write("all", after);
                        }
                        return new TxnOk(done);
                    }));
                }
                """.formatted(reads, write), "-w", "txn-rw-register", "--node-count", "3", "--concurrency", "2n",
                "--time-limit", "5", "--rate", "100", "--consistency-models", model);
    }

    @Test
    void aValueOfAnotherTypeIsNotLookedForOnTheWay() throws IOException {
        String broadcast = BROADCAST.formatted("").replace("Set<Long> messages", "Object messages");
        assertHint("must come back as it was sent",
                broadcast.replace("ReadOk(seen)", "ReadOk(seen.stream().map(String::valueOf).toList())"),
                "-w", "broadcast", "--node-count", "1", "--rate", "20", "--time-limit", "1");
    }

    @Test
    void anErrorIsNoWaitForOthers() throws IOException {
        assertHint("The node sent this error", ECHO.formatted("""
                if (request.echo().toString().endsWith("1")) {
                    throw new Maelstrom.RpcError(Maelstrom.Code.ABORT, "no");
                }
                return new EchoOk(request.echo());
                """), "-w", "echo", "--node-count", "1", "--rate", "100", "--time-limit", "1",
                "--availability", "total");
    }

    @Test
    void ofManyNodesTheFirstFewAreNamed() throws IOException {
        String text = String.join(" ", tell(BROADCAST.formatted(""), "-w", "broadcast", "--node-count", "12",
                "--time-limit", "1").getFirst().text());
        assertTrue(text.matches(".* has it; n\\d, n\\d, n\\d and 8 more do not\\..*"), text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            poll | super.poll(key, offset + 1)                        | poll-skip             | had acknowledged it
            poll | super.poll(key, offset + 1)                        | lost-write            | polls leave it out
            poll | every(2, super.poll(key, offset))                  | int-poll-skip         | had acknowledged it
            poll | super.poll(key, offset).reversed()                 | int-nonmonotonic-poll | in the order of their
            poll | super.poll(key, 0)                                 | nonmonotonic-poll     | this one began below
            send | store(count++, key, msg, count % 5 == 0 ? 200 : 0) | poll-skip             | before all lower ones
            send | store(count++ % 50, key, msg, 0)                   | inconsistent-offsets  | two sends get the same
            send | super.send(key, msg) + 1                           | duplicate             | another offset than its
            send | store(1000 - count++, key, msg, 0)                 | nonmonotonic-send     | above all earlier ones
            """)
    void whatToDoAboutALogOnOneNodeDependsOnWhatItDoes(String method, String body, String anomaly, String hint)
            throws IOException {
        List<Story> stories = tellOfLogs(method, body);
        Story story = stories.stream().filter(each -> each.title().contains(", " + anomaly + ":")).findFirst()
                .orElseThrow(() -> new AssertionError(stories));
        assertTrue(story.hint().getFirst().contains(hint), stories.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            send | super.send(key, msg) + 1          | inconsistent-offsets duplicate
            poll | super.poll(key, offset).reversed() | int-nonmonotonic-poll
            """)
    void anAnomalyThatOnlyFollowsFromAnotherOneIsNotTold(String method, String body, String told) throws IOException {
        assertEquals(told, tellOfLogs(method, body).stream().map(story -> story.title().split(", |:")[1])
                .collect(Collectors.joining(" ")));
    }

    @Test
    void anOffsetThatTwoNodesGaveOutIsNoMatterOfOneNode() throws IOException {
        Files.copy(Shell.home().resolve("tests/broken/Logs.java"), folder.resolve("Logs.java"));
        assertHint("Two nodes gave out the same offset.",
                Files.readString(Shell.home().resolve("tests/broken/kafka_one_offset_twice.java")), "-w", "kafka",
                "--node-count", "2", "--concurrency", "2n", "--rate", "200", "--time-limit", "5", "--latency", "10");
    }

    /** The stories of one node with logs, of which one method is wrong. */
    private List<Story> tellOfLogs(String method, String body) throws IOException {
        Files.copy(Shell.home().resolve("tests/broken/Logs.java"), folder.resolve("Logs.java"));
        return tell("""
                void main() {
                    Maelstrom.serve(node -> new Logs(node) {

                        long count;

                        @Override
                        %s {
                            return %s;
                        }

                        long store(long offset, String key, long message, long millis) {
                            node.sleep(millis);
                            log(key).put(offset, message);
                            return offset;
                        }

                        List<List<Long>> every(int nth, List<List<Long>> messages) {
                            return messages.stream().filter(each -> each.getFirst() %% nth == 0).toList();
                        }
                    });
                }
                """.formatted(method.equals("poll") ? "List<List<Long>> poll(String key, long offset)"
                : "long send(String key, long msg)", body),
                "-w", "kafka", "--node-count", "1", "--concurrency", "2n", "--rate", "100", "--time-limit", "20");
    }

    private void assertHint(String hint, String script, String... options) throws IOException {
        List<Story> stories = tell(script, options);
        assertTrue(!stories.isEmpty() && String.join(" ", stories.getFirst().hint()).contains(hint),
                stories.toString());
    }

    private List<Story> tell(String script, String... options) throws IOException {
        List<Consumer<Journal>> events = new ArrayList<>();
        Scripts.Run run = Scripts.compile("hinted", script, folder).run("hinted", List.of(options), List.of(), 1,
                record(events));
        return tell(options[1], run, events);
    }

    private static Journal record(List<Consumer<Journal>> events) {
        return (nanos, event) -> events.add(journal -> journal.record(nanos, event));
    }

    private static List<Story> tell(String workload, Scripts.Run run, List<Consumer<Journal>> events) {
        return Stories.tell(workload, run.verdicts(), run.outcome().history(),
                journal -> events.forEach(event -> event.accept(journal)));
    }
}
