package bench.check.elle;

import bench.history.Clients;
import bench.history.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Explains step by step why no order fits some transactions. It names the transactions, lists what each one did, and
 * then says what follows. The text stays short enough to be read at a glance.
 */
final class Argument {

    /** Lines below the claim. A story has at most eight: these, the claim, and the number of other cases. */
    private static final int MOST_LINES = 6;
    private static final int MOST_PLACED = 4;

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

    /** The completions of the named transactions. */
    List<Op> ops() {
        return names.keySet().stream().map(Txn::completion).toList();
    }

    /**
     * The claim, then its proof. Where space is short, what each transaction did is left out first, then the middle
     * steps.
     */
    List<String> under(String claim, Clients clients) {
        List<String> lines = new ArrayList<>(List.of(claim));
        if (names.size() + steps.size() <= MOST_LINES) {
            names.forEach((txn, name) -> lines.add(name + " = " + txn.describe(clients)));
        } else {
            lines.add(places(clients));
        }
        int room = 1 + MOST_LINES - lines.size();
        int shown = steps.size() <= room ? steps.size() : room - 2;
        steps.subList(0, shown).forEach(step -> lines.add(sentence(step)));
        if (shown < steps.size()) {
            lines.add("… %d more steps …".formatted(steps.size() - shown - 1));
            lines.add(sentence(steps.getLast()));
        }
        return lines;
    }

    private String places(Clients clients) {
        return names.entrySet().stream().limit(MOST_PLACED)
                .map(each -> "%s is by %s".formatted(each.getValue(), clients.at(each.getKey().invocation())))
                .collect(Collectors.joining(", ", "", names.size() > MOST_PLACED ? ", …" : "."));
    }

    private static String sentence(String step) {
        return Character.toUpperCase(step.charAt(0)) + step.substring(1) + ".";
    }
}
