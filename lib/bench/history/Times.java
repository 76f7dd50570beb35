package bench.history;

import java.util.Locale;

/** Formats times for people: in seconds, with enough digits to distinguish operations. */
public final class Times {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double BRIEF = 0.1;
    private static final double LONG = 100;

    private Times() {
    }

    /** A moment or a duration, such as {@code 0.001 s}, {@code 9.94 s} or {@code 29.94 s}. */
    public static String seconds(long nanos) {
        return number(nanos) + " s";
    }

    /** A period, such as {@code 0 to 9.94 s}. */
    public static String span(long fromNanos, long toNanos) {
        return number(fromNanos) + " to " + seconds(toNanos);
    }

    private static String number(long nanos) {
        double seconds = nanos / NANOS_PER_SECOND;
        if (nanos == 0) {
            return "0";
        }
        String pattern = Math.abs(seconds) < BRIEF ? "%.3f" : Math.abs(seconds) < LONG ? "%.2f" : "%.0f";
        return String.format(Locale.ROOT, pattern, seconds);
    }
}
