package bench.cli;

import bench.build.Words;
import bench.catalogue.Catalogue;
import bench.catalogue.ScriptFolder;
import bench.run.Figures;
import bench.terminal.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maelstrom scorecard}: runs all challenges one after the other, and prints what the scripts reach. */
@Command(name = "scorecard",
        description = "Runs all challenges and prints a table of what the scripts reach; in a pipe, as Markdown.")
public final class ScorecardCommand implements Callable<Integer> {

    private final Path home;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "A folder of your own scripts. A script belongs to "
            + "the levels of the workload in its '// test:' line, or in its name. By default, the scripts of this "
            + "repository.")
    private Path folder;

    @Option(names = "--engine", paramLabel = "ENGINE", completionCandidates = Candidates.OfEngines.class,
            description = "jepsen, live or sim; by default as for a test.")
    private String engine;

    /** @param home the folder in which {@code devbox.json} lies */
    ScorecardCommand(Path home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path where = folder == null ? home : folder;
        Function<Catalogue.Challenge, List<Path>> scripts = folder == null
                ? challenge -> List.of(Path.of(challenge.script())) : ownScripts()::scripts;
        ScoreFormat format = Style.isTerminal() ? new ScoreTable(Style.ofTerminal()) : new ScoreMarkdown();
        List<Score> scores = new ArrayList<>();
        Map<Path, TestProcess.Result> refused = new LinkedHashMap<>();
        format.head(System.out);
        for (Catalogue.Challenge challenge : Catalogue.challenges(home)) {
            for (Path script : scripts.apply(challenge)) {
                Path name = script.getFileName();
                TestProcess.Result run = refused.containsKey(name) ? refused.get(name) : run(challenge, where, name);
                Score score = score(challenge, name, run);
                scores.add(score);
                if (run.wasRefused()) {
                    refused.put(name, run);
                } else {
                    format.row(System.out, score);
                }
            }
        }
        refused.forEach((name, run) -> System.out.println("\n✗ " + name + " cannot be run:\n" + run.complaint()));
        System.out.println("\n" + summary(scores));
        return scores.stream().mapToInt(Score::status).max().orElseThrow();
    }

    private ScriptFolder ownScripts() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), "There is no folder " + folder);
        }
        ScriptFolder own = new ScriptFolder(home, folder);
        if (Catalogue.challenges(home).stream().allMatch(challenge -> own.scripts(challenge).isEmpty())) {
            throw new ParameterException(spec.commandLine(), "No script in " + folder + " belongs to a level. A script "
                    + "has the level's workload in its name (my_broadcast.java), or in a line: // test: -w broadcast");
        }
        return own;
    }

    private TestProcess.Result run(Catalogue.Challenge challenge, Path where, Path script)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("challenge", challenge.level(), script.toString()));
        if (engine != null) {
            words.addAll(List.of("--engine", engine));
        }
        return TestProcess.run(home, where, new Words(words), ProcessBuilder.Redirect.DISCARD);
    }

    private Score score(Catalogue.Challenge challenge, Path script, TestProcess.Result run) throws IOException {
        List<String> options = folder == null ? challenge.options() : new Words(challenge.options()).options();
        return new Score(challenge, script, options, run.status(), run.engine(), Figures.of(run.store()));
    }

    /** All in one line, to be pasted into a chat. */
    private String summary(List<Score> scores) throws IOException {
        List<Catalogue.Challenge> all = Catalogue.challenges(home);
        long passed = all.stream().filter(challenge -> sign(challenge, scores).equals("✓")).count();
        return "Gossip Glomers, %d of %d levels (%s): ".formatted(passed, all.size(),
                scores.stream().map(Score::engine).filter(name -> !name.isEmpty()).distinct()
                        .collect(Collectors.joining(", ")))
                + all.stream().map(challenge -> sign(challenge, scores) + challenge.level())
                        .collect(Collectors.joining(" "));
    }

    /** One script that passes is enough; a dot stands for a level that no script is for. */
    private static String sign(Catalogue.Challenge challenge, List<Score> scores) {
        List<Score> own = scores.stream().filter(score -> score.challenge().equals(challenge)).toList();
        return own.isEmpty() ? "·" : own.stream().anyMatch(Score::passed) ? "✓" : "✗";
    }
}
