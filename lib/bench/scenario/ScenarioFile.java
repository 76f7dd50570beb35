package bench.scenario;

/**
 * The text format of a scenario, which people can read and edit:
 *
 * <pre>{@code
 * # A value gets lost in a cut, and nobody sends it again.
 * test -w broadcast --nodes n0,n1,n2 --latency 100 --seed 17
 * ----
 * 0.000900 s  cut n2 | n0 n1
 * 0.001 s  n0 broadcast 0
 * 9.940 s  heal
 * 20.000 s  n2/1 read nil :final?
 * lose n0 -> n1 #3
 * ----
 * invalid: lost
 * }</pre>
 *
 * <p>The command comes first, on one line or on several, then a line of dashes, the steps, another line of dashes, and
 * the verdict. The steps can be in any order. A step is an operation, the begin or end of a fault, or the fate of a
 * single message. An operation names the node ({@code /1} means its second worker), what it does, the value in EDN, and
 * flags. {@code cut} names the sides, or for each node the nodes that it does not hear, as in {@code cut {"n0"
 * ["n1"]}}. {@code begin clock {"n1" [35000 107]}} makes the clock of n1 leap 35 s ahead and run at 107 %. {@code #3}
 * is the third message that one node or service sends to the other: {@code lose} it, {@code double} it, or
 * {@code delay} it, as in {@code delay n0 -> n1 #3 until 1.5 s}.
 */
public final class ScenarioFile {

    static final String DASHES = "----";

    private ScenarioFile() {
    }

    /** Says why a text is not a scenario: the line, and what is wrong with it. */
    public static final class Mistake extends RuntimeException {

        Mistake(int line, String reason) {
            super("line " + line + ": " + reason);
        }
    }

    /** @throws Mistake if a line cannot be understood */
    public static Scenario read(String text) {
        return new ScenarioReader().read(text.lines().toList());
    }

    public static String write(Scenario scenario) {
        return ScenarioWriter.write(scenario);
    }
}
