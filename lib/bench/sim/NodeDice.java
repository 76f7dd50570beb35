package bench.sim;

import bench.kernel.Dice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The random numbers of nodes. They follow from the seed, the node, and how often it was started before. */
final class NodeDice {

    private final long seed;
    private final Map<String, Integer> starts = new HashMap<>();
    private final List<Dice> dice = new ArrayList<>();

    NodeDice(long seed) {
        this.seed = seed;
    }

    /** Dice for a node that starts now. */
    Dice next(String node) {
        Dice next = Dice.of(seed, node + " " + starts.merge(node, 1, Integer::sum));
        dice.add(next);
        return next;
    }

    /** From now on all nodes draw other numbers. */
    void fork(long newSeed) {
        dice.forEach(each -> each.reseed(newSeed ^ dice.indexOf(each)));
    }
}
