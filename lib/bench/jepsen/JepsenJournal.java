package bench.jepsen;

import bench.history.History;
import bench.history.Op;
import bench.journal.Event;
import bench.journal.Journal;
import bench.kernel.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Reconstructs the journal of a run of the real Maelstrom from its store: the history, Maelstrom's own journal of the
 * network, and the deaf nodes of its log. The journal of the network does not record losses, so a message that never
 * arrived counts as lost when it was sent: to a cut between the two nodes at that time, otherwise to a receiver that
 * had left. Node logs have no times there, so they are left out.
 */
public final class JepsenJournal {

    /** How long a message may be in flight after it was sent, and may therefore meet a cut. */
    private static final long UNDER_WAY_NANOS = 1_000_000_000;

    /** What clients send that does not begin an operation: the set-up, and the second request of a poll. */
    private static final List<String> NO_BEGINNING = List.of("\"type\":\"init\"", "\"type\":\"topology\"",
            "\"type\":\"commit_offsets\"");

    private final History history;
    private final List<NetJournal.Entry> network;
    private final List<String> nodes;
    private final int concurrency;
    private final long startNanos;
    private final List<Timed> events = new ArrayList<>();

    private record Timed(long nanos, Event event) {
    }

    /** A period of a partition; {@code endNanos} is {@link Long#MAX_VALUE} if it was never healed. */
    private record Cut(long startNanos, long endNanos, Map<?, ?> grudge) {

        boolean meets(NetJournal.Message message, long sentNanos) {
            return startNanos <= sentNanos + UNDER_WAY_NANOS && sentNanos <= endNanos
                    && grudge.get(message.dest()) instanceof Collection<?> unheard && unheard.contains(message.src());
        }
    }

    private JepsenJournal(History history, List<NetJournal.Entry> network, List<String> nodes, int concurrency) {
        this.history = history;
        this.network = network;
        this.nodes = nodes;
        this.concurrency = concurrency;
        this.startNanos = network.isEmpty() ? 0 : network.getFirst().nanos();
    }

    /**
     * Replays all events of a run to a journal, in order, on the history's clock. The start of the run is before its 0.
     *
     * @param store       the folder with {@code history.edn} and {@code net-journal}
     * @param nodes       the nodes in the order of Maelstrom's command line
     * @param concurrency the number of clients
     */
    public static void replay(Path store, List<String> nodes, int concurrency, Journal journal) throws IOException {
        History history = JepsenHistory.read(store.resolve("history.edn"));
        List<NetJournal.Entry> network = NetJournal.read(store.resolve("net-journal"));
        new JepsenJournal(history, network, nodes, concurrency).tell(JepsenLog.deafNodes(store.resolve("jepsen.log")),
                journal);
    }

    private void tell(List<JepsenLog.DeafNode> deaf, Journal journal) {
        nodes.forEach(node -> events.add(new Timed(0, new Event.NodeChange(node, Event.State.STARTED, null))));
        long historyNanos = historyNanos();
        List<Cut> cuts = faults(historyNanos);
        operations(historyNanos); // before the messages, because an operation begins before its request is sent
        messages(cuts);
        deafness(deaf, historyNanos);
        events.stream().sorted(Comparator.comparingLong(Timed::nanos))
                .forEach(each -> journal.record(each.nanos - historyNanos, each.event));
    }

    /**
     * When the history's clock began. Each operation sends its request after it began, and the quickest one almost at
     * once. So the smallest difference is the best estimate.
     */
    private long historyNanos() {
        long[] begun = history.invocations().filter(op -> !op.f().equals("crash")).mapToLong(Op::time).sorted()
                .toArray();
        long[] sent = network.stream().filter(this::isRequest).mapToLong(NetJournal.Entry::nanos).sorted().toArray();
        return IntStream.range(0, Math.min(begun.length, sent.length)).mapToLong(i -> sent[i] - startNanos - begun[i])
                .min().orElse(0);
    }

    /** Whether a client began an operation with this. */
    private boolean isRequest(NetJournal.Entry entry) {
        return entry.sent() && Message.isClient(entry.message().src())
                && NO_BEGINNING.stream().noneMatch(entry.message().body()::contains);
    }

