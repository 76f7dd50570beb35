package bench.story;

import java.util.List;

/** Puts names into sentences. */
final class Words {

    private Words() {
    }

    /** Such as {@code n0}, {@code n0 and n1}, {@code n0, n1 and n3}. */
    static String list(List<String> names) {
        return names.size() == 1 ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    /** Such as {@code n0}, {@code n0 or n1}, {@code n0, n1 or n3}. */
    static String oneOf(List<String> names) {
        return names.size() == 1 ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
    }

    /** Such as {@code once} or {@code 3 times}. */
    static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
