package bench.sim;

import bench.kernel.Node;

/** A node in this JVM. Only one node runs at a time, and the simulator waits until that node waits for input. */
public interface SimulatedNode extends Node {

    /** Starts the script, and returns when it waits for input. */
    void start();

    /** What the node is doing at the moment; null if it is not its turn. Called by another thread. */
    Activity activity();

    /**
     * What a node is doing.
     *
     * @param what  what it handles, and the line of the script, in words
     * @param waits whether it waits for something, and therefore uses no processor time
     */
    record Activity(String what, boolean waits) {
    }
}
