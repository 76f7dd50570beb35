import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The verdicts on mutants so far, in a file, so that an interrupted command can go on. */
final class Verdicts {

    private static final String SURVIVED = "survived";
    private static final int HASH_BYTES = 16;

    private final Path file;
    private final Judge judge;
    private final Map<String, String> verdicts = new HashMap<>();

    /** Tries a mutant on a seed, or with a test class, and says what convicts it, if anything does. */
    interface Judge {
        Optional<String> convict(String trial, Path classes) throws IOException, InterruptedException;
    }

    /** @param judge is asked only the first time */
    Verdicts(Path file, Judge judge) throws IOException {
        this.file = file;
        this.judge = judge;
        Files.createDirectories(file.getParent());
        if (Files.exists(file)) {
            Files.readAllLines(file).forEach(line -> verdicts.put(line.split("\t")[0], line.split("\t")[1]));
        }
    }

    /** What convicts this folder of classes, in the first of these trials that does; empty if none does. */
    Optional<String> first(List<String> trials, Path classes) throws IOException, InterruptedException {
        String hash = hash(classes);
        for (String trial : trials) {
            String key = trial + "-" + hash;
            if (!verdicts.containsKey(key)) {
                String verdict = judge.convict(trial, classes).orElse(SURVIVED).replace("\t", " ");
                verdicts.put(key, verdict);
                Files.writeString(file, key + "\t" + verdict + "\n",
                        StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            if (!verdicts.get(key).equals(SURVIVED)) {
                return Optional.of(verdicts.get(key));
            }
        }
        return Optional.empty();
    }

    private static String hash(Path classes) throws IOException {
        try (Stream<Path> files = Files.list(classes)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<Path> sorted = files.sorted().toList();
            for (Path file : sorted) {
                digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
