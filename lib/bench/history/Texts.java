package bench.history;

/** Quotes texts in a way that both JSON and EDN understand. */
final class Texts {

    private static final char DELETE = 0x7f;
    private static final char LAST_CONTROL = 0x9f;

    private Texts() {
    }

    /**
     * Appends a text in quotes. Nothing in it can steer a terminal, and it can be stored as UTF-8: control characters
     * and surrogates without their other half are escaped.
     */
    static void quote(String text, StringBuilder out) {
        out.append('"');
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (isPlain(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append("\\u%04x".formatted(c));
                    }
                }
            }
        });
        out.append('"');
    }

    private static boolean isPlain(int c) {
        boolean isControl = c < ' ' || c >= DELETE && c <= LAST_CONTROL;
        boolean isLoneSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !isControl && !isLoneSurrogate;
    }
}
