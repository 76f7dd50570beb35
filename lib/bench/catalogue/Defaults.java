package bench.catalogue;

import bench.build.ShellWords;
import bench.build.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The options of a test without {@code -w}: those in a {@code // test:} line of the program, otherwise those of the
 * challenge that it is named after.
 *
 * @param source  where they come from, in words
 * @param options the words of a command line
 */
public record Defaults(String source, List<String> options) {

    private static final Pattern TEST_LINE = Pattern.compile("(?://|#)\\s*test:\\s+(.+)");
    private static final int HEAD_BYTES = 10_000;

    /**
     * The options that the first of these files brings; empty if none does.
     *
     * @param home  where {@code devbox.json} lies
     * @param files the program, and the files among its arguments
     */
    public static Optional<Defaults> of(Path home, List<Path> files) throws IOException {
        for (Path file : files) {
            String line = testLine(file);
            if (!line.isEmpty()) {
                return Optional.of(new Defaults("the test line in " + file.getFileName(), ShellWords.split(line)));
            }
        }
        for (Path file : files) {
            Optional<Catalogue.Challenge> challenge = Catalogue.ofFile(home, file);
            if (challenge.isPresent()) {
                return Optional.of(new Defaults("the challenge " + challenge.get().name(), challenge.get().options()));
            }
        }
        return Optional.empty();
    }

    /** The same without an option, and without its value. */
    public Defaults without(String option) {
        return new Defaults(source, new Words(options).without(Map.of(option, 1)).all());
    }

    /** What a program says about its test; empty if nothing. */
    static String testLine(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
            return head.lines().map(TEST_LINE::matcher).filter(line -> line.matches()).map(line -> line.group(1))
                    .collect(Collectors.joining(" "));
        }
    }
}
