package bench.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Notices files that were saved with a new content.
 *
 * <p>It looks at the files' times and sizes, a hundred times a second, which costs next to nothing for the few files of
 * a script. Java's WatchService would need no looking on Linux, but on macOS it looks only every two seconds, and it
 * hears nothing of files that a virtual machine shares with its host. Editors save in several steps: they empty a file
 * and write it, or put another one in its place. So a save counts when nothing has changed for a moment.
 */
public final class SavedFiles {

    private static final int LOOK_MILLIS = 10;

    /** An editor's steps follow each other within a few milliseconds. */
    private static final int QUIET_LOOKS = 3;

    /** A file that stays empty or missing for longer is meant to be so. */
    private static final int MOST_LOOKS = 100;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Supplier<? extends Collection<Path>> files;
    private Map<Path, List<Object>> stamps;
    private Map<Path, ByteBuffer> contents;

    /** @param files which files to look at: asked at the start, and again after each change */
    public SavedFiles(Supplier<? extends Collection<Path>> files) {
        this.files = files;
        takeNote(files.get());
    }

    /** Waits until the content of files has changed since the last call, and returns these files. */
    public List<Path> await() throws InterruptedException {
        while (true) {
            Thread.sleep(LOOK_MILLIS);
            if (!stampsOf(stamps.keySet()).equals(stamps)) {
                awaitQuiet();
                Map<Path, ByteBuffer> before = contents;
                takeNote(files.get());
                List<Path> saved = contents.keySet().stream()
                        .filter(file -> !contents.get(file).equals(before.getOrDefault(file, contents.get(file))))
                        .toList();
                if (!saved.isEmpty()) {
                    return saved;
                }
            }
        }
    }

    private void takeNote(Collection<Path> watched) {
        List<Path> all = List.copyOf(watched);
        stamps = stampsOf(all); // before the contents: what is written in between is noticed later
        contents = new LinkedHashMap<>();
        all.forEach(file -> contents.put(file, content(file)));
    }

    private void awaitQuiet() throws InterruptedException {
        List<Path> watched = new ArrayList<>(stamps.keySet());
        Map<Path, List<Object>> last = stampsOf(watched);
        int quiet = 0;
        for (int looks = 0; looks < MOST_LOOKS && quiet < QUIET_LOOKS; looks++) {
            Thread.sleep(LOOK_MILLIS);
            Map<Path, List<Object>> now = stampsOf(watched);
            boolean unfinished = watched.stream().anyMatch(file -> isEmpty(file) && contents.get(file).hasRemaining());
            quiet = now.equals(last) && !unfinished ? quiet + 1 : 0;
            last = now;
        }
    }

    private static Map<Path, List<Object>> stampsOf(Collection<Path> files) {
        Map<Path, List<Object>> stamps = new LinkedHashMap<>();
        files.forEach(file -> stamps.put(file, stamp(file)));
        return stamps;
    }

    /** Differs when a file has been written, or another one has taken its place; empty while there is none. */
    private static List<Object> stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.size(file) == 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static ByteBuffer content(Path file) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file));
        } catch (IOException e) {
            return NOTHING;
        }
    }
}
