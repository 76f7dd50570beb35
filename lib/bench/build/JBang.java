package bench.build;

import bench.process.Children;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Asks JBang, which alone decides what the directives of a script mean. Each call takes half a second. */
final class JBang {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final String ERROR = "[jbang] [ERROR] ";

    /** A JVM starts its output with this if the environment has options for it. */
    private static final String JVM_NOTE = "Picked up ";

    private final Path command;

    JBang(Path command) {
        this.command = command;
    }

    /** The output of {@code jbang info tools} for a script. JBang leaves out what it does not know. */
    record Info(Path applicationJar, List<Path> resolvedDependencies, Path availableJdkPath,
                List<String> compileOptions, List<String> runtimeOptions) {

        Info {
            compileOptions = compileOptions == null ? List.of() : compileOptions;
            runtimeOptions = runtimeOptions == null ? List.of() : runtimeOptions;
        }

        /** Whether JBang found a JDK and all dependencies, and all of them still exist. */
        boolean complete() {
            return availableJdkPath != null && Files.exists(availableJdkPath.resolve("bin/java"))
                    && resolvedDependencies != null && resolvedDependencies.stream().allMatch(Files::exists);
        }

        Jdk jdk() {
            return Jdk.at(availableJdkPath);
        }

        /** The parts of this information that distinguish builds. */
        List<Object> identity() throws IOException {
            List<Object> parts = new ArrayList<>(List.of(jdk(), compileOptions, runtimeOptions));
            for (Path jar : resolvedDependencies) {
                parts.addAll(List.of(jar, Files.size(jar), Files.getLastModifiedTime(jar)));
            }
            return parts;
        }

        static Info parse(String json) {
            return JSON.readValue(json, Info.class);
        }
    }

    /** The folder {@code lib} that contains the command. */
    Path home() {
        return command.toAbsolutePath().getParent().getParent();
    }

    /** Resolves the script's directives. The answer is JSON. */
    String info(Path script) {
        return run("info", "tools", script.toString());
    }

    /** Builds the script as JBang does. */
    void build(Path script) {
        run("build", script.toString());
    }

    /** @throws BuildException with the messages of the compiler or of JBang, if it fails */
    private String run(String... args) {
        List<String> line = new ArrayList<>(List.of(args));
        line.addFirst(command.toString());
        try {
            Path errors = Files.createTempFile("jbang", ".log");
            try {
                Process process = Children.start(new ProcessBuilder(line).redirectError(errors.toFile()));
                process.getOutputStream().close();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (Children.await(process) != 0) {
                    throw new BuildException(reason(process.exitValue(), Files.readString(errors)));
                }
                return output;
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new BuildException("cannot run JBang: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BuildException("interrupted while JBang ran");
        }
    }

    /** The compiler's messages if there are any; otherwise JBang's errors, without its progress and advice. */
    private static String reason(int status, String errors) {
        String compiler = errors.lines().filter(line -> !line.startsWith("[jbang]") && !line.startsWith(JVM_NOTE))
                .collect(Collectors.joining("\n"));
        String own = errors.lines().filter(line -> line.startsWith(ERROR))
                .map(line -> "JBang: " + line.substring(ERROR.length())).collect(Collectors.joining("\n"));
        return !compiler.isBlank() ? compiler : !own.isBlank() ? own : "JBang ended with status " + status;
    }
}
