import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.history.History;
import bench.history.Keyword;
import bench.history.Op;
import bench.check.kafka.KafkaChecker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the checker with the plain definitions of the anomalies, on small histories of very faulty logs. */
class KafkaOracleTest {

    private static final Keyword SEND = Keyword.of("send");
    private static final Keyword POLL = Keyword.of("poll");

    @Test
    void theCheckerFindsWhatTheDefinitionsFind() {
        Map<String, Integer> histories = new TreeMap<>();
        for (int seed = 0; seed < 2000; seed++) {
            List<Op> ops = new Chaos(new Random(seed)).history();
            TreeSet<String> expected = new Oracle(ops).errorTypes();
            Object found = new KafkaChecker().check(new History(ops)).details().get("error-types");
            TreeSet<String> actual = ((List<?>) found).stream().map(type -> ((Keyword) type).name())
                    .filter(type -> !Oracle.isAmbiguous(expected) || !Oracle.isAboutOrder(type))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(expected, actual, "seed " + seed + ": " + ops);
            expected.forEach(type -> histories.merge(type, 1, Integer::sum));
        }
        assertEquals(List.of("G1a", "G1c-realtime", "duplicate", "inconsistent-offsets", "int-nonmonotonic-poll",
                "int-poll-skip", "lost-write", "nonmonotonic-poll", "nonmonotonic-send", "poll-skip", "unseen"),
                List.copyOf(histories.keySet()));
        assertTrue(histories.values().stream().allMatch(count -> count > 20), histories::toString);
    }

    /** The plain definitions, which compare everything with everything. */
    private static final class Oracle {

        /** A message that an operation sent or polled; the offset is null if the operation did not learn it. */
        private record Sight(Op begin, Op end, String key, Long offset, Object value) {

            boolean isSend() {
                return end.f().equals("send");
            }

            boolean isSame(Sight other) {
                return key.equals(other.key) && value.equals(other.value);
            }

            boolean isSameWalk(Sight other) {
                return key.equals(other.key) && isSend() == other.isSend() && end.process() == other.end.process();
            }
        }

        private final List<Op> ops;
        private final List<Sight> sights = new ArrayList<>();
        private final TreeSet<String> errorTypes = new TreeSet<>();

        /** Takes a history without overlaps, in which each operation sends or polls at most once. */
        Oracle(List<Op> ops) {
            this.ops = ops;
            for (Op end : ops) {
                if (!end.isInvoke() && !end.f().equals("assign")) {
                    List<?> microOp = (List<?>) ((List<?>) end.value()).getFirst();
                    if (end.f().equals("send")) {
                        see(end, microOp.get(1), microOp.get(2) instanceof List<?> pair ? pair
                                : Arrays.asList(null, microOp.get(2)));
                    } else if (end.isOk()) {
                        ((Map<?, ?>) microOp.get(1)).forEach((key, pairs) ->
                                ((List<?>) pairs).forEach(pair -> see(end, key, (List<?>) pair)));
                    }
                }
            }
        }

        private void see(Op end, Object key, List<?> pair) {
            sights.add(new Sight(ops.get(end.index() - 1), end, (String) key, (Long) pair.get(0), pair.get(1)));
        }

        /** Whether each message has one offset and each offset one message. Otherwise the order is not defined. */
        static boolean isAmbiguous(TreeSet<String> errorTypes) {
            return errorTypes.contains("inconsistent-offsets") || errorTypes.contains("duplicate");
        }

        static boolean isAboutOrder(String errorType) {
            return errorType.contains("skip") || errorType.contains("nonmonotonic");
        }

        TreeSet<String> errorTypes() {
            for (Sight one : sights) {
                sights.forEach(other -> comparePlaces(one, other));
                sights.stream().filter(other -> one.isSend() && !other.isSend() && other.isSame(one))
                        .forEach(poll -> compareTimes(one, poll));
                checkSeen(one);
            }
            checkLastPoll();
            if (!isAmbiguous(errorTypes)) {
                sights.stream().filter(sight -> !sight.end().isFail()).forEach(this::checkStep);
            }
            return errorTypes;
        }

