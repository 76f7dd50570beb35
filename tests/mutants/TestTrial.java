import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import bench.process.Children;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a test class on a mutant, in a process of its own that has the mutant's classes in place of the originals. */
final class TestTrial {

    private static final long PATIENCE_MINUTES = 5;
    /** A test may wait for ever for what a mutant does not say. */
    private static final Map<String, String> SETTINGS = Map.of("junit.jupiter.execution.timeout.default", "90 s",
            "junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD");

    private TestTrial() {
    }

    /** Which test of a class has convicted these classes; empty if they have survived all. */
    static Optional<String> convict(String tests, Path classes) throws IOException, InterruptedException {
        List<String> command = List.of(System.getProperty("java.home") + "/bin/java", "-Xmx700m",
                "-XX:+UseSerialGC", "-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.trackAllThreads=false",
                "-D" + Scripts.MUTANT + "=" + classes,
                "-cp", classes + File.pathSeparator + System.getProperty("java.class.path"), "TestTrial", tests);
        Process process = Children.start(new ProcessBuilder(command).redirectError(Redirect.DISCARD));
        try (Stream<String> lines = process.inputReader().lines()) {
            process.onExit().orTimeout(PATIENCE_MINUTES, TimeUnit.MINUTES)
                    .exceptionally(_ -> process.destroyForcibly());
            String last = lines.reduce("", (_, line) -> line);
            return process.waitFor() == 0 ? Optional.empty() : Optional.of(last);
        } finally {
            Children.kill(process); // and nodes that the tests have started: those of a mutant may never end
        }
    }

    /** @param args the name of a test class */
    static void main(String... args) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(args[0])).configurationParameters(SETTINGS).build();
        LauncherFactory.create().execute(request, new UntilOneFails());
        System.exit(0);
    }

    /** Prints the first test that fails, and ends the process. */
    private static final class UntilOneFails implements TestExecutionListener {

        private final PrintStream out = System.out; // later the simulator takes what nodes print

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                out.println("\n" + test.getLegacyReportingName());
                System.exit(1);
            }
        }
    }
}
