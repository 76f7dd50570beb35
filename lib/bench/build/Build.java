package bench.build;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A built script.
 *
 * @param jar the script's own classes and those of the files it includes
 * @param libraries the jars it depends on
 * @param options the options of its {@code //JAVA_OPTIONS}
 * @param usesHelper whether it includes Maelstrom.java and can therefore run in the simulator
 */
public record Build(Path script, Path jar, List<Path> libraries, String mainClass, List<String> options, Jdk jdk,
                    boolean usesHelper) {

    /** The jars that a node needs, the script's own first. */
    public List<Path> classpath() {
        return Stream.concat(Stream.of(jar), libraries.stream()).toList();
    }

    /**
     * The same jars, the script's own last, so that one start-up archive serves all scripts with the same libraries.
     */
    List<Path> librariesFirst() {
        return Stream.concat(libraries.stream(), Stream.of(jar)).toList();
    }
}
