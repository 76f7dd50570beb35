import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.history.Op;
import bench.workload.Broadcast;
import bench.workload.Echo;
import bench.workload.GCounter;
import bench.workload.GSet;
import bench.workload.LinKv;
import bench.workload.PnCounter;
import bench.workload.Settings;
import bench.workload.Topology;
import bench.workload.UniqueIds;
import bench.workload.Workload;
import bench.workload.Workload.Generator;
import bench.workload.Workload.Invocation;
import bench.workload.Workload.MalformedReply;
import bench.workload.Workload.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What clients ask in each workload, and how a reply becomes the end of an operation. */
class WorkloadsTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static List<String> nodes(int count) {
        return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
    }

    private static Settings settings(int nodes, int concurrency) {
        return new Settings(nodes(nodes), concurrency, 0, "grid", null, 4, 16, List.of());
    }

    private static List<Invocation> first(int count, Generator generator) {
        return Stream.generate(() -> generator.next(0, 0)).limit(count).toList();
    }

    @Test
    void aTopologyNamesEachNodesNeighbours() {
        assertEquals("{n0=[n1], n1=[n0, n2], n2=[n1]}", Topology.of("line", nodes(3)).toString());
        assertEquals("{n0=[n3, n1], n1=[n4, n2, n0], n2=[n1], n3=[n0, n4], n4=[n1, n3]}",
                Topology.of("grid", nodes(5)).toString());
        assertEquals("{n0=[n1, n2], n1=[n0, n3, n4], n2=[n0], n3=[n1], n4=[n1]}",
                Topology.of("tree", nodes(5)).toString());
        assertEquals("{n0=[n1, n2, n3], n1=[n0, n4], n2=[n0], n3=[n0], n4=[n1]}",
                Topology.of("tree3", nodes(5)).toString());
        assertEquals("{n0=[n1, n2], n1=[n0, n2], n2=[n0, n1]}", Topology.of("total", nodes(3)).toString());
    }

    @Test
    void aSingleNodeHasNoNeighbours() {
        assertEquals(Map.of(), Topology.of("line", nodes(1)));
        for (String shape : List.of("grid", "tree", "tree4", "total")) {
            assertEquals(Map.of("n0", List.of()), Topology.of(shape, nodes(1)));
        }
        assertThrows(IllegalArgumentException.class, () -> Topology.of("ring", nodes(3)));
    }

    @Test
    void aBroadcastBeginsByTellingTheTopology() {
        assertEquals("{\"type\":\"topology\",\"topology\":{\"n0\":[\"n1\"],\"n1\":[\"n0\"]}}",
                new Broadcast(settings(2, 2)).setup().toString());
        assertNull(new GSet(settings(2, 2)).setup());
    }

    @Test
    void halfOfASetsOperationsAreReadsAndTheOthersAddConsecutiveNumbers() {
        List<Invocation> invocations = first(10_000, new Broadcast(settings(5, 5)).generator(new Random(1)));
        List<Object> added = invocations.stream()
                .filter(invocation -> invocation.f().equals("broadcast")).map(Invocation::value).toList();
        assertEquals(LongStream.range(0, added.size()).boxed().toList(), added);
        assertEquals(5_000, added.size(), 200);
    }

    @Test
    void aCounterGoesBothWaysAndAGrowOnlyCounterReadsTwiceAsOftenAsItAdds() {
        List<Invocation> both = first(10_000, new PnCounter(settings(3, 3)).generator(new Random(1)));
        assertEquals(LongStream.range(-5, 5).boxed().toList(), both.stream().map(Invocation::value)
                .filter(Long.class::isInstance).distinct().sorted().toList());
        List<Invocation> growing = first(10_000, new GCounter(settings(3, 3)).generator(new Random(1)));
        assertEquals(LongStream.range(0, 5).boxed().toList(), growing.stream().map(Invocation::value)
                .filter(Long.class::isInstance).distinct().sorted().toList());
        assertEquals(6_667, growing.stream().filter(i -> i.f().equals("read")).count(), 200);
    }

    @Test
    void theSameSeedAsksTheSame() {
        Settings settings = settings(3, 6);
        for (Workload workload : List.of(
                new Echo(settings), new GSet(settings), new GCounter(settings), new LinKv(settings))) {
            assertEquals(first(100, workload.generator(new Random(5))), first(100, workload.generator(new Random(5))));
        }
    }

    @Test
    void atTheEndEachThreadReadsOnce() {
        Generator reads = new Broadcast(settings(2, 2)).finalGenerator();
        assertEquals(new Invocation("read", null, List.of("final?")), reads.next(1, 0));
        assertNull(reads.next(1, 0));
        assertFalse(reads.isDone());
        assertEquals(List.of("final?"), new PnCounter(settings(2, 2)).finalGenerator().next(0, 0).flags());
        assertEquals(List.of(), new GSet(settings(2, 2)).finalGenerator().next(0, 0).flags(), "as with Maelstrom");
        reads.next(0, 0);
        assertTrue(reads.isDone());
        assertNull(new LinKv(settings(2, 4)).finalGenerator());
    }

    @Test
    void errorsEndOperationsAsWithMaelstrom() {
        for (Workload workload : List.of(new Broadcast(settings(1, 2)), new LinKv(settings(1, 2)))) {
            assertTrue(workload.failsOn("read", false));
            assertFalse(workload.failsOn("write", false));
            assertTrue(workload.failsOn("write", true));
        }
        for (Workload workload : List.of(new GSet(settings(1, 1)), new GCounter(settings(1, 1)))) {
            assertFalse(workload.failsOn("read", true));
        }
        assertTrue(new Echo(settings(1, 1)).failsOn("echo", true));
        assertFalse(new UniqueIds(settings(1, 1)).failsOn("generate", false));
    }

    /** Performs one operation on a node that gives this reply; returns the request and the operation's outcome. */
    private static String perform(Workload workload, Invocation invocation, String reply) {
        List<String> events = new ArrayList<>();
        workload.client().invoke(invocation, (request, onReply) -> {
            events.add(request.toString().replace('"', '\''));
            onReply.accept((ObjectNode) JSON.readTree(reply.replace('\'', '"')));
        }, new Outcome() {
            @Override
            public void ok(Object value) {
                events.add("ok " + value);
            }

            @Override
            public void info(Object error) {
                events.add("info " + error);
            }
        });
        return String.join(" ", events);
    }

    @Test
    void operationsBecomeRequestsAndRepliesBecomeValues() {
        assertEquals("{'type':'broadcast','message':7} ok 7", perform(new Broadcast(settings(1, 1)),
                new Invocation("broadcast", 7L), "{'type':'broadcast_ok','in_reply_to':1,'msg_id':4}"));
        assertEquals("{'type':'read'} ok [7, 1]", perform(new Broadcast(settings(1, 1)),
                new Invocation("read", null), "{'type':'read_ok','messages':[7,1]}"));
        assertEquals("{'type':'add','element':7} ok 7", perform(new GSet(settings(1, 1)),
                new Invocation("add", 7L), "{'type':'add_ok'}"));
        assertEquals("{'type':'read'} ok []", perform(new GSet(settings(1, 1)),
                new Invocation("read", null), "{'type':'read_ok','value':null}"));
        assertEquals("{'type':'add','delta':-3} ok -3", perform(new PnCounter(settings(1, 1)),
                new Invocation("add", -3L), "{'type':'add_ok'}"));
        assertEquals("{'type':'read'} ok 9", perform(new GCounter(settings(1, 1)),
                new Invocation("read", null), "{'type':'read_ok','value':9}"));
        assertEquals("{'type':'generate'} ok {a=[1.5, true, null]}", perform(new UniqueIds(settings(1, 1)),
                new Invocation("generate", null), "{'type':'generate_ok','id':{'a':[1.5,true,null]}}"));
        assertEquals("{'type':'echo','echo':'hi'} ok {:type=echo_ok, :echo=hi, :in_reply_to=1}",
                perform(new Echo(settings(1, 1)), new Invocation("echo", "hi"),
                        "{'type':'echo_ok','echo':'hi','in_reply_to':1}"));
    }

    @Test
    void linKvSendsKeysAndValues() {
        LinKv workload = new LinKv(settings(1, 2));
        assertEquals("{'type':'read','key':3} ok [3, 4]", perform(workload,
                new Invocation("read", Arrays.asList(3L, null)), "{'type':'read_ok','value':4}"));
        assertEquals("{'type':'write','key':3,'value':4} ok [3, 4]", perform(workload,
                new Invocation("write", List.of(3L, 4L)), "{'type':'write_ok'}"));
        assertEquals("{'type':'cas','key':3,'from':4,'to':5} ok [3, [4, 5]]", perform(workload,
                new Invocation("cas", List.of(3L, List.of(4L, 5L))), "{'type':'cas_ok'}"));
    }

    @Test
    void aMalformedReplySaysWhatWasExpectedAndWhatCame() {
        Invocation read = new Invocation("read", null);
        assertMalformed("the type must be \"read_ok\"", new Broadcast(settings(1, 1)), read, "{'messages':[]}");
        assertMalformed("the field \"messages\" is missing in the read_ok", new Broadcast(settings(1, 1)), read,
                "{'type':'read_ok','value':[]}");
        assertMalformed("the field \"messages\" must be an array", new Broadcast(settings(1, 1)), read,
                "{'type':'read_ok','messages':{}}");
        assertMalformed("the field \"node\" does not belong in the read_ok", new Broadcast(settings(1, 1)), read,
                "{'type':'read_ok','messages':[],'node':'n1'}");
        for (String number : List.of("3.0", "9223372036854775808")) {
            assertMalformed("the field \"value\" must be an integer of at most 64 bits",
                    new PnCounter(settings(1, 1)), read, "{'type':'read_ok','value':" + number + "}");
        }
        assertMalformed("the field \"msg_id\" must be an integer", new PnCounter(settings(1, 1)), read,
                "{'type':'read_ok','value':3,'msg_id':'x'}");
    }

    private static void assertMalformed(String reason, Workload workload, Invocation invocation, String reply) {
        MalformedReply error = assertThrows(MalformedReply.class, () -> perform(workload, invocation, reply));
        assertEquals(reason + ", but the reply is " + reply.replace('\'', '"'), error.getMessage());
    }

    @Test
    void linKvsFirstThreadsReadAndEachGroupHasAKeyUntilTwentyProcessesUsedIt() {
        Generator generator = new LinKv(settings(2, 8)).generator(new Random(1));
        assertEquals(new Invocation("read", Arrays.asList(0L, null)), generator.next(1, 0));
        assertEquals(0L, ((List<?>) generator.next(3, 0).value()).getFirst());
        assertFalse(generator.next(4, 0).f().equals("read"), "as with Maelstrom, other groups do not read");
        for (int crashed = 0; crashed < 16; crashed++) {
            assertEquals(1L, ((List<?>) generator.next(5, 0).value()).getFirst());
            generator.update(5, new Op(crashed, 0, Op.Type.INFO, 5, "write", List.of(1L, 1L), null, List.of()));
        }
        assertEquals(1L, ((List<?>) generator.next(5, 0).value()).getFirst());
        generator.update(5, new Op(16, 0, Op.Type.INFO, 5, "write", List.of(1L, 1L), null, List.of()));
        assertEquals(2L, ((List<?>) generator.next(5, 0).value()).getFirst());
        assertEquals(0L, ((List<?>) generator.next(0, 0).value()).getFirst());
    }

    @Test
    void linKvWantsTwoWorkersForEachNode() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new LinKv(settings(3, 3)))
                .getMessage().contains("--concurrency 2n"));
        assertThrows(IllegalArgumentException.class, () -> new LinKv(settings(11, 22)));
        assertEquals(1_000, new LinKv(settings(1, 2)).timeoutMillis());
    }
}
