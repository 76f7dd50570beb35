package bench.run;

import bench.kernel.Cluster;

/** Receives warnings and progress while a test runs. */
public interface Observer {

    /** A node went deaf, and the test goes on without it. */
    void warning(Cluster.Warning warning);

    /**
     * Called once a second of the test's own time.
     *
     * @param phase      the current phase, such as {@code working}
     * @param operations the number of operations that have begun or ended so far
     */
    void progress(String phase, long seconds, int operations);
}
