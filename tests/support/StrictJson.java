import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON as RFC 8259 defines it, without the library that the helper uses: what judges the helper must not share
 * its mistakes. Objects are maps, lists are lists, and null is null. Of two fields with one name, the last one counts.
 */
final class StrictJson {

    /** The helper refuses what is deeper, and longer numbers: these limits are its own. */
    private static final int MAX_DEPTH = 1_000;
    private static final int MAX_NUMBER_LENGTH = 10_000;

    private final String text;
    private int at;

    /** A text that is not JSON. */
    static final class NotJson extends Exception {

        private NotJson(String text) {
            super(text);
        }
    }

    /** A number. Two are equal if they have the same value and are both whole, or both written with a dot or an e. */
    static final class Num {

        private final boolean isWhole;
        private final String canonical;

        Num(String written) {
            isWhole = written.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
            canonical = !isWhole ? fraction(written) : written.equals("-0") ? "0" : written;
        }

        private static String fraction(String written) {
            BigDecimal value = new BigDecimal(written);
            return "fraction " + (value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros());
        }

        /** Whether it is a whole number of 64 bits. */
        boolean isLong() {
            try {
                Long.parseLong(canonical);
                return true;
            } catch (NumberFormatException e) {
                return false;
            }
        }

        boolean isWhole() {
            return isWhole;
        }

        long asLong() {
            return Long.parseLong(canonical);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Num num && num.canonical.equals(canonical);
        }

        @Override
        public int hashCode() {
            return canonical.hashCode();
        }

        @Override
        public String toString() {
            return canonical;
        }
    }

    private StrictJson(String text) {
        this.text = text;
    }

    /** The value of a text that is one JSON value and nothing else. */
    static Object parse(String text) throws NotJson {
        StrictJson json = new StrictJson(text);
        Object value = json.value(0);
        json.skipSpace();
        json.expect(json.at == text.length(), "the end");
        return value;
    }

    /** The value of a text that is known to be JSON; with single quotes in place of double ones. */
    static Object quoted(String text) {
        try {
            return parse(text.replace('\'', '"'));
        } catch (NotJson e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private Object value(int depth) throws NotJson {
        skipSpace();
        char c = peek();
        switch (c) {
            case '{' -> {
                return object(depth + 1);
            }
            case '[' -> {
                return list(depth + 1);
            }
            case '"' -> {
                return string();
            }
            case 't' -> {
                return word("true", true);
            }
            case 'f' -> {
                return word("false", false);
            }
            case 'n' -> {
                return word("null", null);
            }
            default -> {
                return number();
            }
        }
    }

    private Object object(int depth) throws NotJson {
        expect(depth <= MAX_DEPTH, "fewer levels");
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        if (!takes('}')) {
            do {
                skipSpace();
                String name = string();
                expect(takes(':'), ":");
                object.put(name, value(depth));
            } while (takes(','));
            expect(takes('}'), "}");
        }
        return object;
    }

    private Object list(int depth) throws NotJson {
        expect(depth <= MAX_DEPTH, "fewer levels");
        List<Object> list = new ArrayList<>();
        at++;
        if (!takes(']')) {
            do {
                list.add(value(depth));
            } while (takes(','));
            expect(takes(']'), "]");
        }
        return list;
    }

    private Object word(String word, Object value) throws NotJson {
        expect(text.startsWith(word, at), word);
        at += word.length();
        return value;
    }

    private String string() throws NotJson {
        expect(peek() == '"', "a quote");
        at++;
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            expect(c >= ' ', "no control character");
            string.append(c == '\\' ? escape() : c);
        }
        at++;
        return string.toString();
    }

    private char escape() throws NotJson {
        char c = peek();
        at++;
        int plain = "\"\\/bfnrt".indexOf(c);
        if (plain >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(plain);
        }
        expect(c == 'u' && at + 4 <= text.length(), "an escape");
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = "0123456789abcdef".indexOf(Character.toLowerCase(text.charAt(at++)));
            expect(digit >= 0, "a hexadecimal digit");
            code = 16 * code + digit;
        }
        return (char) code;
    }

    private Object number() throws NotJson {
        int start = at;
        takesHere('-');
        if (!takesHere('0')) {
            digits();
        }
        if (takesHere('.')) {
            digits();
        }
        if (takesHere('e') || takesHere('E')) {
            if (!takesHere('+')) {
                takesHere('-');
            }
            digits();
        }
        expect(at - start <= MAX_NUMBER_LENGTH, "shorter number");
        try {
            return new Num(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw new NotJson("an exponent beyond all bounds");
        }
    }

    private void digits() throws NotJson {
        expect(isDigit(peek()), "a digit");
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** Takes this character after any space, if it is the next one. */
    private boolean takes(char c) {
        skipSpace();
        return takesHere(c);
    }

    private boolean takesHere(char c) {
        boolean isNext = at < text.length() && text.charAt(at) == c;
        at += isNext ? 1 : 0;
        return isNext;
    }

    private char peek() throws NotJson {
        expect(at < text.length(), "more");
        return text.charAt(at);
    }

    private void expect(boolean holds, String what) throws NotJson {
        if (!holds) {
            throw new NotJson("no " + what + " at character " + at);
        }
    }
}
