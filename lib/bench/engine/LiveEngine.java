package bench.engine;

import bench.build.Builder;
import bench.build.Words;
import bench.live.LiveRun;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs nodes as processes, in any language, in real time. */
final class LiveEngine implements Engine {

    private final Builder builder;

    LiveEngine(Builder builder) {
        this.builder = builder;
    }

    @Override
    public String name() {
        return "live";
    }

    @Override
    public boolean repeats() {
        return false;
    }

    @Override
    public Optional<String> refusal(Request request) {
        if (request.options().nemesis().contains("clock")) {
            return Optional.of(Words.invalid("--nemesis", "clock",
                    "All processes share the clock of this machine; --engine sim gives each node its own"));
        }
        return request.seeded() ? Optional.of(Words.invalid("--seed", request.options().seed(),
                "Processes in real time cannot repeat a run; --engine sim can")) : Optional.empty();
    }

    @Override
    public Result run(Request request) throws IOException {
        System.out.println("Engine: live (processes, in real time)");
        List<String> command = command(request, builder);
        return new EmbeddedTest(request, this).run((workload, journal, console) ->
                LiveRun.run(request.options(), workload, command, journal, console));
    }

    /** The command that starts a node: an executable and its arguments. */
    static List<String> command(Request request, Builder builder) {
        String executable = request.build().map(builder::launcher).orElse(request.file()).toString();
        return Stream.concat(Stream.of(executable), request.args().stream()).toList();
    }
}
