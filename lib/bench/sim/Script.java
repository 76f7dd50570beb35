package bench.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A built script that can be run many times in one JVM. A {@code static} field of one node is not another node's: a
 * script that has such fields gets classes of its own for each run, which the JVM then has to warm up each time. Only the
 * helper and the libraries that the bench uses too are always shared.
 */
public final class Script {

    private static final String HELPER = "Maelstrom";

    private final URL[] classpath;
    private final String mainClass;
    private final List<String> args;
    private final Loader shared;

    /**
     * @param classpath the script's own jar, then its dependencies
     * @param args      what main gets
     */
    public Script(List<Path> classpath, String mainClass, List<String> args) {
        this.classpath = classpath.stream().map(Script::url).toArray(URL[]::new);
        this.mainClass = mainClass;
        this.args = args;
        this.shared = hasStaticState(classpath.getFirst()) ? null : new Loader(this.classpath);
    }

    /** Runs main, as the java launcher would. */
    public Void run() throws Throwable {
        Class<?> type = Class.forName(mainClass, true, shared != null ? shared : new Loader(classpath));
        Method main = main(type);
        main.setAccessible(true);
        Object script = null;
        if (!Modifier.isStatic(main.getModifiers())) {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            script = constructor.newInstance();
        }
        try {
            if (main.getParameterCount() == 1) {
                main.invoke(script, (Object) args.toArray(String[]::new));
            } else {
                main.invoke(script);
            }
            return null;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** The main with arguments goes before the one without. Source: JLS 12.1.4. */
    private static Method main(Class<?> type) {
        List<Method> mains = Stream.of(type.getDeclaredMethods()).filter(method -> method.getName().equals("main")).toList();
        Optional<Method> withArgs = mains.stream()
                .filter(method -> List.of(method.getParameterTypes()).equals(List.of(String[].class))).findFirst();
        return withArgs.or(() -> mains.stream().filter(method -> method.getParameterCount() == 0).findFirst())
                .orElseThrow(() -> new IllegalArgumentException(type.getName() + " has no main"));
    }

    /** Whether any class of the script has a static field that is not a constant. */
    private static boolean hasStaticState(Path jarOrFolder) {
        try (FileSystem jar = Files.isDirectory(jarOrFolder) ? null : FileSystems.newFileSystem(jarOrFolder);
                Stream<Path> files = Files.walk(jar == null ? jarOrFolder : jar.getPath("/"))) {
            return files.filter(file -> file.toString().endsWith(".class") && !isHelper(file.getFileName().toString()))
                    .anyMatch(Script::declaresStaticState);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean declaresStaticState(Path classFile) {
        try {
            return ClassFile.of().parse(Files.readAllBytes(classFile)).fields().stream().anyMatch(field ->
                    field.flags().has(AccessFlag.STATIC) && !field.flags().has(AccessFlag.SYNTHETIC)
                            && field.findAttribute(Attributes.constantValue()).isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isHelper(String name) {
        return name.startsWith(HELPER + ".") || name.startsWith(HELPER + "$") || name.equals(HELPER);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Takes classes without a package from the script first, all others from the bench first. */
    private static final class Loader extends URLClassLoader {

        private Loader(URL[] classpath) {
            super(classpath, Script.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.contains(".") || isHelper(name)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                try {
                    return loaded != null ? loaded : findClass(name);
                } catch (ClassNotFoundException e) {
                    return super.loadClass(name, resolve); // the bench may have it, if it was compiled with the script
                }
            }
        }
    }
}
