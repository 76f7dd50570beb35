package bench.run;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds exceptions in the log of one node, from the form in which Python, Ruby, JavaScript, Java, Go and Rust print
 * one. A node that lives on after it, but no longer answers, says only there what happened.
 */
public final class LoggedExceptions {

    private static final String PYTHON = "Traceback (most recent call last):";

    /** A place below the exception, as Java and JavaScript print it. */
    private static final Pattern PLACE = Pattern.compile("\\s+at \\S.*");

    /** What Go and Rust print, and Ruby, such as {@code node.rb:7:in `add': no such key (KeyError)}. */
    private static final Pattern IN_ONE_LINE = Pattern.compile(
            "(?:panic|fatal error): .*|thread '.*' panicked at .*|\\S+\\.rb:\\d+:in .*: .* \\(\\w\\S*\\)");

    private String previous = "";
    private String last = "";
    private boolean inTraceback;

    /** Takes the next line of the log, and returns the exception that it ends or explains, if any. */
    public Optional<String> next(String line) {
        Optional<String> exception = exceptionAt(line);
        previous = last;
        last = line;
        return exception;
    }

    private Optional<String> exceptionAt(String line) {
        if (inTraceback) {
            inTraceback = line.isBlank() || Character.isWhitespace(line.charAt(0));
            return Optional.of(line).filter(_ -> !inTraceback);
        }
        inTraceback = line.equals(PYTHON);
        if (PLACE.matcher(line).matches()) {
            return Optional.of(last).filter(this::isNew);
        }
        return IN_ONE_LINE.matcher(line).matches() ? Optional.of(line) : Optional.empty();
    }

    /** Whether the last line begins a stack trace and says something that the line before it has not said. */
    private boolean isNew(String exception) {
        return !exception.isBlank() && !Character.isWhitespace(exception.charAt(0))
                && !exception.startsWith("Caused by: ") && !previous.endsWith(exception);
    }
}
