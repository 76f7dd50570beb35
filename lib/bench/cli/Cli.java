package bench.cli;

import bench.build.BuildException;
import bench.build.Builder;
import bench.build.Cache;
import bench.catalogue.Catalogue;
import bench.engine.Engines;
import bench.engine.ExitStatus;
import bench.install.InstallException;
import bench.install.Installer;
import bench.install.Prefetch;
import bench.install.RealMaelstrom;
import bench.run.DiskTrouble;
import bench.sim.Simulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code maelstrom} with its subcommands. Errors are one line; exit statuses are Maelstrom's. */
@Command(name = "maelstrom", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT,
        addMethodSubcommands = false,
        version = "The bench of gossip-glomers, with the options and verdicts of Maelstrom 0.2.4",
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs tests of distributed systems, with the options of Jepsen's Maelstrom.")
public final class Cli {

    private static final String[] WHY = {"why"};

    @Spec
    private CommandSpec spec;

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
        String[] words;
        try {
            words = Arrays.equals(args, WHY) ? LastFailure.why(Path.of("store")) : args;
        } catch (BuildException e) {
            return fail(ExitStatus.BAD_ARGUMENTS, e.getMessage());
        } catch (IOException e) {
            return fail(ExitStatus.BROKEN, "maelstrom: the store cannot be read: " + DiskTrouble.describe(e));
        }
        try {
            cli = new Cli(home, Cache.open());
        } catch (BuildException e) {
            return fail(ExitStatus.BROKEN, "maelstrom: " + e.getMessage());
        }
        Engines engines = new Engines(cli.builder, simulator, cli.maelstrom, TestCommand::parse);
        return cli.line(engines, words.length > 0 && words[0].equals("test"))
                .setOverwrittenOptionsAllowed(true)
                .setExpandAtFiles(false)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((error, _) -> fail(ExitStatus.BAD_ARGUMENTS, Complaint.of(error, words)))
                .setExecutionExceptionHandler((error, _, _) -> switch (error) {
                    case BuildException e -> fail(ExitStatus.BAD_ARGUMENTS, e.getMessage());
                    case InstallException e -> fail(ExitStatus.BROKEN, e.getMessage());
                    case IOException e -> fail(ExitStatus.BROKEN, "maelstrom: " + DiskTrouble.describe(e)); // no bug
                    default -> {
                        error.printStackTrace();
                        yield fail(ExitStatus.BROKEN, "The bench itself failed: " + error);
                    }
                })
                .execute(words);
    }

    /** The command line. A test needs no other subcommand; without them, a short test takes 5 % less time. */
    private CommandLine line(Engines engines, boolean onlyTest) {
        CommandLine line = new CommandLine(this).addSubcommand(new TestCommand(home, engines));
        if (!onlyTest) {
            line.addSubcommand(new CommandLine(new ChallengeCommand(home)).setStopAtPositional(true))
                    .addSubcommand(new NewCommand(home))
                    .addSubcommand(new HintCommand(home))
                    .addSubcommand(new SoakCommand(home, builder))
                    .addSubcommand(new SeedsCommand(home))
                    .addSubcommand(new WhyCommand(home, engines))
                    .addSubcommand(new HelpCommand(home))
                    .addSubcommand(new CompletionCommand())
                    .addSubcommand(new ScorecardCommand(home))
                    .addSubcommand(new CompareCommand(home, engines))
                    .addSubcommand(new ReportCommand())
                    .addSubcommand(new ServeCommand())
                    .getCommandSpec().addMethodSubcommands(CommandLine.defaultFactory());
        }
        return line;
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

    @Command(description = {"Fetches and builds everything, so that every command works offline.",
        "A script of your own that does not build is named, and does not count as a failure."})
    int prefetch() throws IOException {
        List<Path> notBuilt = new Prefetch(home, builder, installer).run(System.out);
        boolean hasAll = Catalogue.challenges(home).stream()
                .noneMatch(challenge -> notBuilt.contains(home.resolve(challenge.script())));
        return hasAll ? ExitStatus.VALID : ExitStatus.BAD_ARGUMENTS;
    }

    @Command(description = "Says which version this is, what it runs on, and whether the real Maelstrom is installed.")
    int version() {
        System.out.println(spec.version()[0]);
        System.out.println("Java " + Runtime.version() + ", " + System.getProperty("os.name"));
        System.out.println(maelstrom.map(command -> "The real Maelstrom: " + command)
                .orElse("The real Maelstrom is not installed; maelstrom install fetches it"));
        return ExitStatus.VALID;
    }

    @Command(description = "Shows the documentation of the real Maelstrom, or says where it is.")
    int docs() throws IOException, InterruptedException {
        new Docs(maelstrom).show();
        return ExitStatus.VALID;
    }
}
