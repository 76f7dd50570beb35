package bench.sim;

import bench.kernel.Dice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each node its random numbers. They depend on the seed, the node, and how often it was started before. */
final class NodeDice {

    private final long seed;
    private final Map<String, Integer> starts = new HashMap<>();
    private final List<Dice> dice = new ArrayList<>();

    NodeDice(long seed) {
        this.seed = seed;
    }

    /** The random numbers of a node that starts now. */
    Dice next(String node) {
        Dice next = Dice.of(seed, node + " " + starts.merge(node, 1, Integer::sum));
        dice.add(next);
        return next;
    }

    /** From now on, all nodes draw other numbers. */
    void fork(long newSeed) {
        dice.forEach(each -> each.reseed(newSeed ^ dice.indexOf(each)));
    }
}
