package bench.cli;

import bench.build.Words;
import bench.engine.Engine;
import bench.engine.Engines;
import bench.engine.ExitStatus;
import bench.engine.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code maelstrom why}: takes the options of {@code test} and finds the moment when the run went wrong. */
@Command(name = "why", sortOptions = false, description = "Says when a failing run went wrong: shrinks it, continues "
        + "it from each moment in a hundred ways, and names the step after which they all fail. "
        + "Takes the options of 'test'.")
final class WhyCommand extends TestCommand {

    WhyCommand(Path home, Engines engines) {
        super(home, engines);
    }

    @Override
    Optional<String> simOnly() {
        return Optional.of("say why");
    }

    @Override
    int run(Request request, Engine chosen, Words words) throws IOException, InterruptedException {
        refuseExhaustive("why explains one run: test --exhaustive finds it and keeps its scenario");
        if (!hasManySeeds()) {
            return investigate(request, words).explain();
        }
        SeedSweep.Result result = sweep(words);
        return result.tally().failures().isEmpty() ? ExitStatus.VALID
                : investigate(request.withSeed(result.firstFailure()), words).explain();
    }
}
