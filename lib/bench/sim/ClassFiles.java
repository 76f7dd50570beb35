package bench.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the classes of a script and of its libraries, before the simulator runs any of them. */
final class ClassFiles {

    private static final String HELPER = "Maelstrom";

    private ClassFiles() {
    }

    /** All classes in a jar or a folder, except the helper's, which come from the bench. */
    static List<ClassModel> in(Path jarOrFolder) {
        return walk(jarOrFolder, files -> {
            List<ClassModel> classes = new ArrayList<>();
            for (Path file : files.filter(file -> !isHelper(file.getFileName().toString())).toList()) {
                classes.add(ClassFile.of().parse(Files.readAllBytes(file)));
            }
            return classes;
        });
    }

    /** The class files of the helper in a jar or a folder, by their names; empty if it has none. */
    static Map<String, byte[]> helperIn(Path jarOrFolder) {
        return walk(jarOrFolder, files -> {
            Map<String, byte[]> helper = new HashMap<>();
            for (Path file : files.filter(file -> isHelper(file.getFileName().toString())).toList()) {
                helper.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
            return helper;
        });
    }

    /** Whether the bench has the classes of this jar too; a script then gets those of the bench. */
    static boolean belongToBench(Path jarOrFolder) {
        ClassLoader bench = ClassFiles.class.getClassLoader();
        return walk(jarOrFolder, files -> files.findFirst()
                .filter(file -> bench.getResource(file.toString().substring(1)) != null).isPresent());
    }

    /** Whether this is the name of one of the helper's classes, or of its class file. */
    static boolean isHelper(String name) {
        return name.startsWith(HELPER);
    }

    private interface Reader<T> {
        T read(Stream<Path> classFiles) throws IOException;
    }

    /** Skips {@code META-INF}, which has variants of classes for other versions of Java. */
    private static <T> T walk(Path jarOrFolder, Reader<T> reader) {
        try (FileSystem jar = Files.isDirectory(jarOrFolder) ? null : FileSystems.newFileSystem(jarOrFolder);
                Stream<Path> files = Files.walk(jar == null ? jarOrFolder : jar.getPath("/"))) {
            return reader.read(files.filter(file -> file.toString().endsWith(".class")
                    && !file.toString().startsWith("/META-INF") && !file.endsWith("module-info.class")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
