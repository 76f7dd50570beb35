package bench.run;

import bench.history.Op;

/** What workers are currently doing. */
interface Phase {

    /** Begins the operations that can begin now. */
    void proceed();

    /** Called for each operation that begins or ends. */
    void update(int thread, Op op);
}
