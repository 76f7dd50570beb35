package bench.cli;

import bench.engine.ExitStatus;
import bench.report.StoreServer;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code maelstrom serve}: shows the store in a browser, as Maelstrom's own command does. */
@Command(name = "serve", description = "Shows the runs in store/ in a browser, until you press Ctrl-C.")
public final class ServeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = {"-p", "--port"}, paramLabel = "NUMBER", defaultValue = "8080",
            description = "The port to listen on, for this machine only; 0 for any. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (StoreServer server = StoreServer.start(Path.of("store"), port)) {
            System.out.println("The runs in store/ are at " + server.address() + " (Ctrl-C ends this)");
            Thread.currentThread().join();
        } catch (BindException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "Port " + port + " is not available (" + e.getMessage()
                    + "); choose another with --port");
        }
        return ExitStatus.VALID;
    }
}
