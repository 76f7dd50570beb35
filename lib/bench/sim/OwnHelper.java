package bench.sim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * The helper that a script brings, where it is not the bench's own: somebody is changing it. The node that lets a
 * script take part in a simulation is loaded again beside it, because it implements one of the helper's interfaces.
 */
final class OwnHelper extends ClassLoader {

    /** In {@code lib/bench/ScriptNode.java}; it has no package, which is why nobody here can name the class itself. */
    private static final String NODE = "ScriptNode";

    private final Map<String, byte[]> helper;

    private OwnHelper(Map<String, byte[]> helper) {
        super(OwnHelper.class.getClassLoader());
        this.helper = helper;
    }

    /** Where the helper of a script comes from: the bench, unless the script has another version. */
    static ClassLoader loader(Path jarOrFolder) {
        ClassLoader bench = OwnHelper.class.getClassLoader();
        Map<String, byte[]> helper = ClassFiles.helperIn(jarOrFolder);
        boolean same = helper.entrySet().stream().allMatch(type -> Arrays.equals(type.getValue(),
                resource(type.getKey())));
        return same ? bench : new OwnHelper(helper);
    }

    /** The bench's class file of this name; empty if it has none. */
    private static byte[] resource(String file) {
        try (InputStream in = OwnHelper.class.getClassLoader().getResourceAsStream(file)) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        byte[] bytes = helper.get(name + ".class");
        if (bytes == null && !name.equals(NODE) && !name.startsWith(NODE + "$")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            byte[] all = bytes != null ? bytes : resource(name + ".class");
            return loaded != null ? loaded : defineClass(name, all, 0, all.length);
        }
    }

    /** Makes nodes that talk to this helper. */
    Simulator.NodeFactory nodes() {
        try {
            Constructor<?> constructor = loadClass(NODE).getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return (loop, script, id, output, log, random) -> {
                try {
                    return (SimulatedNode) constructor.newInstance(loop, script, id, output, log, random);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            };
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
