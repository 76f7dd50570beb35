package bench.run;

/** Makes text from a node safe for a terminal: control characters are shown, not obeyed. */
public final class Printable {

    private Printable() {
    }

    /** The text in one line. */
    public static String text(String text) {
        if (text.codePoints().allMatch(Printable::isPrintable)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isPrintable(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append("\\u%04x".formatted(c));
            }
        });
        return shown.toString();
    }

    /** The same for text of several lines. */
    public static String lines(String text) {
        return String.join("\n", text.lines().map(Printable::text).toList());
    }

    /**
     * Whether a character can be printed. Control characters, other line ends, lone surrogates and characters that
     * change the writing direction cannot. A tab can: Java indents stack traces with it.
     */
    private static boolean isPrintable(int c) {
        return c == '\t' || switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
