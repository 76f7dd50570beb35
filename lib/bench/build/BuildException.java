package bench.build;

/** Says why the program given by {@code --bin} cannot be run. The message is complete and can be shown to the user. */
public final class BuildException extends RuntimeException {

    public BuildException(String message) {
        super(message);
    }
}
