///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//DEPS tools.jackson.core:jackson-databind:3.2.4
//DEPS info.picocli:picocli:4.7.7
//DEPS org.fressian:fressian:0.6.6
//SOURCES differential/*.java
//SOURCES support/HistoryBuilder.java
//SOURCES support/Scripts.java
//SOURCES support/Shell.java
//SOURCES support/Txns.java
//SOURCES ../lib/Maelstrom.java
//SOURCES ../lib/bench/*.java
//SOURCES ../lib/bench/**/*.java
//RUNTIME_OPTIONS -XX:+UseSerialGC

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

// Has random histories judged by Maelstrom's own checkers and by the bench's, and shows those of which they say
// different things.
//
//     lib/bin/jbang tests/Differential.java CLASSPATH [histories, 1,000 by default] [first seed] [workloads ...]
//
// CLASSPATH is that of Maelstrom 0.2.4, such as lib/maelstrom.jar in its folder.

static final int SHOWN = 3;

void main(String... args) throws Exception {
    int histories = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    long first = args.length > 2 ? Long.parseLong(args[2]) : 1;
    List<String> workloads = args.length > 3 ? List.of(args).subList(3, args.length) : RandomHistory.workloads();
    List<RandomHistory> all = workloads.stream().flatMap(workload -> LongStream.range(first, first + histories)
            .mapToObj(seed -> RandomHistory.of(workload, seed))).toList();
    List<Map<?, ?>> theirs = new RealCheckers(args[0]).judge(all);
    List<CheckerComparison> comparisons = IntStream.range(0, workloads.size()).mapToObj(i -> CheckerComparison.of(
            workloads.get(i), all.subList(i * histories, (i + 1) * histories),
            theirs.subList(i * histories, (i + 1) * histories))).toList();
    comparisons.forEach(comparison -> comparison.differences().stream().limit(SHOWN).forEach(IO::println));
    IO.println(CheckerComparison.HEAD);
    comparisons.forEach(comparison -> IO.println(comparison.row()));
    System.exit(comparisons.stream().allMatch(comparison -> comparison.differences().isEmpty()) ? 0 : 1);
}
