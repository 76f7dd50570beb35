package bench.engine;

import bench.build.Build;
import bench.run.TestOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A request to run one test.
 *
 * @param file             what {@code --bin} names
 * @param build            the build of it, if it is a Java script
 * @param args             the arguments of each node
 * @param seeded           whether the user chose the seed; otherwise it is random
 * @param prints           what to print beside the verdict
 * @param maelstromOptions the options as the real Maelstrom takes them, without bin and workload
 */
public record Request(Path file, Optional<Build> build, List<String> args, TestOptions options, boolean seeded,
                      Prints prints, List<String> maelstromOptions) {

    /** What is printed of the nodes' own lines and of their messages. */
    public record Prints(boolean stderr, boolean netSend, boolean netRecv) {
    }

    public Request withSeed(long seed) {
        return withOptions(options.withSeed(seed));
    }

    public Request withOptions(TestOptions other) {
        return new Request(file, build, args, other, seeded, prints, maelstromOptions);
    }

    /** Whether the program is a script on lib/Maelstrom.java. */
    public boolean usesHelper() {
        return build.filter(Build::usesHelper).isPresent();
    }
}
