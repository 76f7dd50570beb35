import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a list as small as it can be found to be. (Zeller and Hildebrandt call this delta debugging.) */
final class Smallest {

    /** A large list is not made perfectly small: that would take hours. */
    private static final int MOST_TRIES = 2_000;

    private Smallest() {
    }

    /**
     * A part of a list that still has a property: leaving out any one element more would lose it, unless there were too
     * many to try.
     */
    static <T> List<T> of(List<T> list, Predicate<List<T>> property) {
        List<T> smallest = list;
        int tries = 0;
        for (int size = list.size() / 2; size > 0; size /= 2) {
            int from = 0;
            while (from < smallest.size() && tries++ < MOST_TRIES) {
                List<T> less = new ArrayList<>(smallest);
                less.subList(from, Math.min(from + size, less.size())).clear();
                if (property.test(less)) {
                    smallest = less;
                } else {
                    from += size;
                }
            }
        }
        return smallest;
    }
}
