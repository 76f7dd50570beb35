package bench.build;

import java.util.List;
import java.util.regex.Pattern;

/** What the compiler prints, cut to what fits on a screen. One missing semicolon makes it print 17 errors. */
final class CompilerErrors {

    private static final int MOST = 4;
    private static final Pattern START = Pattern.compile("(?m)^(?=\\S.*\\.java:\\d+: error: )");

    private CompilerErrors() {
    }

    /** The first errors, and how many follow. */
    static String first(String messages) {
        List<String> errors = START.splitAsStream(messages).toList();
        return errors.size() <= MOST ? messages : String.join("", errors.subList(0, MOST))
                + "and %d more errors, which may come from these".formatted(errors.size() - MOST);
    }
}
