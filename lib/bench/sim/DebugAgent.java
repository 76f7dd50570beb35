package bench.sim;

import java.util.Objects;
import java.util.stream.Stream;

/** The part of the JVM that a debugger connects to. It is requested by a variable in the environment. */
public final class DebugAgent {

    /** Options for the JVM of {@code lib/bin/maelstrom}. */
    public static final String OPTIONS = "MAELSTROM_JAVA_OPTIONS";

    private static final String NAME = "jdwp";

    private DebugAgent() {
    }

    /** Whether a debugger can stop this JVM. */
    public static boolean isPresent() {
        return Stream.of(OPTIONS, "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS").map(System::getenv).filter(Objects::nonNull)
                .anyMatch(options -> options.contains(NAME));
    }

    /** The option that makes a JVM wait on this port of the machine itself. */
    public static String option(int port) {
        return "-agentlib:" + NAME + "=transport=dt_socket,server=y,suspend=y,quiet=y,address=127.0.0.1:" + port;
    }
}
