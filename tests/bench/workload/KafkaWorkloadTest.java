import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Verdict;
import bench.history.History;
import bench.history.Keyword;
import bench.history.Op;
import bench.workload.Kafka;
import bench.workload.KafkaFinalPolls;
import bench.workload.Settings;
import bench.workload.Workload;
import bench.workload.Workload.Client;
import bench.workload.Workload.Generator;
import bench.workload.Workload.Invocation;
import bench.workload.Workload.MalformedReply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What clients ask of logs, how they take the replies, and that a right node is found right. */
class KafkaWorkloadTest {

    private static final int THREADS = 4;
    private static final long PAUSE_NANOS = 5_000_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Clients of one node that answers at once. */
    private static final class Bench {

        private final Kafka workload =
                new Kafka(new Settings(List.of("n0"), THREADS, 0, "grid", null, 4, 16, List.of()));
        private final History.Recorder recorder = new History.Recorder();
        private final List<Op> invocations = new ArrayList<>();
        private final List<ObjectNode> requests = new ArrayList<>();
        private final Map<String, List<Long>> logs = new TreeMap<>();
        private final int[] processes = {0, 1, 2, 3};
        private final Client[] clients = new Client[THREADS];
        private long nowNanos;

        /** Lets threads take turns until the generator is done, or for this many operations. */
        Bench run(Generator generator, int limit) {
            for (int i = 0; i < limit && !generator.isDone(); i++) {
                int thread = i % THREADS;
                nowNanos += PAUSE_NANOS;
                Invocation invocation = generator.next(thread, nowNanos);
                if (invocation != null) {
                    perform(generator, thread, invocation);
                }
            }
            return this;
        }

        private void perform(Generator generator, int thread, Invocation invocation) {
            if (clients[thread] == null) {
                clients[thread] = workload.client();
            }
            invocations.add(record(generator, thread, Op.Type.INVOKE, invocation, invocation.value(), null));
            clients[thread].invoke(invocation, this::answer, new Workload.Outcome() {
                @Override
                public void ok(Object value) {
                    record(generator, thread, Op.Type.OK, invocation, value, null);
                }

                @Override
                public void info(Object error) {
                    record(generator, thread, Op.Type.INFO, invocation, invocation.value(), error);
                    processes[thread] += THREADS;
                    clients[thread] = null;
                }
            });
        }

        private Op record(Generator generator, int thread, Op.Type type, Invocation invocation, Object value,
                          Object error) {
            Op op = recorder.add(nowNanos, type, processes[thread], invocation.f(), value, error, invocation.flags());
            generator.update(thread, op);
            return op;
        }

        private void answer(ObjectNode request, Consumer<ObjectNode> onReply) {
            requests.add(request);
            ObjectNode reply = JSON.createObjectNode().put("type", request.get("type").asString() + "_ok");
            switch (request.get("type").asString()) {
                case "send" -> {
                    List<Long> log = logs.computeIfAbsent(request.get("key").asString(), _ -> new ArrayList<>());
                    reply.put("offset", log.size());
                    log.add(request.get("msg").longValue());
                }
                case "poll" -> poll(request, reply.putObject("msgs"));
                case "list_committed_offsets" -> reply.putObject("offsets").put("9", 3);
                default -> { }
            }
            onReply.accept(reply);
        }

        private void poll(ObjectNode request, ObjectNode messages) {
            request.get("offsets").forEachEntry((key, offset) -> {
                List<Long> log = logs.getOrDefault(key, List.of());
                for (int i = offset.intValue(); i < log.size(); i++) {
                    messages.withArray(key).addArray().add(i).add(log.get(i));
                }
            });
        }

        long count(String f) {
            return invocations.stream().filter(op -> op.f().equals(f)).count();
        }

        List<Op> invocations(String f) {
            return invocations.stream().filter(op -> op.f().equals(f)).toList();
        }
    }

    private static Bench after(int operations) {
        Bench bench = new Bench();
        return bench.run(bench.workload.generator(new SplittableRandom(1)), operations);
    }

    private static List<?> sendOf(Op op) {
        return (List<?>) ((List<?>) op.value()).getFirst();
    }

