package bench.report;

import bench.history.Json;
import bench.history.Op;
import bench.journal.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Cuts the values of operations that are too long for a page. A long list is never written as a whole: a read may have
 * ten thousand elements, and there may be ten thousand reads.
 */
final class LongValue {

    private static final int MOST_CHARACTERS = 300;

    private LongValue() {
    }

    /** About how many characters an operation's value takes in the page. */
    static int size(Object value) {
        return MOST_CHARACTERS - Math.max(0, room(MOST_CHARACTERS, value));
    }

    /** The operation with the first items of its value, as many as fit. */
    static Event.Operation shortened(Event.Operation operation) {
        Op op = operation.op();
        return room(MOST_CHARACTERS, op.value()) >= 0 ? operation : new Event.Operation(new Op(op.index(), op.time(),
                op.type(), op.process(), op.f(), firstOf(op.value()), op.error(), op.flags()), operation.node(),
                operation.client());
    }

    /** The page tells a set by its value, which must stay a list. */
    private static List<Object> firstOf(Object value) {
        List<?> all = value instanceof List<?> list ? list : List.of(value);
        List<Object> first = new ArrayList<>();
        int room = MOST_CHARACTERS;
        for (Object item : all) {
            room = room(room, item);
            if (room < 0) {
                break;
            }
            first.add(item);
        }
        first.add("… and %,d more".formatted(all.size() - first.size()));
        return first;
    }

    /** About how many of these characters are left once a value is written; negative if they are too few. */
    private static int room(int characters, Object value) {
        Collection<?> items = value instanceof Map<?, ?> map ? map.values()
                : value instanceof Collection<?> list ? list : null;
        if (items == null) {
            return characters - Json.write(value).length();
        }
        int left = characters - items.size(); // a comma each
        for (Object item : items) {
            if (left < 0) {
                break;
            }
            left = room(left, item);
        }
        return left;
    }
}
