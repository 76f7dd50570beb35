import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One life of a node under a judge: each step is a line or two of input, or time that passes. */
final class FuzzLife {

    /** The helper drops later replies. */
    private static final long PATIENCE_MILLIS = 4_000;

    private final HandHeldNode node;
    private final FuzzJudge judge;

    /** Something that happens to the node. */
    sealed interface Step {
    }

    /** @param isLie whether it may say what is not true, in the name of one that the node trusts */
    record Input(byte[] bytes, boolean isLie) implements Step {
    }

    record Pause(long millis) implements Step {
    }

    FuzzLife(HandHeldNode.Main main, FuzzModel model) {
        node = HandHeldNode.running(main);
        judge = new FuzzJudge(model);
    }

    /**
     * Lets the node take a step.
     *
     * @return the lines that the node has printed meanwhile
     * @throws FuzzJudge.Finding if the node has done something wrong
     */
    List<String> take(Step step) {
        switch (step) {
            case Input(byte[] bytes, boolean isLie) -> {
                if (isLie) {
                    judge.lied();
                }
                for (String line : lines(bytes)) {
                    judge.hears(line);
                }
                node.receiveBytes(bytes);
            }
            case Pause(long millis) -> node.pass(millis);
        }
        List<String> said = node.sentLines().stream().map(FuzzLife::asPrinted).toList();
        said.forEach(judge::says);
        judge.settles(node.takeLog());
        return said;
    }

    /** What is left of a line when it has travelled as bytes. */
    static String asPrinted(String line) {
        return new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** The lines in some bytes: each ends with a line feed. */
    static List<String> lines(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return List.of((text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1));
    }

    /** Lets the node finish what it has begun. */
    void end() {
        take(new Pause(PATIENCE_MILLIS));
        judge.ends();
    }

    /** Whether the node knows who it is. */
    boolean isBorn() {
        return judge.isBorn();
    }

    /** Whether the node will believe a line that may be a lie. */
    boolean isNews(byte[] bytes) {
        return lines(bytes).stream().anyMatch(judge::isNews);
    }

    /** Whether these lines are all refused, or none of them is a request. */
    static boolean leavesNoTrace(byte[] bytes, FuzzModel model) {
        return lines(bytes).stream().allMatch(line -> FuzzJudge.leavesNoTrace(line, model));
    }

    /** How many replies there were, by {@code ok} or the code of the error. */
    Map<String, Integer> replies() {
        return judge.replies();
    }

    /** What is wrong with the node when it takes these steps; null if nothing is. */
    static String findingIn(List<Step> steps, HandHeldNode.Main main, FuzzModel model) {
        try {
            FuzzLife life = new FuzzLife(main, model);
            steps.forEach(life::take);
            life.end();
            return null;
        } catch (FuzzJudge.Finding | AssertionError e) {
            return text(e);
        }
    }

    static String text(Throwable e) {
        return e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause());
    }
}
