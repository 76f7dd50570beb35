///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//DEPS info.picocli:picocli:4.7.7
//SOURCES ../../lib/Maelstrom.java
//SOURCES ../../lib/bench/*.java
//SOURCES ../../lib/bench/**/*.java
//RUNTIME_OPTIONS -XX:+UseSerialGC

import bench.check.Checker;
import bench.check.CounterBounds;
import bench.check.SetFull;
import bench.check.elle.RwRegister;
import bench.check.linear.Linearizable;
import bench.history.History;
import bench.history.Keyword;
import bench.history.Op;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

// Measures how much longer checkers take if a history is four times as long. The set checker looks at every pair of an
// element and a read, so sixteen times as many; the others should be near 4.
//
//     lib/bin/jbang tests/benchmarks/CheckerSpeed.java

static final int RUNS = 7;

void main() {
    compare("counter, half of the additions undecided", new CounterBounds(), this::additions, 25_000);
    compare("set, a read for each element", new SetFull("add"), this::elements, 1_000);
    compare("register", new Linearizable(), this::writes, 5_000);
    compare("transactions", new RwRegister(List.of("strict-serializable")), this::transactions, 25_000);
}

void compare(String what, Checker checker, IntFunction<History> histories, int size) {
    double once = best(checker, histories.apply(size));
    double fourTimes = best(checker, histories.apply(4 * size));
    IO.println("%-45s %4.0f ms, four times the history: %.1f times the time".formatted(
            what, once / 1e6, fourTimes / once));
}

double best(Checker checker, History history) {
    return IntStream.range(0, RUNS).mapToLong(_ -> {
        long start = System.nanoTime();
        checker.check(history);
        return System.nanoTime() - start;
    }).min().orElseThrow();
}

History additions(int size) {
    History.Recorder recorder = new History.Recorder();
    for (int process = 0; process < size; process++) {
        add(recorder, Op.Type.INVOKE, process, "add", process % 10 - 5L);
        add(recorder, process % 2 == 0 ? Op.Type.OK : Op.Type.INFO, process, "add", process % 10 - 5L);
    }
    return recorder.history();
}

History elements(int size) {
    List<Long> elements = LongStream.range(0, size).boxed().toList();
    History.Recorder recorder = new History.Recorder();
    for (int i = 0; i < size; i++) {
        perform(recorder, "add", elements.get(i), elements.get(i));
        perform(recorder, "read", null, elements.subList(0, i + 1));
    }
    return recorder.history();
}

History writes(int size) {
    History.Recorder recorder = new History.Recorder();
    for (long i = 0; i < size; i++) {
        perform(recorder, "write", List.of(0L, i), List.of(0L, i));
        perform(recorder, "read", Arrays.asList(0L, null), List.of(0L, i));
    }
    return recorder.history();
}

History transactions(int size) {
    History.Recorder recorder = new History.Recorder();
    for (long i = 0; i < size; i++) {
        long key = i / 16;
        Object before = i % 16 == 0 ? null : i - 1;
        perform(recorder, "txn", List.of(step("r", key, null), step("w", key, i)),
                List.of(step("r", key, before), step("w", key, i)));
    }
    return recorder.history();
}

List<Object> step(String f, long key, Object value) {
    return Arrays.asList(Keyword.of(f), key, value);
}

void perform(History.Recorder recorder, String f, Object asked, Object answered) {
    add(recorder, Op.Type.INVOKE, 0, f, asked);
    add(recorder, Op.Type.OK, 0, f, answered);
}

void add(History.Recorder recorder, Op.Type type, int process, String f, Object value) {
    recorder.add(1_000_000L * recorder.size(), type, process, f, value, null, List.of());
}
