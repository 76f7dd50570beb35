package bench.run;

import bench.kernel.Cluster;

/** Told how a test goes while it goes. */
public interface Observer {

    /** Something went wrong with a node, and the test goes on without it. */
    void warning(Cluster.Warning warning);

    /**
     * Called once a second of the test's own time.
     *
     * @param phase      what goes on, such as {@code working}
     * @param operations how many operations have begun or ended so far
     */
    void progress(String phase, long seconds, int operations);
}
