import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Has PIT mutate checkers, and run their tests on the mutants. */
final class CheckerMutation {

    /** The tests of each package, but for those that are about time, or that simulate scripts. */
    private static final Map<String, String> TESTS = Map.of(
            "bench.check", "CheckerWordsTest,ClojureSetsTest,CounterTest,SetFullTest,SimpleCheckersTest",
            "bench.check.elle", "CausalConsistencyTest,ElleOracleTest,ElleTest",
            "bench.check.kafka", "KafkaCheckerTest,KafkaOracleTest",
            "bench.check.linear", "LinearizableTest");
    private static final Path LIB = Shell.home().resolve("lib");

    private final String classes;
    private final Path report;

    /** A mutant, and the test that convicted it, if any did. */
    private record Result(Mutant mutant, Optional<String> verdict) {

        private static Result of(Element mutation) {
            Mutant mutant = Mutant.of(text(mutation, "mutatedClass"), text(mutation, "mutatedMethod"),
                    text(mutation, "sourceFile"), Integer.parseInt(text(mutation, "lineNumber")),
                    text(mutation, "description"));
            boolean isDetected = Boolean.parseBoolean(mutation.getAttribute("detected"));
            return new Result(mutant, Optional.of(mutation.getAttribute("status")).filter(_ -> isDetected));
        }

        private static String text(Element mutation, String name) {
            return mutation.getElementsByTagName(name).item(0).getTextContent();
        }
    }

    /**
     * @param classes a package, or the beginning of the names of classes in it, such as {@code bench.check.elle.C}
     * @param store   a folder for PIT's reports
     */
    CheckerMutation(String classes, Path store) {
        this.classes = classes;
        this.report = store.resolve(classes + ".xml");
    }

    /** Runs PIT, unless its report is there already. */
    Tally run(String mutators, KnownEquivalents known) throws IOException, InterruptedException {
        if (!Files.exists(report)) {
            Path work = Files.createTempDirectory("pit");
            if (pit(mutators, work).start().waitFor() != 0) {
                throw new IllegalStateException("PIT has failed");
            }
            Files.createDirectories(report.getParent());
            Files.move(work.resolve("mutations.xml"), report);
        }
        List<Result> results = results();
        List<String> keys = KnownEquivalents.keys(results.stream().map(Result::mutant).toList(), List.of(LIB));
        Tally tally = new Tally(classes);
        known.unused(classes, keys).forEach(tally::noteUnused);
        for (int i = 0; i < results.size(); i++) {
            tally.count(results.get(i).mutant(), known.reason(keys.get(i)), Optional.empty(),
                    results.get(i).verdict());
        }
        return tally;
    }

    private boolean isPackage() {
        return TESTS.containsKey(classes);
    }

    private String tests() {
        return TESTS.get(isPackage() ? classes : classes.substring(0, classes.lastIndexOf('.')));
    }

    /** PIT takes what follows ~ as a regular expression. */
    private String pattern() {
        return "~" + classes.replace(".", "\\.") + (isPackage() ? "\\.[A-Z].*" : ".*");
    }

    /** @param folder for the report */
    private ProcessBuilder pit(String mutators, Path folder) throws IOException {
        return new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp", classpath(),
                "org.pitest.mutationtest.commandline.MutationCoverageReport",
                "--sourceDirs", LIB.toString(), "--reportDir", folder.toString(),
                "--targetClasses", pattern(), "--targetTests", tests(),
                "--skipFailingTests", "true", // tests/AllTests.java is there for them
                "--mutators", mutators, "--outputFormats", "XML", "--jvmArgs", "-XX:+UseSerialGC").inheritIO();
    }

    /** PIT takes a jar for a library. So JBang's jar, which has the bench and the tests, becomes a folder. */
    private static String classpath() throws IOException {
        Path folder = Files.createTempDirectory("classes");
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
        ToolProvider.findFirst("jar").orElseThrow()
                .run(System.out, System.err, "--extract", "--file", entries[0], "--dir", folder.toString());
        entries[0] = folder.toString();
        return String.join(File.pathSeparator, entries);
    }

    private List<Result> results() throws IOException {
        try {
            NodeList mutations = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder()
                    .parse(report.toFile()).getElementsByTagName("mutation");
            return IntStream.range(0, mutations.getLength()).mapToObj(i -> Result.of((Element) mutations.item(i)))
                    .toList();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }
}
