package bench.history;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads values in EDN, Clojure's notation, as Jepsen writes them: numbers become Long, BigInteger, Double or
 * BigDecimal; vectors and lists become List, maps Map, sets Set; tags (such as {@code #jepsen.history.Op}) are skipped.
 */
public final class EdnReader {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9].*");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]+N?");

    private final String text;
    private int at;

    private EdnReader(String text) {
        this.text = text;
    }

    /**
     * The value that the text consists of.
     *
     * @throws IllegalArgumentException if it is not exactly one value
     */
    public static Object read(String text) {
        EdnReader reader = new EdnReader(text);
        Object value = reader.value();
        reader.skipBlanks();
        if (reader.at < text.length()) {
            throw new IllegalArgumentException("there is more than one EDN value");
        }
        return value;
    }

    private Object value() {
        skipBlanks();
        return switch (peek()) {
            case '{' -> map();
            case '[' -> list(']');
            case '(' -> list(')');
            case '"' -> string();
            case '#' -> dispatch();
            default -> atom(word());
        };
    }

    private Map<Object, Object> map() {
        Map<Object, Object> map = new LinkedHashMap<>();
        at++;
        while (!closes('}')) {
            Object key = value();
            map.put(key, value());
        }
        return map;
    }

    private List<Object> list(char end) {
        List<Object> list = new ArrayList<>();
        at++;
        while (!closes(end)) {
            list.add(value());
        }
        return list;
    }

    /** A set; a number that has no digits; or a tag, after which its value comes. */
    private Object dispatch() {
        at++;
        if (peek() == '#') {
            at++;
            return symbolic(word());
        }
        if (peek() == '{') {
            at++;
            LinkedHashSet<Object> set = new LinkedHashSet<>();
            while (!closes('}')) {
                set.add(value());
            }
            return set;
        }
        word();
        return value();
    }

    private boolean closes(char end) {
        skipBlanks();
        boolean closes = peek() == end;
        at += closes ? 1 : 0;
        return closes;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        at++;
        for (char c = next(); c != '"'; c = next()) {
            string.append(c == '\\' ? escaped(next()) : c);
        }
        return string.toString();
    }

    private char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> (char) Integer.parseInt("" + next() + next() + next() + next(), 16);
            default -> c;
        };
    }

    private String word() {
        int start = at;
        while (at < text.length() && " ,\n\r\t()[]{}\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw new IllegalArgumentException("no EDN value at position " + at);
        }
        return text.substring(start, at);
    }

    private static Object atom(String word) {
        return switch (word) {
            case "nil" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> word.startsWith(":") ? Keyword.of(word.substring(1))
                    : NUMBER.matcher(word).matches() ? number(word) : word;
        };
    }

    private static Double symbolic(String word) {
        return switch (word) {
            case "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    private static Number number(String word) {
        if (word.endsWith("M")) {
            return new BigDecimal(word.substring(0, word.length() - 1));
        }
        if (WHOLE_NUMBER.matcher(word).matches()) {
            BigInteger whole = new BigInteger(word.replace("N", ""));
            return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
        }
        if (word.contains("/")) { // a fraction, which Clojure's division may produce
            String[] parts = word.split("/");
            return new BigDecimal(parts[0]).doubleValue() / new BigDecimal(parts[1]).doubleValue();
        }
        return Double.valueOf(word);
    }

    private void skipBlanks() {
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == ',')) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw new IllegalArgumentException("the EDN text ends in the middle of a value");
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }
}
