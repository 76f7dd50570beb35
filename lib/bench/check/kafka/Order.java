package bench.check.kafka;

import static bench.check.kafka.Case.details;
import static bench.check.kafka.Case.message;
import static bench.check.kafka.Case.name;

import bench.history.LogEffects;
import bench.history.Op;
import bench.history.PlacedMessage;
import bench.history.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Follows each process along each log. Its polls and its sends must move forward, and its polls must not skip anything.
 * An assignment ends this for the keys that it drops.
 */
final class Order {

    /** The two ways in which a process moves along a log. */
    enum Side {
        POLL, SEND;

        private Map<String, List<PlacedMessage>> messages(LogEffects effects) {
            return this == POLL ? effects.polls() : effects.sends();
        }

        /**
         * Whether the next operation must continue after this one. A failed poll is repeated; a crashed send may have
         * happened.
         */
        private boolean advancesBy(Op op) {
            return op.isOk() || this == SEND && !op.isFail();
        }
    }

    /** A process's position in a log. The value is null if the operation returned nothing. */
    private record Position(Op op, Object value) {
    }

    private final Evidence evidence;
    private final Side side;
    private final String sideName;
    private final List<Case> anomalies = new ArrayList<>();

    private Order(Evidence evidence, Side side) {
        this.evidence = evidence;
        this.side = side;
        this.sideName = side.name().toLowerCase();
    }

    static List<Case> check(Evidence evidence, Side side) {
        Order order = new Order(evidence, side);
        order.run();
        return order.anomalies;
    }

    private void run() {
        Map<Integer, Map<String, Position>> positionsByProcess = new HashMap<>();
        for (LogEffects end : evidence.ends()) {
            Op op = end.op();
            Map<String, Position> positions = positionsByProcess.computeIfAbsent(op.process(), _ -> new HashMap<>());
            if (op.f().equals("assign") && !op.isFail()) {
                positions.keySet().retainAll(new HashSet<>((List<?>) op.value()));
            }
            side.messages(end).forEach((key, messages) -> {
                checkWithin(op, key, messages);
                if (side == Side.POLL || side.advancesBy(op)) {
                    checkSince(positions.get(key), op, key, messages);
                }
                if (side.advancesBy(op)) {
                    positions.put(key, new Position(op, messages.isEmpty() ? null : messages.getLast().value()));
                }
            });
        }
    }

    /** Compares each message of one operation with the message before it. */
    private void checkWithin(Op op, String key, List<PlacedMessage> messages) {
        KeyLog log = evidence.log(key);
        for (int i = 1; i < messages.size(); i++) {
            Object from = messages.get(i - 1).value();
            Object to = messages.get(i).value();
            int step = log.step(from, to);
            if (step > 1) {
                anomalies.add(new Case("int-" + sideName + "-skip", step, key, skip(key, from, to, op),
                        () -> details("key", key, "values", List.of(from, to), "delta", step,
                                "skipped", log.between(from, to), "op", op),
                        clients -> "%s has %s followed directly by %s; it leaves out %s".formatted(name(clients, op),
                                place(log, from), place(log, to), skipped(log, from, to))));
            } else if (step < 1) {
                anomalies.add(new Case("int-nonmonotonic-" + sideName, -step, key, List.of(op),
                        () -> details("key", key, "values", List.of(from, to), "delta", step, "op", op),
                        clients -> "%s has %s followed by %s; within an operation offsets must grow".formatted(
                                name(clients, op), place(log, from), place(log, to))));
            }
        }
    }

    /** Compares the first message of an operation with the last message of the operation before it. */
    private void checkSince(Position last, Op op, String key, List<PlacedMessage> messages) {
        if (last == null || last.value() == null || messages.isEmpty()) {
            return;
        }
        KeyLog log = evidence.log(key);
        Object from = last.value();
        Object to = messages.getFirst().value();
        int step = log.step(from, to);
        if (step > 1 && side == Side.POLL) {
            anomalies.add(new Case("poll-skip", step, key, skip(key, from, to, last.op(), op),
                    () -> details("key", key, "delta", step, "skipped", log.between(from, to),
                            "ops", List.of(last.op(), op)),
                    clients -> "%s ended with %s, and its next, at %s, began with %s; it skips %s".formatted(
                            name(clients, last.op()), place(log, from), Times.seconds(op.time()), place(log, to),
                            skipped(log, from, to))));
        } else if (step < 1) {
            anomalies.add(new Case("nonmonotonic-" + sideName, -step, key, List.of(last.op(), op),
                    () -> details("key", key, "values", List.of(from, to), "delta", step,
                            "ops", List.of(last.op(), op)),
                    clients -> "%s ended with %s, and its next, at %s, went back to %s".formatted(
                            name(clients, last.op()), place(log, from), Times.seconds(op.time()), place(log, to))));
        }
    }

    /** The operations that prove a skip: these, and the send of the first message that was skipped. */
    private List<Op> skip(String key, Object from, Object to, Op... operations) {
        Op sender = evidence.sender(key, evidence.log(key).between(from, to).getFirst()).op();
        return Stream.concat(Stream.of(operations), Stream.of(sender))
                .sorted(Comparator.comparingInt(Op::index)).toList();
    }

    private static String place(KeyLog log, Object value) {
        return "%s (offset %d)".formatted(message(value), log.offset(value));
    }

    private static String skipped(KeyLog log, Object from, Object to) {
        List<Object> between = log.between(from, to);
        return between.size() == 1 ? place(log, between.getFirst())
                : "%d messages, the first of them %s".formatted(between.size(), place(log, between.getFirst()));
    }
}
