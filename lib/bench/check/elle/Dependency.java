package bench.check.elle;

/** Why one transaction must come before another. A set of these is a mask of their bits. */
enum Dependency {
    /** The other replaced what this one wrote. */
    WW,
    /** The other saw what this one wrote. */
    WR,
    /** The other replaced what this one saw. */
    RW,
    /** The same process ran this one first. */
    PROCESS,
    /** This one had ended when the other began. */
    REALTIME;

    int bit() {
        return 1 << ordinal();
    }
}
