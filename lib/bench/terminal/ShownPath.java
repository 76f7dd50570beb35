package bench.terminal;

import java.nio.file.Path;

/** How a path is shown to the user. */
public final class ShownPath {

    private ShownPath() {
    }

    /** The path relative to the current directory if the file is inside it; otherwise as it is. */
    public static Path of(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.toAbsolutePath().startsWith(here) ? here.relativize(file.toAbsolutePath()) : file;
    }
}
