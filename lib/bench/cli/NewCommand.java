package bench.cli;

import bench.catalogue.Catalogue;
import bench.catalogue.Namesake;
import bench.engine.ExitStatus;
import bench.learn.Starter;
import bench.learn.WorkloadPage;
import bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maelstrom new}: writes a script to start from. */
@Command(name = "new", description = "Writes a script with a workload's messages and a TODO for each.")
public final class NewCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The script to write: a name that ends with .java, .py, or .js.")
    private Path file;

    @Option(names = {"-w", "--workload"}, paramLabel = "NAME", completionCandidates = Candidates.OfWorkloads.class,
            description = "Which workload it is for. By default the one that its name contains.")
    private String workload;

    private final Path home;

    /** @param home the folder of {@code lib} */
    NewCommand(Path home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw refusal("There is no folder " + folder);
        }
        WorkloadPage page = page();
        try {
            new Starter(file, page, home.resolve("lib/Maelstrom.java")).write();
        } catch (FileAlreadyExistsException e) {
            throw refusal(file + " already exists, and is left as it is");
        } catch (IllegalArgumentException e) {
            throw refusal(e.getMessage());
        }
        System.out.println(file + " is written. It runs as it is, but answers each request with an error: TODO.\n");
        System.out.println("Test it:           maelstrom test --bin " + file);
        System.out.println("What clients ask:  maelstrom help " + page.workload());
        Catalogue.challenges(home).stream().filter(challenge -> challenge.workload().equals(page.workload()))
                .findFirst().ifPresent(challenge -> System.out.println("Its first level:   maelstrom challenge "
                        + challenge.level() + " " + file));
        return ExitStatus.VALID;
    }

    private WorkloadPage page() throws IOException {
        String name = workload != null ? workload : new Namesake(home).workload(file).orElseThrow(() -> refusal(
                "Which workload is it for? Say it with -w: " + String.join(", ", Workloads.names())));
        return WorkloadPage.of(name).orElseThrow(() -> refusal("There is no workload " + name + "; there are "
                + String.join(", ", Workloads.names())));
    }

    private ParameterException refusal(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
