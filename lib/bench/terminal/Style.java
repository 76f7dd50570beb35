package bench.terminal;

/** Colours for a terminal; none in a pipe, or where {@code NO_COLOR} is set (no-color.org). */
public record Style(boolean colours) {

    static final Style PLAIN = new Style(false);

    public static Style ofTerminal() {
        String noColour = System.getenv("NO_COLOR");
        return new Style(isTerminal() && (noColour == null || noColour.isEmpty()));
    }

    /** Whether people look at a screen that understands colours and can repeat a line; Emacs's shell is a dumb one. */
    public static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }

    public String good(String text) {
        return paint("1;32", text);
    }

    public String bad(String text) {
        return paint("1;31", text);
    }

    public String doubtful(String text) {
        return paint("1;33", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return colours ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
