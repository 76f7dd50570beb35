package bench.sim;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A built script that can run many times in one JVM. Nodes must not share {@code static} fields. If a script has such
 * fields that can change, or one of its libraries has any, each node gets its own copy of the classes, which the JVM
 * then has to warm up each time. Only the helper, and libraries that the bench uses too, are always shared.
 */
public final class Script {

    private final URL[] classpath;
    private final String mainClass;
    private final List<String> args;
    private final ClassLoader helper;
    private final Loader shared;

    /**
     * @param classpath the script's own jar, followed by its dependencies
     * @param args      the arguments of main
     */
    public Script(List<Path> classpath, String mainClass, List<String> args) {
        this.classpath = classpath.stream().map(Script::url).toArray(URL[]::new);
        this.mainClass = mainClass;
        this.args = args;
        this.helper = OwnHelper.loader(classpath.getFirst());
        Loader loader = new Loader(this.classpath, helper);
        this.shared = hasStaticState(classpath, loader) ? null : loader;
    }

    /** Whether all nodes run the same classes. */
    public boolean sharesClasses() {
        return shared != null;
    }

    /** Runs main, as the java launcher would. */
    public Void run() throws Throwable {
        Class<?> type = Class.forName(mainClass, true, shared != null ? shared : new Loader(classpath, helper));
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

    /** What makes its nodes: the given factory, unless the script brings a helper of its own. */
    Simulator.NodeFactory nodes(Simulator.NodeFactory given) {
        return helper instanceof OwnHelper own ? own.nodes() : given;
    }

    /**
     * Removes the stack frames below the script's. They belong to the bench and mean nothing to the script's author.
     */
    public static Throwable withoutBench(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        int end = trace.length;
        while (end > 0 && !isOwn(trace[end - 1])) {
            end--;
        }
        if (end > 0) { // otherwise the error is in the bench, and its frames are needed
            e.setStackTrace(Arrays.copyOf(trace, end));
        }
        return e;
    }

    /**
     * The line of the script where a stack trace originates, such as {@code echo.java:12}: the innermost one in the
     * script's main file, or otherwise in a file that it includes. Empty if there is none.
     */
    public Optional<String> place(StackTraceElement[] trace) {
        String mainFile = mainClass.substring(mainClass.lastIndexOf('.') + 1) + ".java";
        return Stream.of(trace).filter(frame -> mainFile.equals(frame.getFileName())).findFirst()
                .or(() -> Stream.of(trace).filter(Script::isOwn).findFirst())
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber());
    }

    /** A script's classes have no package, but neither do a few of the bench's. */
    private static boolean isOwn(StackTraceElement frame) {
        String name = frame.getClassName();
        return !name.contains(".") && Script.class.getClassLoader().getResource(name + ".class") == null;
    }

    /** The main method; one with arguments takes precedence. Source: JLS 12.1.4. */
    private static Method main(Class<?> type) {
        List<Method> mains = Stream.of(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("main")).toList();
        Optional<Method> withArgs = mains.stream()
                .filter(method -> List.of(method.getParameterTypes()).equals(List.of(String[].class))).findFirst();
        return withArgs.or(() -> mains.stream().filter(method -> method.getParameterCount() == 0).findFirst())
                .orElseThrow(() -> new IllegalArgumentException(type.getName() + " has no main"));
    }

    /** Whether a node could change a static field of the script, or one of its libraries has such fields at all. */
    private static boolean hasStaticState(List<Path> classpath, Loader loader) {
        return classpath.stream().skip(1).filter(library -> !ClassFiles.belongToBench(library))
                .anyMatch(library -> StaticState.isDeclaredIn(ClassFiles.in(library)))
                || StaticState.canChangeIn(ClassFiles.in(classpath.getFirst()), loader);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Takes classes without a package from the script first, and all others from the bench first. */
    private static final class Loader extends URLClassLoader {

        private Loader(URL[] classpath, ClassLoader helper) {
            super(classpath, helper);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.contains(".") || ClassFiles.isHelper(name)) {
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
