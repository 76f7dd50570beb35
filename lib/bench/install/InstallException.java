package bench.install;

/** Says why something could not be downloaded or unpacked. The message is one line for the user. */
public final class InstallException extends RuntimeException {

    public InstallException(String message) {
        super(message);
    }
}
