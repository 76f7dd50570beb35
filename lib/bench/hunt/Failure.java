package bench.hunt;

import bench.scenario.Reason;

/** A seed whose run is not valid, and how it ended. */
public record Failure(long seed, Reason reason) {
}
