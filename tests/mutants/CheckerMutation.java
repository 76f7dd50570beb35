import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Has PIT mutate classes of lib, and run their tests on the mutants. */
final class CheckerMutation {

    private static final String HELPER_TESTS = "HelperTest,HelperWaitingTest";
    /**
     * The tests of each package, and of each class without a package; but for those that are about time, that simulate
     * scripts, or that start processes, in which PIT has changed nothing.
     */
    private static final Map<String, String> TESTS = Map.ofEntries(
            Map.entry("Maelstrom", HELPER_TESTS),
            Map.entry("MaelstromHost", HELPER_TESTS),
            Map.entry("MaelstromKv", HELPER_TESTS),
            Map.entry("MaelstromProtocol", HELPER_TESTS),
            Map.entry("MaelstromScheduler", HELPER_TESTS),
            Map.entry("Replica", "ReplicaTest"),
            Map.entry("Rhythm", "RhythmTest"),
            Map.entry("bench.check", "CheckerWordsTest,ClojureSetsTest,CounterTest,SetFullTest,SimpleCheckersTest"),
            Map.entry("bench.check.elle", "CausalConsistencyTest,ElleOracleTest,ElleTest,ElleWordsTest"),
            Map.entry("bench.check.kafka", "KafkaCheckerTest,KafkaOracleTest"),
            Map.entry("bench.check.linear", "LinearizableTest"));
    private static final Path LIB = Shell.home().resolve("lib");

    private final String classes;
    private final Path store;
    private String classpath; // null until PIT needs it

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
     * @param classes a class without a package; a package; or the beginning of the names of classes in one, such as
     *                {@code bench.check.elle.C}
     * @param store   a folder for PIT's reports, one for each class
     */
    CheckerMutation(String classes, Path store) {
        this.classes = classes;
        this.store = store;
    }

    /** Runs PIT on each class, unless its report is there already. */
    Tally run(String mutators, KnownEquivalents known) throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        for (String type : types()) {
            Path report = store.resolve(type + ".xml");
            if (!Files.exists(report)) {
                pit(type, mutators, report);
            }
            results.addAll(results(report));
        }
        List<String> keys = KnownEquivalents.keys(results.stream().map(Result::mutant).toList(), List.of(LIB));
        Tally tally = new Tally(classes);
        known.unused(this::isOurs, keys).forEach(tally::noteUnused);
        for (int i = 0; i < results.size(); i++) {
            tally.count(results.get(i).mutant(), known.reason(keys.get(i)), Optional.empty(),
                    results.get(i).verdict());
        }
        return tally;
    }

    private boolean isOurs(String key) {
        String type = key.substring(0, key.indexOf(": ")).replaceFirst("(\\$.*)?\\.[^.]*$", "");
        return type.startsWith(classes) && packageOf(type).equals(packageName());
    }

    private String packageName() {
        return TESTS.containsKey(classes) ? classes : packageOf(classes);
    }

    /** The package of a class, or of a name that begins with one. Only classes begin with a capital letter. */
    private static String packageOf(String name) {
        return name.replaceFirst("(?s)\\.[A-Z].*", "");
    }

    /** The names of the classes that are in no other class, in order. */
    private List<String> types() throws IOException {
        if (!classes.contains(".")) {
            return List.of(classes);
        }
        try (Stream<Path> files = Files.list(LIB.resolve(packageName().replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java"))
                    .map(name -> packageName() + "." + name.replace(".java", ""))
                    .filter(type -> type.startsWith(classes)).sorted().toList();
        }
    }

    private void pit(String type, String mutators, Path report) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("pit");
        ProcessBuilder process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp", classpath(),
                "org.pitest.mutationtest.commandline.MutationCoverageReport",
                "--sourceDirs", LIB.toString(), "--reportDir", work.toString(),
                "--targetClasses", type + "," + type + "$*", "--targetTests", TESTS.get(packageOf(type)),
                "--skipFailingTests", "true", // tests/AllTests.java is there for them
                "--failWhenNoMutations", "false", // an interface has none
                "--mutators", mutators, "--outputFormats", "XML", "--jvmArgs", "-XX:+UseSerialGC").inheritIO();
        if (process.start().waitFor() != 0) {
            throw new IllegalStateException("PIT has failed");
        }
        Files.createDirectories(report.getParent());
        Files.move(work.resolve("mutations.xml"), report);
    }

    /** PIT takes a jar for a library. So JBang's jar, which has the bench and the tests, becomes a folder. */
    private String classpath() throws IOException {
        if (classpath != null) {
            return classpath;
        }
        Path folder = Files.createTempDirectory("classes");
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
        ToolProvider.findFirst("jar").orElseThrow()
                .run(System.out, System.err, "--extract", "--file", entries[0], "--dir", folder.toString());
        entries[0] = folder.toString();
        classpath = String.join(File.pathSeparator, entries);
        return classpath;
    }

    private static List<Result> results(Path report) throws IOException {
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
