package bench.jepsen;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fressian.FressianReader;
import org.fressian.handlers.ILookup;
import org.fressian.handlers.ReadHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads Maelstrom's own journal of the network: the files {@code net-journal/*.fressian}, one for each of its threads.
 * Source of the format: maelstrom.net.journal.
 */
final class NetJournal {

    /**
     * A message that was sent or received.
     *
     * @param number the number of this event among all events
     * @param nanos  the time on a clock with an arbitrary start
     */
    record Entry(long number, long nanos, boolean sent, Message message) {
    }

    /** @param body its JSON */
    record Message(long id, String src, String dest, String body) {
    }

    private static final ILookup<Object, ReadHandler> HANDLERS = tag -> switch ((String) tag) {
        case "ev" -> (in, _, _) -> new Entry(in.readInt(), in.readInt(), in.readObject().equals("send"),
                (Message) in.readObject());
        case "msg" -> (in, _, _) -> new Message(in.readInt(), (String) in.readObject(), (String) in.readObject(),
                JsonMapper.shared().writeValueAsString(in.readObject()));
        case "key" -> (in, _, _) -> {
            in.readObject(); // its namespace
            return in.readObject();
        };
        case "map" -> (in, _, _) -> {
            Map<String, Object> map = new LinkedHashMap<>();
            List<?> pairs = (List<?>) in.readObject();
            for (int i = 0; i < pairs.size(); i += 2) {
                map.put(String.valueOf(pairs.get(i)), pairs.get(i + 1));
            }
            return map;
        };
        default -> null;
    };

    private NetJournal() {
    }

    /** All events of a folder of such files, in order. */
    static List<Entry> read(Path folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".fressian")).toList()) {
                read(file, entries);
            }
        }
        entries.sort(Comparator.comparingLong(Entry::number));
        return entries;
    }

    private static void read(Path file, List<Entry> entries) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            FressianReader reader = new FressianReader(in, HANDLERS, false);
            while (true) {
                entries.add((Entry) reader.readObject());
            }
        } catch (EOFException e) {
            // the end of a file, or of what Maelstrom could write before it was killed
        }
    }
}
