package bench.check.elle;

import bench.history.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A proof in words: gives the transactions that it speaks of names, says what each did, and then what follows. */
final class Story {

    private final Map<Txn, String> names = new LinkedHashMap<>();
    private final List<String> steps = new ArrayList<>();

    /** The name of a transaction; the first one asked for is T1. */
    String name(Txn txn) {
        return names.computeIfAbsent(txn, t -> "T" + (names.size() + 1));
    }

    void say(String step) {
        steps.add(step);
    }

    List<String> steps() {
        return steps;
    }

    /** How the transactions it speaks of ended. */
    List<Op> ops() {
        return names.keySet().stream().map(Txn::completion).toList();
    }

    /** All of it below a first sentence. */
    String under(String headline) {
        StringBuilder text = new StringBuilder(headline);
        names.forEach((txn, name) -> text.append("\n  ").append(name).append(" = ").append(txn.describe()));
        steps.forEach(step -> text.append("\n  ").append(step).append('.'));
        return text.toString();
    }
}
