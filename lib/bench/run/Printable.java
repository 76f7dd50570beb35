package bench.run;

/** Text that a node wrote, as it can go to a terminal: control characters are shown and not obeyed. */
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

    /** The same for text whose line ends are the bench's own. */
    public static String lines(String text) {
        return String.join("\n", text.lines().map(Printable::text).toList());
    }

    /** Besides control characters, those that turn the direction of writing, other line ends, and half characters. */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
