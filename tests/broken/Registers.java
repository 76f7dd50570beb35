import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A database that performs one transaction at a time, which is correct for a single node. Scripts add their bugs. */
class Registers {

    record Txn(List<List<Object>> txn) {
    }

    record TxnOk(List<List<Object>> txn) {
    }

    final Maelstrom.Node node;
    final Map<Object, Object> database = new HashMap<>();

    Registers(Maelstrom.Node node) {
        this.node = node;
        node.on(Txn.class, request -> new TxnOk(perform(request.txn())));
    }

    /** Performs all steps, and returns them with the values that were read. */
    List<List<Object>> perform(List<List<Object>> txn) {
        return txn.stream().map(this::performStep).toList();
    }

    /** Performs one step. */
    List<Object> performStep(List<Object> step) {
        if (isRead(step)) {
            return Arrays.asList("r", step.get(1), read(step.get(1)));
        }
        write(step.get(1), step.get(2));
        return step;
    }

    Object read(Object key) {
        return database.get(key);
    }

    void write(Object key, Object value) {
        database.put(key, value);
    }

    static boolean isRead(List<Object> step) {
        return step.getFirst().equals("r");
    }

    /** The effect of a transaction: the last value for each key that it writes. */
    static Map<Object, Object> writes(List<List<Object>> txn) {
        Map<Object, Object> writes = new LinkedHashMap<>();
        txn.stream().filter(step -> !isRead(step)).forEach(step -> writes.put(step.get(1), step.get(2)));
        return writes;
    }
}
