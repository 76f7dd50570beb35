package bench.engine;

import bench.build.Builder;
import bench.build.Cache;
import bench.build.Words;
import bench.check.Verdict;
import bench.install.InstallException;
import bench.process.Children;
import bench.process.ShutdownHook;
import bench.run.Figures;
import bench.run.Judge;
import bench.run.Store;
import bench.run.TestOptions;
import bench.terminal.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the real Maelstrom. Each run has its own working folder, from which its store is moved to the other runs at the
 * end. So a run never reads the figures of another.
 */
final class JepsenEngine implements Engine {

    private static final List<String> FAULTS_OF_SIM = List.of("loss", "duplicate", "reorder", "slow", "clock");

    private final Builder builder;
    private final Optional<Path> maelstrom;
    private final Summary summary = new Summary(System.out, Style.ofTerminal());

    /** @param maelstrom its command, where it is installed */
    JepsenEngine(Builder builder, Optional<Path> maelstrom) {
        this.builder = builder;
        this.maelstrom = maelstrom;
    }

    @Override
    public String name() {
        return "jepsen";
    }

    @Override
    public boolean repeats() {
        return false;
    }

    @Override
    public Optional<String> refusal(Request request) {
        TestOptions options = request.options();
        if (request.seeded()) {
            return Optional.of(Words.invalid("--seed", options.seed(),
                    "The real Maelstrom cannot repeat a run; --engine sim can"));
        }
        return options.nemesis().stream().filter(FAULTS_OF_SIM::contains).findFirst()
                .map(fault -> Words.invalid("--nemesis", fault, "The real Maelstrom has none of "
                        + String.join(", ", FAULTS_OF_SIM) + "; --engine sim has them"));
    }

    /** The status is Maelstrom's, or 1 if Maelstrom found the run valid but a limit is exceeded. */
    @Override
    public Result run(Request request) throws IOException, InterruptedException {
        Path installed = maelstrom.orElseThrow(() -> new InstallException(
                "--engine jepsen: Maelstrom is not installed; maelstrom install fetches it"));
        System.out.println("Engine: jepsen (the real Maelstrom, " + installed + ")");
        Path parent = Path.of("").toAbsolutePath();
        Path work = Files.createTempDirectory(Files.createDirectories(parent.resolve("store")), ".jepsen-");
        try {
            Process process = Children.start(new ProcessBuilder(command(installed, request))
                    .directory(work.toFile()).inheritIO());
            try (ShutdownHook _ = ShutdownHook.of(() -> deleteWork(process, work))) {
                int status = Children.await(process);
                return result(request, status, Store.adopt(work.resolve("store"), parent,
                        request.options().workload()));
            }
        } finally {
            Cache.delete(work);
        }
    }

    private Result result(Request request, int status, Optional<Store> store) throws IOException {
        Optional<Path> folder = store.map(Store::folder);
        if (store.isPresent()) {
            request.writeTo(store.get(), this);
            Aftermath.tell(request.options(), folder.get(), summary);
        }
        return new Result(holdAgainst(request.options().limits(), status, folder), folder);
    }

    /** A signal ends this JVM before it comes to the end of a method. */
    private static void deleteWork(Process process, Path work) {
        Children.kill(process);
        process.onExit().join(); // until then it writes
        Cache.delete(work);
    }

    private List<String> command(Path installed, Request request) {
        List<String> node = LiveEngine.command(request, builder);
        List<String> command = new ArrayList<>(List.of(installed.toString(), "test", "-w", request.options().workload(),
                "--bin", node.getFirst()));
        command.addAll(request.maelstromOptions());
        if (node.size() > 1) {
            command.add("--");
            command.addAll(node.subList(1, node.size()));
        }
        return command;
    }

    /** Fly.io's limits, which Maelstrom does not know. */
    private int holdAgainst(TestOptions.Limits limits, int status, Optional<Path> store) throws IOException {
        if (limits.none() || status > ExitStatus.UNKNOWN) {
            return status;
        }
        if (store.isEmpty()) {
            System.out.println("The limits cannot be judged: the real Maelstrom has left no results in its store.");
            return ExitStatus.BROKEN;
        }
        Figures figures = Figures.of(store);
        Verdict verdict = Judge.limits(limits, figures.msgsPerOp(), figures.medianMillis(), figures.maxMillis());
        summary.limits(verdict);
        return verdict.valid() == Verdict.Validity.TRUE ? status : ExitStatus.INVALID;
    }
}
