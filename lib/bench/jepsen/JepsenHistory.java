package bench.jepsen;

import bench.history.EdnReader;
import bench.history.History;
import bench.history.Keyword;
import bench.history.Op;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the history of a run from {@code history.edn}, written by Jepsen or by the bench. */
public final class JepsenHistory {

    private static final List<String> FLAGS = List.of("final?", "seek-to-beginning?");

    private JepsenHistory() {
    }

    public static History read(Path file) throws IOException {
        return new History(Files.readAllLines(file).stream().filter(line -> !line.isBlank()).map(JepsenHistory::op)
                .toList());
    }

    private static Op op(String line) {
        Map<?, ?> op = (Map<?, ?>) EdnReader.read(line);
        List<String> flags = FLAGS.stream().filter(flag -> Boolean.TRUE.equals(get(op, flag))).toList();
        int process = get(op, "process") instanceof Long number ? Math.toIntExact(number) : Op.NEMESIS;
        return new Op(Math.toIntExact((Long) get(op, "index")), (Long) get(op, "time"),
                Op.Type.valueOf(name(op, "type").toUpperCase(Locale.ROOT)), process, name(op, "f"),
                get(op, "value"), JepsenErrors.translated(get(op, "error")), flags);
    }

    private static Object get(Map<?, ?> op, String field) {
        return op.get(Keyword.of(field));
    }

    private static String name(Map<?, ?> op, String field) {
        return ((Keyword) get(op, field)).name();
    }
}
