import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Makes up lines of input for a node. Most begin as a message that is in order, and then something is changed: a field,
 * a type, an address, the way in which the JSON is written, or some bytes.
 */
final class FuzzLines {

    private static final List<String> NUMBERS = List.of("0", "-1", "1", "-0", "0.0", "-0.0", "1.0", "1.5", "1e3",
            "1E400", "-1e-400", "1e999999999", "2147483648", "9223372036854775807", "9223372036854775808",
            "-9223372036854775809", "36893488147419103232", "1e30", "0.10000000000000000555", "1234567890.0987654321",
            "9".repeat(5_000));
    private static final List<String> TEXTS = List.of("\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"",
            "\"\\ud83d\\ude00\"", "\"😀ü\"", "\"\\n\\r\\t\\b\"", "\"n0\"", "\"1\"", "\"null\"", "\"\u2028\uFEFF\"",
            "\"\\\"}\"", '"' + "x".repeat(3_000) + '"');
    private static final List<String> OTHERS = List.of("null", "true", "false", "[]", "{}", "[null]", "[[],{}]",
            "{\"\":null}", "{\"a\":{\"b\":[1,{\"c\":null}]}}", nested("[", "]", 100), nested("[", "]", 990),
            nested("{\"a\":", "}", 990).replace(":}", ":1}"));
    private static final List<String> WRONG = List.of("01", "+1", ".5", "1.", "1e", "--1", "0x10", "NaN", "Infinity",
            "-", "\"\\x\"", "\"\\u12\"", "\"tab\tinside\"", "\"\u0000\"", "'single'", "\"open", "", "undefined", "tru",
            "[1,]", "[1 2]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "/* no */ 1", "]", "}", nested("[", "]", 1_001),
            nested("[", "]", 10_000), "[".repeat(50_000));
    private static final List<String> NAMES = List.of("type", "msg_id", "in_reply_to", "echo", "message", "delta",
            "key", "msg", "offsets", "keys", "txn", "log", "node_id", "node_ids", "code", "text", "src", "body", "");
    private static final List<String> TYPES = List.of("echo", "generate", "broadcast", "read", "topology", "add",
            "send", "poll", "commit_offsets", "list_committed_offsets", "txn", "gossip", "init", "init_ok", "read_ok",
            "cas_ok", "error", "Echo", "ECHO", "", "\ud800", "no such type", "x".repeat(3_000));
    private static final List<String> STRANGERS = List.of("n0", "n9", "seq-kv", "lin-kv", "c1 ", "", "ü😀\ud800",
            "\n", "x".repeat(3_000));
    private static final byte[] ODD_BYTES = {0, (byte) 0xFF, (byte) 0xC3, (byte) 0xED, (byte) 0xA0, 0x1B, '\r', '\n'};

    /** One text in this many has a million characters; or it is a number, of as many digits. */
    private static final int LONG_TEXT = 2_000;

    private final RandomGenerator random;
    private final FuzzModel model;
    private int lastMsgId;

    /** A text that goes into a line as it is. */
    private record Raw(String json) {
    }

    FuzzLines(RandomGenerator random, FuzzModel model) {
        this.random = random;
        this.model = model;
    }

    private static String nested(String open, String close, int depth) {
        return open.repeat(depth) + close.repeat(depth);
    }

    // ---- lines ----

    /** Any line, with its end. */
    byte[] any() {
        Map<String, Object> message = oneIn(8) && !model.news().isEmpty()
                ? message(oneIn(5) ? stranger() : "n" + (1 + random.nextInt(2)), oneOf(model.news()), oneIn(3))
                : message(client(), oneOf(model.requests()), !oneIn(20));
        return oneIn(3) ? line(write(message)) : spoilt(message);
    }

    /** An {@code init} for n0, which may have something wrong with it. */
    byte[] init(String nodeIds, boolean isSpoilt) {
        Map<String, Object> init = message("c0", "{'type': 'init', 'node_id': 'n0', 'node_ids': " + nodeIds + "}",
                true);
        return isSpoilt ? spoilt(init) : line(write(init));
    }

    /** A reply, which may have something wrong with it. */
    byte[] reply(String src, String body, boolean isSpoilt) {
        Map<String, Object> reply = message(src, body, false);
        return isSpoilt ? spoilt(reply) : line(write(reply));
    }

    private Map<String, Object> message(String src, String body, boolean asks) {
        Map<String, Object> message = object("{'src': 'c1', 'dest': 'n0', 'body': " + body + "}");
        message.put("src", src);
        if (asks) {
            lastMsgId += oneIn(30) ? 0 : 1;
            body(message).put("msg_id", new Raw(Integer.toString(lastMsgId)));
        }
        return message;
    }

    @SuppressWarnings("unchecked") // JSON objects have strings as keys
    private static Map<String, Object> object(String quoted) {
        return (Map<String, Object>) StrictJson.quoted(quoted);
    }

    @SuppressWarnings("unchecked") // as above
    private static Map<String, Object> body(Map<String, Object> message) {
        return (Map<String, Object>) message.get("body");
    }

    private String client() {
        return oneIn(10) ? oneIn(2) ? "n1" : stranger() : "c" + (1 + random.nextInt(9));
    }

    private String stranger() {
        return oneOf(STRANGERS);
    }

    // ---- what is spoilt ----

    private byte[] spoilt(Map<String, Object> message) {
        do {
            if (oneIn(3)) {
                spoilFrame(message);
            } else {
                spoilField(message);
            }
        } while (oneIn(3));
        String text = write(message);
        if (oneIn(8)) {
            text = spoilText(text);
        }
        byte[] line = line(text);
        if (oneIn(20) && line.length > 1) {
            line[random.nextInt(line.length - 1)] = oneIn(2) ? (byte) random.nextInt()
                    : ODD_BYTES[random.nextInt(ODD_BYTES.length)];
        }
        return line;
    }

    /** Spoils what all messages have. */
    private void spoilFrame(Map<String, Object> message) {
        Map<String, Object> body = message.get("body") instanceof Map<?, ?> ? body(message) : message;
        switch (random.nextInt(8)) {
            case 0 -> message.put("src", value());
            case 1 -> message.put("dest", value());
            case 2 -> message.put("body", value());
            case 3 -> message.put("src", stranger());
            case 4 -> body.put("type", oneOf(TYPES));
            case 5 -> body.put("in_reply_to", value());
            case 6 -> body.remove("msg_id");
            default -> body.put("msg_id", value());
        }
    }

    /** Spoils any value, wherever it is: each container is as likely as the next one. */
    private void spoilField(Map<String, Object> message) {
        List<Object> containers = new ArrayList<>();
        collect(message, containers);
        switch (oneOf(containers)) {
            case Map<?, ?> map -> {
                Map<String, Object> fields = asObject(map);
                String name = fields.isEmpty() || oneIn(8) ? oneOf(NAMES) : oneOf(List.copyOf(fields.keySet()));
                if (oneIn(4)) {
                    Object value = fields.remove(name);
                    if (oneIn(2)) {
                        fields.put(oneOf(NAMES), value);
                    }
                } else {
                    fields.put(name, oneIn(8) ? wrapped(fields.get(name)) : value());
                }
            }
            case List<?> list -> {
                List<Object> elements = asList(list);
                int place = elements.isEmpty() ? 0 : random.nextInt(elements.size());
                if (elements.isEmpty() || oneIn(4)) {
                    elements.add(place, value());
                } else if (oneIn(4)) {
                    elements.remove(place);
                } else {
                    elements.set(place, oneIn(8) ? wrapped(elements.get(place)) : value());
                }
            }
            default -> throw new IllegalStateException();
        }
    }

    @SuppressWarnings("unchecked") // JSON objects have strings as keys
    private static Map<String, Object> asObject(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }

    @SuppressWarnings("unchecked") // lists of JSON have any elements
    private static List<Object> asList(List<?> list) {
        return (List<Object>) list;
    }

    private static void collect(Object value, List<Object> containers) {
        if (value instanceof Map<?, ?> map) {
            containers.add(map);
            map.values().forEach(each -> collect(each, containers));
        } else if (value instanceof List<?> list) {
            containers.add(list);
            list.forEach(each -> collect(each, containers));
        }
    }

    private Object wrapped(Object value) {
        List<Object> list = new ArrayList<>();
        list.add(value);
        return list;
    }

    /** Any value; one in ten is not JSON. */
    private Object value() {
        int dice = random.nextInt(30);
        return new Raw(dice < 3 ? oneOf(WRONG) : dice < 12 ? oneOf(NUMBERS) : dice < 21 ? text() : oneOf(OTHERS));
    }

    private String text() {
        return oneIn(LONG_TEXT) ? oneIn(2) ? '"' + "y".repeat(1_000_000) + '"' : "7".repeat(1_000_000) : oneOf(TEXTS);
    }

    private String spoilText(String text) {
        int place = random.nextInt(text.length());
        String head = text.substring(0, place);
        String tail = text.substring(place);
        return switch (random.nextInt(9)) {
            case 0 -> head;
            case 1 -> tail;
            case 2 -> text + text;
            case 3 -> text + " , " + text;
            case 4 -> "\uFEFF" + text;
            case 5 -> " \t ".repeat(random.nextInt(3));
            case 6 -> head + (char) random.nextInt(0x100) + tail;
            case 7 -> head + tail.substring(1);
            default -> head + "\n" + tail;
        };
    }

    // ---- how it is written ----

    private byte[] line(String text) {
        return (text + (oneIn(20) ? "\r\n" : "\n")).getBytes(StandardCharsets.UTF_8);
    }

    private String write(Map<String, Object> message) {
        StringBuilder out = new StringBuilder();
        new Writer(out, oneIn(20), oneIn(20), oneIn(40)).write(message);
        return out.toString();
    }

    /** Writes JSON: with space between the words, with escapes, or with some fields doubled. */
    private final class Writer {

        private final StringBuilder out;
        private final boolean spaces;
        private final boolean escapes;
        private final boolean doubles;

        private Writer(StringBuilder out, boolean spaces, boolean escapes, boolean doubles) {
            this.out = out;
            this.spaces = spaces;
            this.escapes = escapes;
            this.doubles = doubles;
        }

        private void write(Object value) {
            space();
            switch (value) {
                case null -> out.append("null");
                case Map<?, ?> map -> {
                    String separator = "{";
                    for (Map.Entry<?, ?> field : map.entrySet()) {
                        do {
                            out.append(separator);
                            space();
                            writeText((String) field.getKey());
                            space();
                            out.append(':');
                            write(doubles && oneIn(4) ? value() : field.getValue());
                            separator = ",";
                        } while (doubles && oneIn(4));
                    }
                    out.append(map.isEmpty() ? "{}" : "}");
                }
                case List<?> list -> {
                    out.append('[');
                    for (int i = 0; i < list.size(); i++) {
                        out.append(i == 0 ? "" : ",");
                        write(list.get(i));
                    }
                    out.append(']');
                }
                case String text -> writeText(text);
                case Raw(String json) -> out.append(json);
                default -> out.append(value); // a number or a boolean
            }
            space();
        }

        private void space() {
            while (spaces && oneIn(3)) {
                out.append(" \t\r".charAt(random.nextInt(3)));
            }
        }

        private void writeText(String text) {
            out.append('"');
            text.chars().forEach(c -> {
                if (c < ' ' || c == '"' || c == '\\' || escapes && oneIn(3)) {
                    out.append("\\u%04x".formatted(c));
                } else {
                    out.append((char) c);
                }
            });
            out.append('"');
        }
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
