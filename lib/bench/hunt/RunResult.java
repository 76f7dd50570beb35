package bench.hunt;

import bench.scenario.Reason;

/** How a run ended, and how much happened in it. */
public record RunResult(Counts counts, Reason reason) {

    /** A run that ended its whole process. */
    static RunResult broken() {
        return new RunResult(Counts.NONE, Reason.broken());
    }

    /**
     * Parses the format of {@link #toString}.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static RunResult parse(String text) {
        String[] words = text.split(" ", 4);
        if (words.length < 4) {
            throw new IllegalArgumentException("a result is three counts and a verdict");
        }
        return new RunResult(new Counts(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2])),
                Reason.parse(words[3]));
    }

    /** Such as {@code 200 1840 3 invalid: lost}: operations, messages, faults, and the verdict. */
    @Override
    public String toString() {
        return counts.operations() + " " + counts.messages() + " " + counts.faults() + " " + reason;
    }
}
