///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/bench/build/*.java

import bench.build.Builder;
import bench.build.Cache;
import java.io.BufferedWriter;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

// Measures the cost of the helper: it compares echo.java with a bare loop. Both are processes started like the nodes of
// `maelstrom test`, and get 400,000 requests through stdin. Arguments can name other echo nodes.
//
//     lib/bin/jbang tests/benchmarks/EchoThroughput.java [executable …]

static final int REQUESTS = 400_000;
static final int RUNS = 5;

void main(String... others) throws Exception {
    Builder builder = new Builder(Cache.open(), Path.of("lib/bin/jbang").toAbsolutePath());
    List<Path> nodes = new ArrayList<>();
    for (String script : List.of("tests/benchmarks/bare_echo.java", "echo.java")) {
        nodes.add(builder.launcher(builder.build(Path.of(script))));
    }
    List.of(others).forEach(other -> nodes.add(Path.of(other).toAbsolutePath()));

    Path requests = Files.createTempFile("requests", ".jsonl");
    try {
        write(requests);
        List<List<Double>> seconds = nodes.stream().map(_ -> (List<Double>) new ArrayList<Double>()).toList();
        for (int run = 0; run <= RUNS; run++) { // alternating, so that noise affects all; the first run is a warm-up
            for (int i = 0; i < nodes.size(); i++) {
                double time = time(nodes.get(i), requests);
                if (run > 0) {
                    seconds.get(i).add(time);
                }
            }
        }
        double bare = median(seconds.getFirst());
        for (int i = 0; i < nodes.size(); i++) {
            double median = median(seconds.get(i));
            IO.println("%-10s %5.2f s for %,d requests (median of %d), %.2f times the bare loop".formatted(
                    nodes.get(i).getFileName(), median, REQUESTS, RUNS, median / bare));
        }
    } finally {
        Files.delete(requests);
    }
}

void write(Path requests) throws Exception {
    try (BufferedWriter out = Files.newBufferedWriter(requests)) {
        String form = "{\"id\":%d,\"src\":\"c1\",\"dest\":\"n0\",\"body\":{%s,\"msg_id\":%d}}\n";
        out.write(form.formatted(0, "\"type\":\"init\",\"node_id\":\"n0\",\"node_ids\":[\"n0\"]", 1));
        for (int i = 1; i <= REQUESTS; i++) {
            out.write(form.formatted(i, "\"type\":\"echo\",\"echo\":\"Please echo " + i % 128 + "\"", i + 1));
        }
    }
}

double time(Path node, Path requests) throws Exception {
    File replies = File.createTempFile("replies", ".jsonl");
    try {
        long start = System.nanoTime();
        int status = new ProcessBuilder(node.toString()).redirectInput(requests.toFile()).redirectOutput(replies)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start().waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        long answered = Files.lines(replies.toPath()).count();
        if (status != 0 || answered != REQUESTS + 1) {
            throw new IllegalStateException(node + " ended with status " + status + " after " + answered + " replies");
        }
        return seconds;
    } finally {
        replies.delete();
    }
}

double median(List<Double> times) {
    Collections.sort(times);
    return times.get(times.size() / 2);
}