        /**
         * Messages of a key count as unseen if the key first appears, among successful operations, in the last poll.
         */
        private void checkLastPoll() {
            Op last = ops.stream().filter(op -> op.isOk() && !op.f().equals("assign"))
                    .reduce((_, op) -> op).orElse(null);
            boolean firstShows = sights.stream().filter(sight -> sight.end() == last).anyMatch(poll -> !poll.isSend()
                    && sights.stream().noneMatch(sight -> sight.end().isOk() && sight.end() != last
                            && sight.key().equals(poll.key())));
            if (firstShows) {
                errorTypes.add("unseen");
            }
        }

        private void comparePlaces(Sight one, Sight other) {
            if (one.key().equals(other.key()) && one.offset() != null && other.offset() != null) {
                boolean samePlace = one.offset().equals(other.offset());
                boolean sameValue = one.value().equals(other.value());
                if (samePlace != sameValue) {
                    errorTypes.add(samePlace ? "inconsistent-offsets" : "duplicate");
                }
            }
        }

        private void compareTimes(Sight send, Sight poll) {
            if (send.end().isFail()) {
                errorTypes.add("G1a");
            }
            if (poll.end().index() < send.begin().index()) {
                errorTypes.add("G1c-realtime");
            }
        }

        private void checkSeen(Sight sent) {
            if (!sent.isSend() || !sent.end().isOk()
                    || sights.stream().anyMatch(sight -> !sight.isSend() && sight.isSame(sent))) {
                return;
            }
            errorTypes.add("unseen");
            if (sights.stream().filter(poll -> !poll.isSend() && poll.key().equals(sent.key())).anyMatch(poll ->
                    sights.stream().filter(poll::isSame).map(Sight::offset).filter(Objects::nonNull)
                            .allMatch(place -> place >= sent.offset()))) {
                errorTypes.add("lost-write");
            }
        }

        /** What the same process saw next of the same key. */
        private void checkStep(Sight from) {
            Sight to = sights.stream().skip(sights.indexOf(from) + 1)
                    .filter(sight -> sight.isSameWalk(from) && !sight.end().isFail()).findFirst().orElse(null);
            Long start = place(from);
            Long end = to == null ? null : place(to);
            if (start == null || end == null || isDropped(from, to)) {
                return;
            }
            String prefix = from.end() == to.end() ? "int-" : "";
            if (end <= start) {
                errorTypes.add(prefix + "nonmonotonic-" + from.end().f());
            } else if (!from.isSend() && sights.stream().filter(sight -> sight.key().equals(from.key()))
                    .anyMatch(sight -> sight.offset() != null && start < sight.offset() && sight.offset() < end)) {
                errorTypes.add(prefix + "poll-skip");
            }
        }

        /** A poll may reveal the offset of a send whose outcome is unknown. */
        private Long place(Sight of) {
            return sights.stream().filter(of::isSame).map(Sight::offset).filter(Objects::nonNull).findFirst()
                    .orElse(null);
        }

        private boolean isDropped(Sight from, Sight to) {
            return ops.subList(from.end().index(), to.end().index()).stream().anyMatch(op ->
                    op.f().equals("assign") && op.process() == from.end().process()
                            && !((List<?>) op.value()).contains(from.key()));
        }
    }

    /** Three clients of a log that loses, duplicates, moves, hides and invents messages. */
    private static final class Chaos {

        private record Stored(long offset, long value) {
        }

        private final Random random;
        private final boolean unique;
        private final List<Op> ops = new ArrayList<>();
        private final int[] processes = {0, 1, 2};
        private final Map<String, List<Stored>> logs =
                new TreeMap<>(Map.of("0", new ArrayList<>(), "1", new ArrayList<>()));
        private final Map<String, Long> lastValues = new HashMap<>();
        private final List<Map<String, Long>> positions = Stream.generate(() -> new TreeMap<>(Map.of("0", 0L, "1", 0L)))
                .limit(3).collect(Collectors.toCollection(ArrayList::new));

