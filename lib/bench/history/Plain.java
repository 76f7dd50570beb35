package bench.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Converts JSON into the plain values of a history, which {@link Op} lists. */
public final class Plain {

    private Plain() {
    }

    /** Integers become a Long or a BigInteger, other numbers a Double. */
    public static Object of(JsonNode json) {
        return switch (json.getNodeType()) {
            case ARRAY -> list(json);
            case OBJECT -> map(json);
            case NUMBER -> number(json);
            case BOOLEAN -> json.booleanValue();
            case NULL, MISSING -> null;
            default -> json.stringValue();
        };
    }

    private static Object number(JsonNode json) {
        if (!json.isIntegralNumber()) {
            return json.doubleValue();
        }
        return json.canConvertToLong() ? (Object) json.longValue() : json.bigIntegerValue();
    }

    private static List<Object> list(JsonNode json) {
        List<Object> list = new ArrayList<>(json.size());
        json.forEach(item -> list.add(of(item)));
        return list;
    }

    private static Map<String, Object> map(JsonNode json) {
        Map<String, Object> map = new LinkedHashMap<>();
        json.forEachEntry((name, value) -> map.put(name, of(value)));
        return map;
    }
}
