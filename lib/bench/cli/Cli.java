package bench.cli;

import bench.build.BuildException;
import bench.build.Builder;
import bench.build.Cache;
import bench.install.InstallException;
import bench.install.Installer;
import bench.install.Prefetch;
import bench.install.RealMaelstrom;
import bench.sim.Simulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code maelstrom} with its subcommands. Errors are one line; exit statuses are Maelstrom's. */
@Command(name = "maelstrom", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT,
        version = "The bench of gossip-glomers, with the options and verdicts of Maelstrom 0.2.4",
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs tests of distributed systems, with the options of Jepsen's Maelstrom.")
public final class Cli {

    /** Commands of the real Maelstrom, and near misses, with what does the same here. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "doc", "maelstrom docs shows the documentation of the real Maelstrom",
            "demo", "maelstrom scorecard runs all challenges, and maelstrom test one of them");

    private final Path home;
    private final Builder builder;
    private final Installer installer;
    private final Optional<Path> maelstrom;

    private Cli(Path home, Cache cache) {
        this.home = home;
        this.builder = new Builder(cache, home.resolve("lib/bin/jbang"));
        this.installer = new Installer(cache);
        this.maelstrom = RealMaelstrom.find(System.getenv(), cache);
    }

    /**
     * Runs a command line, and returns its exit status.
     *
     * @param home the folder of the scripts, with {@code lib} in it
     */
    public static int run(Path home, Simulator simulator, String... args) {
        Cli cli;
        try {
            cli = new Cli(home, Cache.open());
        } catch (BuildException e) {
            return fail(ExitStatus.BROKEN, "maelstrom: " + e.getMessage());
        }
        Engines engines = new Engines(cli.builder, simulator, cli.maelstrom);
        return new CommandLine(cli)
                .addSubcommand(new TestCommand(home, engines))
                .addSubcommand(new SeedsCommand())
                .addSubcommand(new WhyCommand(home, engines))
                .addSubcommand(new Scorecard(home, cli.maelstrom.isPresent()))
                .addSubcommand(new ReportCommand())
                .addSubcommand(new ServeCommand())
                .setOverwrittenOptionsAllowed(true)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((error, _) -> fail(ExitStatus.BAD_ARGUMENTS, explain(error)))
                .setExecutionExceptionHandler((error, _, _) -> switch (error) {
                    case BuildException e -> fail(ExitStatus.BAD_ARGUMENTS, e.getMessage());
                    case InstallException e -> fail(ExitStatus.BROKEN, e.getMessage());
                    default -> {
                        error.printStackTrace();
                        yield fail(ExitStatus.BROKEN, "The bench itself failed: " + error);
                    }
                })
                .execute(args);
    }

    /** The message, and what may have been meant. */
    private static String explain(ParameterException error) {
        CommandLine command = error.getCommandLine();
        boolean top = command.getParent() == null;
        if (error instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().getFirst();
            Collection<String> known = top && !word.startsWith("-")
                    ? command.getSubcommands().keySet() : command.getCommandSpec().optionsMap().keySet();
            Optional<String> nearest = Misspelling.nearest(word.replaceFirst("=.*", ""), known);
            if (top && ELSEWHERE.containsKey(word)) {
                return "maelstrom " + word + ": " + ELSEWHERE.get(word);
            } else if (nearest.isPresent()) {
                return error.getMessage() + "; did you mean " + nearest.get() + "?";
            }
        }
        return top
                ? error.getMessage() + "; the commands are " + String.join(", ", command.getSubcommands().keySet())
                        + " (--help explains)"
                : error.getMessage();
    }

    private static int fail(int status, String message) {
        System.err.println(message);
        return status;
    }

    @Command(description = "Fetches the real Maelstrom, which is then the judge by default.")
    int install() {
        System.out.println("Maelstrom is installed: " + installer.install());
        return ExitStatus.VALID;
    }

    @Command(description = "Fetches and builds all there is, so that every command works offline.")
    int prefetch() throws IOException {
        new Prefetch(home, builder, installer).run(System.out);
        return ExitStatus.VALID;
    }

    @Command(description = "Shows the documentation of the real Maelstrom, or says where it is.")
    int docs() throws IOException, InterruptedException {
        new Docs(maelstrom).show();
        return ExitStatus.VALID;
    }
}
