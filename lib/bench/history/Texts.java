package bench.history;

/** Quotes strings in a way that is valid in both JSON and EDN. */
final class Texts {

    private static final char DELETE = 0x7f;
    private static final char LAST_CONTROL = 0x9f;

    private Texts() {
    }

    /**
     * Appends a string in quotes. Control characters and lone surrogates are escaped, so the result is safe for a
     * terminal and can be stored as UTF-8.
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
