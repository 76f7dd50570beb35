package bench.cli;

import bench.build.Misspelling;
import bench.catalogue.Catalogue;
import bench.engine.ExitStatus;
import bench.learn.WorkloadPage;
import bench.resource.Resource;
import bench.service.Service;
import bench.terminal.Style;
import bench.workload.Workloads;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maelstrom help}: commands, workloads, levels, and what else one must know to write a node. */
@Command(name = "help", description = "Explains a command, a workload, a level, or one of protocol, services, "
        + "journal, scenario.")
public final class HelpCommand implements Callable<Integer> {

    private static final List<String> PAGES = List.of("protocol", "services", "journal", "scenario");

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "TOPIC", completionCandidates = Topics.class,
            description = "A command (test), a workload (broadcast), a level (3d), protocol, services, journal, "
                    + "or scenario.")
    private String topic;

    private final Path home;

    /** @param home where {@code devbox.json} lies */
    HelpCommand(Path home) {
        this.home = home;
    }

    /** What a shell may offer. */
    static final class Topics extends ArrayList<String> {
        Topics() {
            super(PAGES);
            addAll(Workloads.names());
        }
    }

    @Override
    public Integer call() throws IOException {
        PrintStream out = System.out;
        CommandLine root = spec.root().commandLine();
        Map<String, CommandLine> commands = root.getSubcommands();
        if (topic == null) {
            root.usage(out);
            out.println("\nmaelstrom help COMMAND explains a command. maelstrom help also explains:");
            out.println("  protocol    how a node talks");
            out.println("  services    lin-kv, seq-kv, lww-kv, and lin-tso");
            out.println("  journal     the file that records everything in a run");
            out.println("  scenario    a run as a text that can be played again");
            out.println("  a workload  " + String.join(", ", Workloads.names())
                    .replace(" txn-list", "\n              txn-list"));
            out.println("  a level     1, 2, 3a, and so on; maelstrom challenge lists them");
        } else if (commands.containsKey(topic)) {
            commands.get(topic).usage(out);
        } else if (PAGES.contains(topic)) {
            out.print(Resource.text("bench/learn/help/" + topic + ".txt"));
        } else if (WorkloadPage.of(topic).isPresent()) {
            print(out, WorkloadPage.of(topic).get());
        } else if (Service.NAMES.contains(topic)) {
            out.print(Resource.text("bench/learn/help/services.txt"));
        } else {
            explainLevel(out, commands.keySet());
        }
        return ExitStatus.VALID;
    }

    private static void print(PrintStream out, WorkloadPage page) {
        out.println(page.text());
        out.println("\nA line with > is the body of a request, and the line below it is the body of its reply.");
        out.println("A node that cannot do what is asked answers with an error: maelstrom help protocol.");
        if (Service.NAMES.contains(page.workload())) {
            out.println("The service of the same name, which nodes can ask: maelstrom help services.");
        }
        String script = "my_" + page.workload().replace('-', '_') + ".java";
        out.println("\nA script to start from:\n  maelstrom new " + script + " -w " + page.workload());
        out.println("A test of it:\n  maelstrom test --bin " + script + " \\\n      "
                + String.join(" \\\n      ", page.test()));
    }

    private void explainLevel(PrintStream out, Collection<String> commands) throws IOException {
        Optional<Catalogue.Challenge> level = Catalogue.named(home, topic);
        if (level.isPresent()) {
            new LevelList(home, Style.ofTerminal()).print(out, level.get());
            return;
        }
        List<String> topics = new ArrayList<>(commands);
        topics.addAll(new Topics());
        throw new ParameterException(spec.commandLine(), "There is no help on " + topic + "; "
                + Misspelling.nearest(topic, topics).map(nearest -> "did you mean " + nearest + "?")
                        .orElse("maelstrom help lists what there is"));
    }
}
