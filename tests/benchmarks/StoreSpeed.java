///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/bench/history/*.java
//SOURCES ../../lib/bench/service/*.java

import bench.service.Service;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.databind.node.JsonNodeFactory;

// Measures whether the cost of a write to a service is independent of the number of keys.
//
//     lib/bin/jbang tests/benchmarks/StoreSpeed.java

static final int RUNS = 20;

void main() {
    for (String name : List.of("lin-kv", "seq-kv", "lww-kv")) {
        IO.println("%s: four times the writes take %.1f times the time".formatted(name,
                best(name, 80_000) / best(name, 20_000)));
    }
}

double best(String name, int writes) {
    return IntStream.range(0, RUNS).mapToDouble(_ -> seconds(name, writes)).min().orElseThrow();
}

double seconds(String name, int writes) {
    Service kv = Service.all(new Random(1)).get(name);
    long start = System.nanoTime();
    for (int i = 0; i < writes; i++) {
        kv.handle("n" + i % 5, JsonNodeFactory.instance.objectNode()
                .put("type", "write").put("key", i).put("value", i));
    }
    return (System.nanoTime() - start) / 1e9;
}
