package bench.sim;

import bench.kernel.Node;

/** A node in this JVM. Only one of them runs at a time, and the simulator waits until it comes back. */
public interface SimulatedNode extends Node {

    /** Begins to run the script, and returns when it waits for input. */
    void start();

    /** What the node does at this moment, asked by another thread; null if it is not the node's turn. */
    Activity activity();

    /**
     * What a node is busy with.
     *
     * @param what  in words: what it handles, and the line of the script
     * @param waits whether it waits for something, and so uses no processor
     */
    record Activity(String what, boolean waits) {
    }
}
