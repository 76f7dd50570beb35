import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.catalogue.Catalogue;
import bench.learn.Lesson;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each level of the catalogue has a lesson: what it asks in one line, and a few hints that fit a terminal. */
class LessonTest {

    private static final int COLUMNS = 100;

    /** As fly.io numbers them. */
    static List<String> levels() {
        return List.of("1", "2", "3a", "3b", "3c", "3d", "3e", "4", "5a", "5b", "5c", "6a", "6b", "6c");
    }

    @ParameterizedTest
    @MethodSource("levels")
    void aLevelHasALessonWithThreeToFiveHints(String level) throws IOException {
        assertEquals(Catalogue.challenges(Shell.home()).size(), levels().size());
        Lesson lesson = Lesson.of(level).orElseThrow();
        assertTrue(lesson.hints().size() >= 3 && lesson.hints().size() <= 5, lesson.toString());
        assertTrue("✓ 3d  %-30s %s".formatted(lesson.title(), lesson.asks()).length() <= COLUMNS, lesson.asks());
        lesson.hints().stream().flatMap(String::lines)
                .forEach(line -> assertTrue(line.length() <= COLUMNS - "  ".length(), line));
    }
}
