import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes on a mutant, in a process of its own that has the mutant's classes in place of the originals. */
final class TestTrial {

    private static final long PATIENCE_MINUTES = 5;

    private final List<String> tests;

    /** @param tests the names of test classes */
    TestTrial(List<String> tests) {
        this.tests = tests;
    }

    /** Which test has convicted these classes; empty if they have survived all. */
    Optional<String> convict(int seeds, Path classes) throws IOException, InterruptedException {
        if (tests.isEmpty()) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx700m",
                "-XX:+UseSerialGC", "-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.trackAllThreads=false",
                "-D" + Scripts.MUTANT + "=" + classes,
                "-cp", classes + File.pathSeparator + System.getProperty("java.class.path"), "TestTrial"));
        command.addAll(tests);
        Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
        Thread killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
        try (Stream<String> lines = process.inputReader().lines()) {
            process.onExit().orTimeout(PATIENCE_MINUTES, TimeUnit.MINUTES)
                    .exceptionally(_ -> process.destroyForcibly());
            String last = lines.reduce("", (_, line) -> line);
            return process.waitFor() == 0 ? Optional.empty() : Optional.of(last);
        } finally {
            Runtime.getRuntime().removeShutdownHook(killer);
        }
    }

    static void main(String... tests) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(tests).map(name -> selectClass(name)).toList()).build();
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
