package bench.check;

import bench.history.History;

/** Judges a finished history. */
@FunctionalInterface
public interface Checker {

    Verdict check(History history);
}
