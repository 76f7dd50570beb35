package bench.hunt;

import bench.history.Op;
import bench.journal.Event;
import bench.journal.Journal;
import bench.kernel.Message;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Records what could have gone otherwise in a run: the messages that could have been lost, and the moments at which a
 * lost one could still have come.
 *
 * <p>Messages from and to clients are not among them. Maelstrom neither loses nor delays these, so a node may rely on
 * that.
 */
final class Choices implements Journal {

    /** A late message comes this soon after a step of its receiver: before the next one, unless that is as near. */
    private static final long AFTERWARDS_NANOS = 1_000;

    private final Map<String, Long> counts = new HashMap<>();
    private final Map<Long, Arrival> underWay = new HashMap<>();
    private final SortedSet<Arrival> arrivals = new TreeSet<>(Comparator.comparingLong(Arrival::id));
    private final Map<String, TreeSet<Long>> steps = new HashMap<>();
    private long endNanos;

    /**
     * A message that arrived.
     *
     * @param id     its number in the network, which grows with time
     * @param number its number on its link, from 1
     */
    record Arrival(long id, String src, String dest, long number, long sentNanos, long arrivedNanos) {

        private Arrival at(long nanos) {
            return new Arrival(id, src, dest, number, sentNanos, nanos);
        }
    }

    @Override
    public void record(long nanos, Event event) {
        switch (event) {
            case Event.Send(long id, String src, String dest, _) -> {
                step(src, nanos);
                if (Message.isBetweenServers(src, dest)) {
                    long number = counts.merge(src + " " + dest, 1L, Long::sum);
                    underWay.put(id, new Arrival(id, src, dest, number, nanos, nanos));
                }
            }
            case Event.Recv(long id, _, String dest) -> {
                step(dest, nanos);
                if (underWay.containsKey(id)) {
                    arrivals.add(underWay.remove(id).at(nanos));
                }
            }
            case Event.Log(String node, _) -> step(node, nanos);
            case Event.Operation(Op op, _, _) -> endNanos = op.isInvoke() ? endNanos : nanos;
            default -> {
            }
        }
    }

    /** To receive, send or log something is a step, and what comes before a step may change it. */
    private void step(String who, long nanos) {
        steps.computeIfAbsent(who, _ -> new TreeSet<>()).add(nanos);
    }

    /** The messages that were sent after the one with this number and between these times, in the order of sending. */
    List<Arrival> arrivals(long id, long fromNanos, long toNanos) {
        return arrivals.stream().filter(arrival ->
                arrival.id > id && arrival.sentNanos >= fromNanos && arrival.sentNanos <= toNanos).toList();
    }

    /** How many messages between nodes and services arrived. */
    int count() {
        return arrivals.size();
    }

    /** The moments just after each step that its receiver did later than this message could arrive. */
    List<Long> returns(Arrival lost, long fromNanos, long toNanos) {
        return steps.getOrDefault(lost.dest, new TreeSet<>()).stream()
                .filter(nanos -> nanos > lost.arrivedNanos && nanos >= fromNanos && nanos <= toNanos)
                .map(nanos -> nanos + AFTERWARDS_NANOS).toList();
    }

    /** When the last operation ended. */
    long endNanos() {
        return endNanos;
    }
}
