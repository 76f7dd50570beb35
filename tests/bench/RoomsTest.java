import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which packages may use which. A lower package does not use a higher one, so it can be read and changed by itself. */
class RoomsTest {

    /** The classes that are compiled together with the tests: the bench, and what scripts include. */
    private static final JavaClasses CLASSES = new ClassFileImporter().importUrl(
            RoomsTest.class.getProtectionDomain().getCodeSource().getLocation());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            history       |
            journal       | history
            kernel        | history, journal
            service       | history
            nemesis       | kernel
            check         | history
            workload      | history, check
            run           | history, journal, kernel, service, nemesis, check, workload
            process       |
            live          | history, journal, kernel, workload, run, process
            sim           | history, journal, kernel, workload, run
            jepsen        | history, journal, kernel
            resource      |
            story         | history, journal, kernel, service, check
            report        | history, journal, kernel, run, story, resource
            learn         | resource
            scenario      | history, journal, kernel, nemesis, check, workload, run
            hunt          | history, journal, kernel, check, workload, run, sim, scenario, process
            compare       | history, check, run
            build         | process, terminal
            install       | build
            watch         |
            terminal      |
            catalogue     | build, workload
            soak          | history, build, catalogue, scenario, hunt
            engine        | history, journal, kernel, check, workload, run, process, live, sim, jepsen, story, \
                            report, scenario, hunt, build, install, terminal
            investigation | history, journal, kernel, check, run, sim, story, report, scenario, hunt, build, engine, \
                            terminal
            """)
    void aRoomKnowsNoneButTheseBelowIt(String room, String below) {
        assertTrue(CLASSES.stream().anyMatch(resideInAPackage("bench." + room + "..")), "there is no such room");
        Stream<String> names = below == null ? Stream.of() : Stream.of(below.split(", *"));
        String[] known = Stream.concat(names, Stream.of(room)).map(name -> "bench." + name + "..")
                .toArray(String[]::new);
        noClasses().that().resideInAPackage("bench." + room + "..")
                .should().dependOnClassesThat(resideInAPackage("bench..").and(not(resideInAnyPackage(known))))
                .check(CLASSES);
    }

    @Test
    void noRoomsNeedEachOther() {
        slices().matching("bench.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theCommandLineIsNoConcernOfTheOtherRooms() {
        noClasses().that(resideInAPackage("bench..").and(not(resideInAPackage("bench.cli.."))))
                .should().dependOnClassesThat().resideInAPackage("picocli..").check(CLASSES);
    }

    @Test
    void whatScriptsIncludeKnowsNothingOfTheBench() throws IOException {
        Set<String> names;
        try (Stream<Path> files = Files.list(Shell.home().resolve("lib"))) {
            names = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", "")).collect(Collectors.toSet());
        }
        noClasses().that(DescribedPredicate.describe("come from lib/*.java", type -> names.contains(outermost(type))))
                .should().dependOnClassesThat().resideInAPackage("bench..").check(CLASSES);
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }
}
