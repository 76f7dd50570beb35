package bench.build;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds what is wrong with the first line of a script, which names its interpreter. */
final class FirstLine {

    /** The interpreters of scripts that a shell must not run in their place, by the ending of their names. */
    private static final Map<String, String> INTERPRETERS = Map.of(".py", "python3", ".js", "node", ".rb", "ruby");

    private static final int LONGEST = 200;

    private FirstLine() {
    }

    /** A phrase that goes on after the file's name; empty if nothing is wrong. */
    static Optional<String> mistake(Path file) {
        String begin = begin(file);
        int end = begin.indexOf('\n');
        if (begin.startsWith("#!")) {
            return end > 0 && begin.charAt(end - 1) == '\r' ? Optional.of(" has Windows line endings, so the program "
                    + "in its first line is not found; run sed -i 's/\\r$//' on it") : Optional.empty();
        }
        String name = file.getFileName().toString();
        return Optional.ofNullable(INTERPRETERS.get(name.substring(Math.max(0, name.lastIndexOf('.')))))
                .map(interpreter -> " needs the first line #!/usr/bin/env " + interpreter
                        + ", because otherwise a shell runs it");
    }

    /** As bytes, because the file may be of any kind. */
    private static String begin(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            char[] begin = new char[LONGEST];
            return new String(begin, 0, Math.max(0, reader.read(begin)));
        } catch (IOException e) {
            return ""; // a program may be executable and not readable
        }
    }
}
