package bench.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** Says why a file could not be read or written. */
public final class DiskTrouble {

    private DiskTrouble() {
    }

    /** Such as {@code store/echo: No space left on device}. Java's own message may be nothing but the file's name. */
    public static String describe(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileAlreadyExistsException present -> present.getFile() + " exists already";
            case NoSuchFileException missing -> "there is no file " + missing.getFile();
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }
}
