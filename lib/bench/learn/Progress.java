package bench.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody has done in a folder so far: {@code store/progress.json}.
 *
 * @param passed by level, the run that passed it last
 * @param hints  by level, how many of its hints were shown
 * @param last   the level that was tried last; null if none was
 */
public record Progress(Map<String, Pass> passed, Map<String, Integer> hints, String last) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * A run that passed a level.
     *
     * @param file         the script
     * @param at           when, in local time: {@code 2026-11-25T23:11:05}
     * @param engine       which engine judged it
     * @param msgsPerOp    messages between servers for each operation; null if it is not known, as are the others
     * @param medianMillis the median stable latency
     * @param maxMillis    the largest stable latency
     */
    public record Pass(String file, String at, String engine, Double msgsPerOp, Double medianMillis, Double maxMillis) {
    }

    public Progress {
        passed = passed == null ? new TreeMap<>() : new TreeMap<>(passed);
        hints = hints == null ? new TreeMap<>() : new TreeMap<>(hints);
    }

    /** The progress in a folder. A file that cannot be read counts as none, because it is only a note. */
    public static Progress in(Path folder) {
        try {
            return JSON.readValue(Files.readString(file(folder)), Progress.class);
        } catch (IOException | JacksonException e) {
            return new Progress(null, null, null);
        }
    }

    public Progress withPass(String level, Pass pass) {
        Progress more = new Progress(passed, hints, level);
        more.passed.put(level, pass);
        return more;
    }

    public Progress withHint(String level, int count) {
        Progress more = new Progress(passed, hints, last);
        more.hints.put(level, count);
        return more;
    }

    public Progress withLast(String level) {
        return new Progress(passed, hints, level);
    }

    /** Writes it in one step, because another command may read it at this moment. */
    public void writeTo(Path folder) throws IOException {
        Path file = file(folder);
        Files.createDirectories(file.getParent());
        Path work = Files.createTempFile(file.getParent(), ".progress", ".json");
        Files.writeString(work, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
        Files.move(work, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path file(Path folder) {
        return folder.resolve("store/progress.json");
    }
}
