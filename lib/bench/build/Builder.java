package bench.build;

import bench.terminal.ShownPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * Builds each script once. JBang resolves the script's directives. As long as the directives stay the same, the
 * compiler in this process does the rest, so a rebuild after an edit takes a fraction of a second.
 */
public final class Builder {

    private static final Pattern UNKNOWN_HELPER = Pattern.compile(
            "symbol: +(variable|class) Maelstrom\\b|package Maelstrom ");
    private static final Pattern MISPLACED_HELPER = Pattern.compile("there is no file \\S*\\bMaelstrom\\.java");
    private static final String NEW_SYNTAX = "import module java.base"; // every file of the helper begins with it
    private static final String JACKSON = "tools.jackson.core:jackson-databind:3.2.4";

    private final Cache cache;
    private final JBang jbang;
    private final Map<Path, Path> newest = new HashMap<>();

    /** @param jbang the command that starts JBang */
    public Builder(Cache cache, Path jbang) {
        this.cache = cache;
        this.jbang = new JBang(jbang);
    }

    /**
     * Builds a script if anything has changed since its last build.
     *
     * @throws BuildException if it cannot be built, with the messages of the compiler or of JBang
     */
    public Build build(Path script) {
        Sources sources = sources(script.toAbsolutePath().normalize());
        return cache.exclusively(() -> {
            Optional<JBang.Info> plain = sources.plain() ? resolve(sources) : Optional.empty();
            return plain.isPresent() ? compile(sources, plain.get()) : buildWithJBang(sources);
        });
    }

    /** A script that moved to another folder, or is a copy from one, includes the helper by a wrong path. */
    private Sources sources(Path script) {
        try {
            return Sources.of(script);
        } catch (BuildException e) {
            throw !MISPLACED_HELPER.matcher(e.getMessage()).find() ? e : new BuildException(
                    e.getMessage() + "\nFrom there, the helper is: //SOURCES " + helper(script));
        }
    }

    /** What a script includes as its helper. */
    private Path helper(Path script) {
        return script.getParent().relativize(jbang.home().resolve("Maelstrom.java"));
    }

    /** A script and all that it includes with {@code //SOURCES}, also what does not exist. */
    public static List<Path> files(Path script) {
        return Sources.mentionedBy(script.toAbsolutePath().normalize());
    }

    /**
     * An executable that starts a node of this build directly. It can be used wherever the path of a program is
     * expected. The first call for a build takes about two seconds, to make the node start fast later.
     */
    public Path launcher(Build build) {
        return cache.exclusively(() -> Launcher.of(build, cache));
    }

    /**
     * Lets JBang fetch and build everything that it needs to run a script offline, by itself.
     *
     * @throws BuildException if it cannot be built
     */
    public void prepare(Path script) {
        cache.exclusively(() -> {
            jbang.build(script);
            return script;
        });
    }

    /** JBang's information on the script; empty if the compiler in this process cannot build it. */
    private Optional<JBang.Info> resolve(Sources sources) throws IOException {
        Path answer = cache.answers().resolve(sources.directivesKey(Jdk.current()) + ".json");
        Optional<JBang.Info> info = known(answer);
        if (info.isEmpty()) {
            String json = jbang.info(sources.script());
            Path work = Files.writeString(Files.createTempFile(cache.folder(), "work", null), json);
            Files.move(work, answer, StandardCopyOption.ATOMIC_MOVE);
            info = known(answer);
        }
        return info.filter(found -> found.jdk().equals(Jdk.current()));
    }

    private static Optional<JBang.Info> known(Path answer) throws IOException {
        try {
            return Files.exists(answer)
                    ? Optional.of(JBang.Info.parse(Files.readString(answer))).filter(JBang.Info::complete)
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private Build compile(Sources sources, JBang.Info info) throws IOException {
        String key = sources.key(info.identity(), Launcher.OPTIONS);
        return publish(key, sources, info, jar -> {
            try {
                Compiler.compile(sources, info.resolvedDependencies(), info.compileOptions(), jar);
            } catch (BuildException e) {
                throw new BuildException(explained(e.getMessage(), sources.script(), info));
            }
        });
    }

    /** What the compiler says. If a directive is missing, names it; without Jackson, the rest are 60 lines of noise. */
    private String explained(String messages, Path script, JBang.Info info) {
        boolean hasJackson = info.resolvedDependencies().stream()
                .anyMatch(jar -> jar.getFileName().toString().startsWith("jackson-databind"));
        if (messages.contains("package tools.jackson") && !hasJackson) {
            return ShownPath.of(script) + ": the helper needs Jackson; to include it, add this line at the top of the "
                    + "script: //DEPS " + JACKSON;
        }
        String first = CompilerErrors.first(messages);
        if (messages.contains("bad file name")) {
            return first + "\nThe file's name is also the name of a class: use only letters, digits and _, and do "
                    + "not begin with a digit";
        }
        if (UNKNOWN_HELPER.matcher(messages).find()) {
            return first + "\nTo include the helper, add this line at the top of the script: //SOURCES "
                    + helper(script);
        }
        return first;
    }

    private Build buildWithJBang(Sources sources) throws IOException {
        try {
            jbang.build(sources.script());
        } catch (BuildException e) {
            throw !e.getMessage().contains(NEW_SYNTAX) ? e : new BuildException(ShownPath.of(sources.script())
                    + ": the helper needs Java 25 or newer; write this line at the top of the script: //JAVA 25+");
        }
        JBang.Info info = JBang.Info.parse(jbang.info(sources.script()));
        // The jar stands in for files that only JBang knows.
        String key = Key.of(List.of(info.identity(), Launcher.OPTIONS, Files.readAllBytes(info.applicationJar())));
        return publish(key, sources, info, jar -> Files.copy(info.applicationJar(), jar));
    }

    private interface JarMaker {
        void make(Path jar) throws IOException;
    }

    private Build publish(String key, Sources sources, JBang.Info info, JarMaker maker) throws IOException {
        Path folder = cache.builds().resolve(key);
        Path jar = folder.resolve("script.jar");
        if (!isJar(jar)) {
            Path work = cache.workFolder();
            try {
                maker.make(work.resolve(jar.getFileName()));
                Cache.delete(folder);
                Files.move(work, folder, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Cache.delete(work);
            }
            cache.prune();
        }
        cache.use(folder);
        Path older = newest.put(sources.script(), folder);
        if (older != null && !older.equals(folder)) {
            cache.release(older);
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            return new Build(sources.script(), jar, info.resolvedDependencies(),
                    file.getManifest().getMainAttributes().getValue(Name.MAIN_CLASS), info.runtimeOptions(), info.jdk(),
                    file.getEntry("Maelstrom.class") != null);
        }
    }

    private static boolean isJar(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.getManifest() != null;
        } catch (IOException e) {
            return false;
        }
    }
}