    @Test
    void operationsAreMixedAsInMaelstrom() {
        Bench bench = after(40_000);
        assertEquals(0.475, bench.count("send") / 40e3, 0.015);
        assertEquals(0.508, bench.count("poll") / 40e3, 0.015);
        assertEquals(1.0 / 64, bench.count("assign") / 40e3, 0.003);
        assertEquals(200.0 / 30 * THREADS, bench.count("crash"), 12); // each client every 30 s, for 200 s
        assertTrue(bench.invocations.stream().limit(10).anyMatch(op -> op.f().equals("crash")), "the first at once");
    }

    @Test
    void keysAreStringsWithSixteenMessagesEach() {
        Map<String, List<Object>> messages = new TreeMap<>();
        for (Op op : after(20_000).invocations("send")) {
            assertEquals(Keyword.of("send"), sendOf(op).getFirst());
            messages.computeIfAbsent((String) sendOf(op).get(1), _ -> new ArrayList<>()).add(sendOf(op).get(2));
        }
        assertTrue(messages.size() > 400, () -> messages.size() + " keys");
        assertTrue(messages.containsKey("0"));
        List<Long> firstSixteen = LongStream.rangeClosed(1, 16).boxed().toList();
        messages.values().forEach(values -> assertEquals(firstSixteen.subList(0, values.size()), values));
        assertTrue(messages.values().stream().filter(values -> values.size() < 16).count() <= 10);
    }

    @Test
    void someAssignmentsAddKeysWithUnseenMessages() {
        List<Integer> sizes = after(20_000).invocations("assign").stream()
                .map(op -> ((List<?>) op.value()).size()).toList();
        double large = sizes.stream().filter(size -> size > 1).count() / (double) sizes.size();
        assertEquals(0.33, large, 0.08);
    }

    @Test
    void aRightNodeIsFoundRight() {
        Bench bench = after(50_000);
        bench.run(bench.workload.finalGenerator(), 1000);
        Verdict verdict = bench.workload.checker().check(bench.recorder.history());
        assertEquals(Verdict.Validity.TRUE, verdict.valid(), () -> verdict.complaints().toString());
    }

    @Test
    void aClientPollsFromWhereItWasAndCommitsWhatItGot() {
        Bench bench = new Bench();
        bench.logs.put("7", List.of(1L, 2L));
        Generator script = script(new Invocation("assign", List.of("7", "9")), poll(), poll(),
                new Invocation("assign", List.of("9", "8")), poll());
        bench.run(script, 5 * THREADS);
        assertEquals(List.of(
                        "{'type':'list_committed_offsets','keys':['7','9']}",
                        "{'type':'poll','offsets':{'7':0,'9':0}}",
                        "{'type':'commit_offsets','offsets':{'7':1}}",
                        "{'type':'poll','offsets':{'7':2,'9':0}}",
                        "{'type':'list_committed_offsets','keys':['9','8']}",
                        "{'type':'poll','offsets':{'9':0,'8':0}}"),
                bench.requests.stream().map(request -> request.toString().replace('"', '\'')).toList());
        assertEquals(List.of(List.of(Keyword.of("poll"), Map.of("7", List.of(List.of(0L, 1L), List.of(1L, 2L))))),
                bench.recorder.history().ops().get(3).value());
    }

    @Test
    void aCrashAsksNobodyAndItsSuccessorHasNothingAssigned() {
        Bench bench = new Bench();
        bench.run(script(new Invocation("assign", List.of("7")), new Invocation("crash", null), poll()), 3 * THREADS);
        assertEquals(List.of("list_committed_offsets", "poll"),
                bench.requests.stream().map(request -> request.get("type").asString()).toList());
        assertTrue(bench.requests.getLast().get("offsets").isEmpty());
        assertTrue(bench.recorder.history().ops().get(3).isInfo());
    }

    /** Lets thread 0 do these things, one after the other. */
    private static Generator script(Invocation... invocations) {
        List<Invocation> left = new ArrayList<>(List.of(invocations));
        return (thread, _) -> thread > 0 || left.isEmpty() ? null : left.removeFirst();
    }

    private static Invocation poll() {
        return new Invocation("poll", List.of(List.of(Keyword.of("poll"))));
    }

