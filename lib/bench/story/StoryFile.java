package bench.story;

import bench.history.Edn;
import bench.history.EdnReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The file {@code stories.edn} in the folder of a run, from which its report can be made again. It stands beside
 * {@code results.edn} because that file may be Maelstrom's own.
 */
public final class StoryFile {

    private static final String NAME = "stories.edn";

    private StoryFile() {
    }

    public static void write(Path folder, List<Story> stories) throws IOException {
        Files.writeString(folder.resolve(NAME), Edn.write(stories.stream().map(Story::toMap).toList()) + "\n");
    }

    /** The stories of a run; none if it has no such file. */
    public static List<Story> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        return Files.exists(file) ? ((List<?>) EdnReader.read(Files.readString(file))).stream()
                .map(story -> Story.of((Map<?, ?>) story)).toList() : List.of();
    }
}
