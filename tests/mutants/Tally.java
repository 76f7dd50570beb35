import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of the mutants of one target. */
final class Tally {

    static final String HEAD = """
            | target | mutants | convicted by runs | by tests | equivalent | survived | share |
            | --- | --- | --- | --- | --- | --- | --- |""";

    private final String target;
    private final List<String> survivors = new ArrayList<>();
    private final List<String> mistaken = new ArrayList<>();
    private int mutants;
    private int byRuns;
    private int byTests;
    private int equivalent;

    Tally(String target) {
        this.target = target;
    }

    /**
     * Counts a mutant, and says in a line what became of it.
     *
     * @param reason  why it is said to be equivalent; empty if nobody says so
     * @param byRun   which run of a challenge convicted it; empty if none did
     * @param byTest  which test did
     */
    String count(Mutant mutant, Optional<String> reason, Optional<String> byRun, Optional<String> byTest) {
        mutants++;
        Optional<String> verdict = byRun.or(() -> byTest);
        if (verdict.isEmpty() && reason.isPresent()) {
            equivalent++;
            return "equivalent: " + mutant;
        } else if (verdict.isEmpty()) {
            survivors.add("survived: " + mutant);
            return survivors.getLast();
        }
        byRuns += byRun.isPresent() ? 1 : 0;
        byTests += byRun.isPresent() ? 0 : 1;
        reason.ifPresent(text -> mistaken.add("not equivalent: " + mutant + ", convicted by " + verdict.get()));
        return "convicted: " + mutant + ", by " + verdict.get();
    }

    /** A mutant that is said to be equivalent is not there any more. */
    void noteUnused(String key) {
        mistaken.add("no such mutant: " + key.replace("\n", " in "));
    }

    /** The mutants that survived or that are wrongly said to be equivalent. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>(survivors);
        complaints.addAll(mistaken);
        return complaints;
    }

    /** A row of the table. The share is that of the mutants that are not equivalent. */
    String row() {
        int convicted = byRuns + byTests;
        int others = mutants - equivalent;
        return "| %s | %d | %d | %d | %d | %d | %.0f %% |".formatted(target, mutants, byRuns, byTests, equivalent,
                survivors.size(), others == 0 ? 100.0 : 100.0 * convicted / others);
    }
}
