import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.run.DiskTrouble;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DiskTroubleTest {

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of("store: permission denied", new AccessDeniedException("store")),
                Arguments.of("store exists already", new FileAlreadyExistsException("store")),
                Arguments.of("there is no file store", new NoSuchFileException("store")),
                Arguments.of("store: disk quota exceeded", new FileSystemException("store", null,
                        "disk quota exceeded")),
                Arguments.of("No space left on device", new IOException("No space left on device")),
                Arguments.of("java.io.EOFException", new EOFException()));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void theReasonIsSaidInWords(String words, IOException trouble) {
        assertEquals(words, DiskTrouble.describe(trouble));
    }
}
