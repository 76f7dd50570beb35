package bench.build;

import bench.terminal.ShownPath;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes.Name;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Runs Java's compiler in this process, which takes a third of JBang's time. */
final class Compiler {

    private Compiler() {
    }

    /**
     * Compiles a script into a jar, with its main class in the manifest.
     *
     * @throws BuildException with the messages that the compiler prints
     */
    static void compile(Sources sources, List<Path> classpath, List<String> options, Path jar) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        Path classes = Files.createDirectory(jar.resolveSibling("classes"));
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-d", classes.toString(), "-classpath", join(classpath)));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            var units = files.getJavaFileObjectsFromPaths(sources.files().stream().map(ShownPath::of).toList());
            if (!compiler.getTask(messages, files, null, arguments, null, units).call()) {
                throw new BuildException(messages.toString().stripTrailing());
            }
        }
        pack(classes, mainClass(classes, sources.script()), jar);
        Cache.delete(classes);
    }

    static String join(List<Path> classpath) {
        return classpath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * The class with a main method in the script's own file. If there are several, it is the one named like the file.
     */
    private static String mainClass(Path classes, Path script) throws IOException {
        String fileName = script.getFileName().toString();
        String likeTheFile = fileName.replaceFirst("\\.java$", "");
        try (Stream<Path> all = Files.walk(classes)) {
            List<String> mains = new ArrayList<>();
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                ClassModel model = ClassFile.of().parse(file);
                boolean fromScript = model.findAttribute(Attributes.sourceFile())
                        .filter(source -> source.sourceFile().equalsString(fileName)).isPresent();
                boolean hasMain = model.methods().stream().anyMatch(method -> method.methodName().equalsString("main"));
                if (fromScript && hasMain) {
                    mains.add(model.thisClass().asInternalName().replace('/', '.'));
                }
            }
            return mains.stream()
                    .min(Comparator.comparing((String name) -> !name.endsWith(likeTheFile)).thenComparing(name -> name))
                    .orElseThrow(() -> new BuildException(ShownPath.of(script) + ": there is no main method"));
        }
    }

    private static void pack(Path classes, String mainClass, Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Name.MAIN_CLASS, mainClass);
        try (Stream<Path> all = Files.walk(classes);
             JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }
}
