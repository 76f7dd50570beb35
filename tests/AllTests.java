///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//DEPS org.junit.platform:junit-platform-launcher:6.1.3
//DEPS tools.jackson.core:jackson-databind:3.2.4
//DEPS info.picocli:picocli:4.7.7
//DEPS org.fressian:fressian:0.6.6
//DEPS com.tngtech.archunit:archunit:1.5.1
//DEPS org.pitest:pitest-entry:1.30.2
//DEPS org.webjars.npm:d3-zoom:3.0.0
//DEPS org.webjars.npm:d3-array:3.2.4
//DEPS org.webjars.npm:uplot:1.6.30
//DEPS org.seleniumhq.selenium:selenium-chrome-driver:4.38.0
//SOURCES **/*Test.java
//SOURCES support/*.java
//SOURCES mutants/*.java
//SOURCES differential/*.java
//SOURCES ../lib/Maelstrom.java
//SOURCES ../lib/Replica.java
//SOURCES ../lib/Rhythm.java
//SOURCES ../lib/bench/*.java
//SOURCES ../lib/bench/**/*.java
//RUNTIME_OPTIONS -Djdk.virtualThreadScheduler.parallelism=1 -Djdk.trackAllThreads=false
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dslf4j.internal.verbosity=ERROR

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

// Runs all tests, or only the named classes: lib/bin/jbang tests/AllTests.java ElleTest HelperTest
//
// Two classes run at a time, because half of them mostly wait for processes; the tests of a class run one by one.

/** A test that hangs must end some day, even if it reads from a pipe, which cannot be interrupted. */
static final Map<String, String> SETTINGS = Map.of(
        "junit.jupiter.execution.parallel.enabled", "true",
        "junit.jupiter.execution.parallel.mode.default", "same_thread",
        "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
        "junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL",
        "junit.jupiter.execution.parallel.config.strategy", "fixed",
        "junit.jupiter.execution.parallel.config.fixed.parallelism", "2",
        "junit.jupiter.execution.timeout.default", "20 m",
        "junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD");

void main(String... names) throws Exception {
    List<String> all = allTests();
    for (String name : names) {
        if (!all.contains(name)) {
            System.err.println("There is no test class " + name);
            System.exit(2);
        }
    }
    LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
            .selectors((names.length > 0 ? List.of(names) : all).stream().map(name -> selectClass(name)).toList())
            .configurationParameters(SETTINGS)
            .build();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, summary, new Progress());
    summary.getSummary().getFailures().forEach(failure -> {
        IO.println("\n✗ " + failure.getTestIdentifier().getLegacyReportingName());
        failure.getException().printStackTrace(System.out);
    });
    long failed = summary.getSummary().getTotalFailureCount();
    long skipped = summary.getSummary().getTestsSkippedCount() + summary.getSummary().getTestsAbortedCount();
    IO.println("\n" + summary.getSummary().getTestsSucceededCount() + " passed, " + failed + " failed"
            + (skipped > 0 ? ", " + skipped + " skipped" : ""));
    System.exit(failed == 0 && summary.getSummary().getTestsFoundCount() > 0 ? 0 : 1);
}

/**
 * The test classes in this file's folder and below. They are ordered from Z to A, so that SweepTest, the slowest,
 * begins early and runs beside all others.
 */
List<String> allTests() throws Exception {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("tests/AllTests.java"))) {
        folder = folder.getParent();
    }
    try (Stream<Path> files = Files.walk(folder.resolve("tests"))) {
        return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("Test.java"))
                .map(name -> name.replace(".java", "")).sorted(Comparator.reverseOrder()).toList();
    }
}

/** Prints one line for each test as it ends, with the reason if it was skipped, and finally the slowest classes. */
static class Progress implements TestExecutionListener {

    private static final int SLOWEST = 5;

    private final PrintStream out = System.out; // some tests capture System.out while other tests end
    private final Map<String, Long> startedNanos = new ConcurrentHashMap<>();
    private final Map<String, Long> nanosByClass = new ConcurrentHashMap<>();

    @Override
    public void executionStarted(TestIdentifier test) {
        startedNanos.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        out.println("– " + name(test) + " (skipped: " + reason + ")");
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.getSource().orElse(null) instanceof ClassSource source) {
            nanosByClass.put(source.getClassName(), System.nanoTime() - startedNanos.get(test.getUniqueId()));
        }
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (test.isTest()) {
                    out.println("✓ " + name(test));
                }
            }
            case FAILED -> out.println("✗ " + name(test)); // the reasons follow at the end
            case ABORTED -> executionSkipped(test, result.getThrowable().map(Throwable::getMessage).orElse("?"));
        }
    }

    private static String name(TestIdentifier test) {
        return switch (test.getSource().orElse(null)) {
            case MethodSource method -> method.getClassName() + ": " + test.getDisplayName();
            case null, default -> test.getDisplayName();
        };
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        out.println("\nThe slowest classes:");
        nanosByClass.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed()).limit(SLOWEST)
                .forEach(entry -> out.println("%6.1f s  %s".formatted(entry.getValue() / 1e9, entry.getKey())));
    }
}
