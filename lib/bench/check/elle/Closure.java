package bench.check.elle;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** All that can be reached from some names by following a relation. */
final class Closure {

    private Closure() {
    }

    static Set<String> of(Collection<String> start, Function<String, ? extends Collection<String>> next) {
        Set<String> reached = new TreeSet<>(start);
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (String name : next.apply(open.pop())) {
                if (reached.add(name)) {
                    open.push(name);
                }
            }
        }
        return reached;
    }
}
