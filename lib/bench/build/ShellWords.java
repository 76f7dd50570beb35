package bench.build;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Splits a command into words as a shell does: at blanks, with single and double quotes, backslashes and {@code ~}. It
 * refuses the other features of a shell (variables, pipes, patterns), because ignoring them would be a surprise.
 */
public final class ShellWords {

    private static final String REFUSED = "|&;<>()$`*?[";
    private static final String REFUSED_IN_QUOTES = "$`";
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    private final String text;
    private final List<String> words = new ArrayList<>();
    private StringBuilder word;

    private ShellWords(String text) {
        this.text = text;
    }

    /** @throws BuildException if a quote is not closed, or the text uses other features of a shell */
    public static List<String> split(String text) {
        return new ShellWords(text).split();
    }

    /** A command that can be typed, made from its words. */
    public static String join(List<String> words) {
        return words.stream().map(word -> PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    private List<String> split() {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                endWord();
                i++;
            } else if (c == '\'' || c == '"') {
                i = quoted(i + 1, c);
            } else if (c == '\\' && i + 1 < text.length()) {
                append(text.charAt(i + 1));
                i += 2;
            } else if (c == '~' && word == null && endsHere(i + 1)) {
                home();
                i++;
            } else {
                refuse(c, REFUSED);
                append(c);
                i++;
            }
        }
        endWord();
        return words;
    }

    /** Reads a quoted part; returns the position after it. */
    private int quoted(int start, char quote) {
        word = word == null ? new StringBuilder() : word; // '' is a word too
        int i = start;
        while (i < text.length() && text.charAt(i) != quote) {
            char c = text.charAt(i);
            if (quote == '"') {
                refuse(c, REFUSED_IN_QUOTES);
                if (c == '\\' && i + 1 < text.length() && "\"\\$`".indexOf(text.charAt(i + 1)) >= 0) {
                    i++;
                }
            }
            append(text.charAt(i));
            i++;
        }
        if (i == text.length()) {
            throw new BuildException("--bin: a quote is not closed in " + text);
        }
        return i + 1;
    }

    private boolean endsHere(int i) {
        return i == text.length() || text.charAt(i) == '/' || Character.isWhitespace(text.charAt(i));
    }

    private void home() {
        System.getProperty("user.home").chars().forEach(c -> append((char) c));
    }

    private void append(char c) {
        word = word == null ? new StringBuilder() : word;
        word.append(c);
    }

    private void endWord() {
        if (word != null) {
            words.add(word.toString());
            word = null;
        }
    }

    private void refuse(char c, String refused) {
        if (refused.indexOf(c) >= 0) {
            throw new BuildException("--bin: no shell runs this command, so " + c
                    + " has no meaning. Quotes, ~ and VAR=value are "
                    + "understood; put anything else into a script of its own");
        }
    }
}