        Chaos(Random random) {
            this.random = random;
            this.unique = random.nextInt(4) > 0;
        }

        List<Op> history() {
            for (int i = 5 + random.nextInt(25); i > 0; i--) {
                int thread = random.nextInt(3);
                switch (random.nextInt(10)) {
                    case 0 -> assign(thread);
                    case 1, 2, 3, 4 -> send(thread, random.nextBoolean() ? "0" : "1");
                    default -> poll(thread);
                }
            }
            sendWhatWasInvented();
            return ops;
        }

        private void add(int thread, String f, Object asked, Op.Type type, Object got) {
            ops.add(new Op(ops.size(), ops.size(), Op.Type.INVOKE, processes[thread], f, asked, null, List.of()));
            ops.add(new Op(ops.size(), ops.size(), type, processes[thread], f, got, null, List.of()));
            if (type == Op.Type.INFO) {
                processes[thread] += 3;
            }
        }

        private boolean rarely() {
            return random.nextInt(20) == 0;
        }

        private void assign(int thread) {
            List<String> keys = List.of("0", "1").subList(random.nextInt(2), 1 + random.nextInt(2));
            positions.get(thread).keySet().retainAll(keys);
            keys.forEach(key -> positions.get(thread).putIfAbsent(key, 0L));
            add(thread, "assign", keys, Op.Type.OK, keys);
        }

        private void send(int thread, String key) {
            List<Stored> log = logs.get(key);
            long value = lastValues.merge(key, 1L, Long::sum);
            long highest = log.stream().mapToLong(Stored::offset).max().orElse(5);
            long offset = rarely() ? unique ? -1 : highest : highest + 1 + random.nextInt(3);
            if (offset < 0) { // an earlier offset without a message
                offset = Stream.iterate(4L, i -> i - 1).limit(5).filter(i -> log.stream().noneMatch(
                        stored -> stored.offset() == i)).findFirst().orElse(highest + 1);
            }
            int outcome = random.nextInt(10);
            Op.Type type = outcome == 0 ? Op.Type.INFO : outcome == 1 ? Op.Type.FAIL : Op.Type.OK;
            if (type == Op.Type.OK ? !rarely() : random.nextInt(type == Op.Type.INFO ? 2 : 5) == 0) {
                log.add(new Stored(offset, value));
                if (!unique && rarely()) {
                    log.add(new Stored(highest + 9, value));
                }
            }
            Object asked = List.of(List.of(SEND, key, value));
            add(thread, "send", asked, type,
                    type == Op.Type.OK ? List.of(List.of(SEND, key, List.of(offset, value))) : asked);
        }

        private void poll(int thread) {
            Map<String, Object> result = new TreeMap<>();
            positions.get(thread).replaceAll((key, position) -> {
                long start = rarely() ? random.nextInt(20) : position;
                List<Stored> found = logs.get(key).stream().filter(stored -> stored.offset() >= start && !rarely())
                        .sorted(Comparator.comparingLong(Stored::offset)).collect(Collectors.toList());
                if (rarely()) {
                    Collections.shuffle(found, random);
                }
                if (rarely() && rarely()) {
                    found.add(new Stored(99 + found.size(), lastValues.getOrDefault(key, 0L) + 1));
                    logs.get(key).add(found.getLast());
                }
                if (!found.isEmpty()) {
                    result.put(key, found.stream().map(stored -> List.of(stored.offset(), stored.value())).toList());
                }
                return found.stream().mapToLong(stored -> stored.offset() + 1).reduce(start, Math::max);
            });
            add(thread, "poll", List.of(List.of(POLL)), Op.Type.OK, List.of(List.of(POLL, result)));
        }

        private void sendWhatWasInvented() {
            logs.forEach((key, log) -> log.stream().filter(stored -> stored.value() > lastValues.getOrDefault(key, 0L))
                    .forEach(stored -> {
                        Object asked = List.of(List.of(SEND, key, stored.value()));
                        add(0, "send", asked, Op.Type.INFO, asked);
                    }));
        }
    }
}