    /** Notes the faults of the history, and returns the cuts among them. */
    private List<Cut> faults(long historyNanos) {
        List<Cut> cuts = new ArrayList<>();
        Map<String, Op> begun = new HashMap<>();
        for (Op op : history.ops()) {
            // Jepsen records each fault twice: before it is injected, and again afterwards.
            boolean done = !op.isClient() && (op.value() instanceof List || op.f().startsWith("stop-"));
            String fault = op.f().replaceFirst("^(start|stop)-", "");
            if (done && op.f().startsWith("start-")) {
                begun.put(fault, op);
                events.add(new Timed(op.time() + historyNanos, new Event.Fault(fault, true, op.value())));
            } else if (done && begun.containsKey(fault)) {
                addCut(cuts, begun.remove(fault), historyNanos, op.time() + historyNanos);
                events.add(new Timed(op.time() + historyNanos, new Event.Fault(fault, false, null)));
            }
        }
        begun.values().forEach(op -> addCut(cuts, op, historyNanos, Long.MAX_VALUE));
        return cuts;
    }

    private static void addCut(List<Cut> cuts, Op start, long historyNanos, long endNanos) {
        if (start.value() instanceof List<?> shape && shape.getLast() instanceof Map<?, ?> grudge) {
            cuts.add(new Cut(start.time() + historyNanos, endNanos, grudge));
        }
    }

    private void messages(List<Cut> cuts) {
        Set<Long> received = new HashSet<>();
        network.stream().filter(entry -> !entry.sent()).forEach(entry -> received.add(entry.message().id()));
        for (NetJournal.Entry entry : network) {
            NetJournal.Message message = entry.message();
            long nanos = entry.nanos() - startNanos;
            if (!entry.sent()) {
                events.add(new Timed(nanos, new Event.Recv(message.id(), message.src(), message.dest())));
                continue;
            }
            events.add(new Timed(nanos, new Event.Send(message.id(), message.src(), message.dest(), message.body())));
            if (!received.contains(message.id())) {
                boolean cut = cuts.stream().anyMatch(each -> each.meets(message, nanos));
                events.add(new Timed(nanos, new Event.Lost(message.id(), message.src(), message.dest(),
                        cut ? Event.Cause.CUT : Event.Cause.DEAD)));
            }
        }
    }

    /** After the last operation, nodes are stopped one by one. Those that still talk to the others do nothing wrong. */
    private void deafness(List<JepsenLog.DeafNode> deaf, long historyNanos) {
        long firstNanos = history.invocations().mapToLong(Op::time).findFirst().orElse(0);
        long lastNanos = history.clientOps().mapToLong(Op::time).max().orElse(0);
        deaf.stream().filter(each -> firstNanos + each.nanos() <= lastNanos).forEach(each -> events.add(new Timed(
                firstNanos + each.nanos() + historyNanos,
                new Event.NodeChange(each.node(), Event.State.DEAF, each.why()))));
    }

    private void operations(long historyNanos) {
        Map<Integer, String> clients = clients();
        history.clientOps().forEach(op -> events.add(new Timed(op.time() + historyNanos, new Event.Operation(op,
                nodeOf(op.process()), clients.getOrDefault(op.process(), "")))));
    }

    /**
     * The node of a process. Workers are assigned to nodes round-robin, and a worker's processes differ by the
     * concurrency.
     */
    private String nodeOf(int process) {
        return nodes.get(process % concurrency % nodes.size());
    }

    /** The network names of processes: the first new client that asks the process's node when the process begins. */
    private Map<Integer, String> clients() {
        Map<Integer, String> clients = new HashMap<>();
        Map<String, Deque<String>> newcomers = newcomers();
        history.invocations().filter(op -> !op.f().equals("crash")).forEach(op -> {
            Deque<String> waiting = newcomers.getOrDefault(nodeOf(op.process()), new ArrayDeque<>());
            if (!clients.containsKey(op.process()) && !waiting.isEmpty()) {
                clients.put(op.process(), waiting.remove());
            }
        });
        return clients;
    }

    /** For each node, the first request of each of its clients, in the order of time. */
    private Map<String, Deque<String>> newcomers() {
        Set<String> known = new HashSet<>();
        Map<String, Deque<String>> newcomers = new HashMap<>();
        network.stream().filter(this::isRequest).filter(entry -> known.add(entry.message().src())).forEach(entry ->
                newcomers.computeIfAbsent(entry.message().dest(), _ -> new ArrayDeque<>()).add(entry.message().src()));
        return newcomers;
    }
}
