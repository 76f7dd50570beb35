package bench.install;

/** Something could not be fetched or unpacked. The message is one line, meant for people. */
public final class InstallException extends RuntimeException {

    public InstallException(String message) {
        super(message);
    }
}
