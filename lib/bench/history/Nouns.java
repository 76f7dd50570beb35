package bench.history;

import java.util.Locale;

/** Says how many there are of something. */
public final class Nouns {

    private Nouns() {
    }

    /** Such as {@code 1 run}, {@code 0 runs} or {@code 7,381 runs}. */
    public static String count(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    /** Such as {@code once} or {@code 3 times}. */
    public static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }
}