    @Test
    void repliesThatAreNotOfTheProtocolAreMalformed() {
        for (String reply : List.of("{'type':'poll_ok'}", "{'type':'poll_ok','msgs':[]}",
                "{'type':'poll_ok','msgs':null}",
                "{'type':'poll_ok','msgs':{'7':3}}", "{'type':'poll_ok','msgs':{'7':[1]}}",
                "{'type':'poll_ok','msgs':{'7':[[1]]}}", "{'type':'poll_ok','msgs':{'7':[['1',1]]}}",
                "{'type':'poll_ok','msgs':{'7':[[0,1,2]]}}", "{'type':'send_ok','offset':1}",
                "{'type':'poll_ok','msgs':{},'more':1}")) {
            assertThrows(MalformedReply.class, () -> answerTo(poll(), reply), reply);
        }
        Invocation send = new Invocation("send", List.of(List.of(Keyword.of("send"), "7", 1L)));
        assertThrows(MalformedReply.class, () -> answerTo(send, "{'type':'send_ok','offset':'1'}"));
        Invocation assign = new Invocation("assign", List.of("7"));
        assertThrows(MalformedReply.class,
                () -> answerTo(assign, "{'type':'list_committed_offsets_ok','offsets':{'7':null}}"));
        assertEquals(List.of(List.of(Keyword.of("poll"), Map.of("7", List.of()))),
                answerTo(poll(), "{'type':'poll_ok','msgs':{'7':null}}"));
    }

    private static Object answerTo(Invocation invocation, String reply) {
        List<Object> results = new ArrayList<>();
        new Bench().workload.client().invoke(invocation,
                (_, onReply) -> onReply.accept((ObjectNode) JSON.readTree(reply.replace('\'', '"'))),
                new Workload.Outcome() {
                    @Override
                    public void ok(Object value) {
                        results.add(value);
                    }

                    @Override
                    public void info(Object error) {
                        results.add(error);
                    }
                });
        return results.getFirst();
    }

    @Test
    void onlyAssignmentsFailWhateverTheErrorAndOnlyCrashesNeedNotSucceed() {
        Kafka workload = new Bench().workload;
        assertTrue(workload.failsOn("assign", false));
        assertTrue(workload.failsOn("poll", true));
        assertFalse(workload.failsOn("poll", false));
        assertFalse(workload.failsOn("send", false));
        assertEquals(Set.of("crash"), workload.mayAlwaysFail());
    }

    @Test
    void inTheEndEachThreadPollsEveryKeyFromItsBeginningUntilItHasCaughtUp() {
        Bench bench = after(5_000);
        int before = bench.invocations.size();
        Generator last = bench.workload.finalGenerator();
        bench.run(last, 1000);
        assertTrue(last.isDone());
        List<Op> ops = bench.invocations.subList(before, bench.invocations.size());
        assertEquals(3 * THREADS, ops.size());
        assertEquals(List.of("crash", "assign", "poll"), ops.stream().filter(op -> op.process() % THREADS == 0)
                .map(Op::f).toList());
        Op assign = ops.stream().filter(op -> op.f().equals("assign")).findFirst().orElseThrow();
        assertEquals(List.of("seek-to-beginning?"), assign.flags());
        assertEquals(bench.logs.keySet(), new HashSet<>((List<?>) assign.value()));
    }

    @Test
    void inTheEndAThreadPollsEvery200MillisOnAverage() {
        KafkaFinalPolls last = after(1_000).workload.finalGenerator();
        List<String> asked = new ArrayList<>();
        for (long millis = 0; millis < 10_000; millis++) {
            Invocation invocation = last.next(0, millis * 1_000_000);
            if (invocation != null) {
                asked.add(invocation.f());
            }
        }
        assertEquals(List.of("crash", "assign", "poll"), asked.subList(0, 3));
        assertEquals(50, asked.size(), 15);
    }

    @Test
    void aTestThatTouchedNoKeyEndsAtOnce() {
        Bench bench = new Bench();
        bench.workload.generator(new SplittableRandom(1));
        assertTrue(bench.workload.finalGenerator().isDone());
        assertNull(bench.workload.finalGenerator().next(0, 0));
    }
}
