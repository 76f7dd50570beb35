package bench.build;

/** What was typed after {@code --bin} cannot be run. The message is meant for people, and complete. */
public final class BuildException extends RuntimeException {

    public BuildException(String message) {
        super(message);
    }
}
