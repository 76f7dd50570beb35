///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../lib/bench/build/*.java

import bench.build.Builder;
import bench.build.Cache;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

// Measures how long 25 nodes of broadcast.java take from the first launch to the last init_ok if all start at once:
// started like in `maelstrom test`, and through plain jbang.
//
//     lib/bin/jbang tests/benchmarks/Startup.java

static final int NODES = 25;
static final int RUNS = 2;

void main() throws Exception {
    Path script = Path.of("broadcast.java").toAbsolutePath();
    Path jbang = Path.of("lib/bin/jbang").toAbsolutePath();
    Builder builder = new Builder(Cache.open(), jbang);
    List<String> direct = List.of(builder.launcher(builder.build(script)).toString());
    List<String> throughJBang = List.of(jbang.toString(), script.toString());
    secondsToInit(direct, 1); // both are built by now, and their files are in memory
    secondsToInit(throughJBang, 1);
    double fast = Double.MAX_VALUE;
    double slow = Double.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
        fast = Math.min(fast, secondsToInit(direct, NODES));
        slow = Math.min(slow, secondsToInit(throughJBang, NODES));
    }
    IO.println("%d nodes answer init after %.1f s, through jbang after %.1f s (best of %d): %.1f times faster"
            .formatted(NODES, fast, slow, RUNS, slow / fast));
}

double secondsToInit(List<String> command, int count) throws Exception {
    List<Process> nodes = new ArrayList<>();
    try {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            Process node = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            nodes.add(node);
            node.getOutputStream().write(("{\"src\":\"c0\",\"dest\":\"n%d\",\"body\":{\"type\":\"init\",\"msg_id\":1,"
                    + "\"node_id\":\"n%d\",\"node_ids\":[\"n%d\"]}}\n").formatted(i, i, i)
                    .getBytes(StandardCharsets.UTF_8));
            node.getOutputStream().flush();
        }
        for (Process node : nodes) {
            BufferedReader output = node.inputReader();
            String answer = output.readLine();
            if (answer == null || !answer.contains("init_ok")) {
                throw new IllegalStateException("a node answered init with " + answer);
            }
        }
        return (System.nanoTime() - start) / 1e9;
    } finally {
        for (Process node : nodes) {
            node.descendants().forEach(ProcessHandle::destroyForcibly);
            node.destroyForcibly();
        }
    }
}
