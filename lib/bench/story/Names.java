package bench.story;

import java.util.List;

/** Puts names into sentences. */
final class Names {

    private static final int MOST_NAMES = 6;

    private Names() {
    }

    /** Such as {@code n0}, {@code n0 and n1}, {@code n0, n1 and n3}; {@code n0, n1, n2 and 9 more} of many. */
    static String list(List<String> names) {
        return joined(names, " and ");
    }

    /** Such as {@code n0}, {@code n0 or n1}, {@code n0, n1 or n3}; {@code n0, n1, n2 or 9 more} of many. */
    static String oneOf(List<String> names) {
        return joined(names, " or ");
    }

    private static String joined(List<String> names, String last) {
        if (names.size() > MOST_NAMES) {
            int shown = MOST_NAMES / 2;
            return String.join(", ", names.subList(0, shown)) + last + (names.size() - shown) + " more";
        }
        return names.size() == 1 ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + last + names.getLast();
    }
}
