package bench.story;

import bench.check.Violation;
import bench.history.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tells the story of an echo that differs from what was sent, and to which request it may belong. */
final class StrangeEcho {

    private StrangeEcho() {
    }

    static List<String> tell(Violation violation, Run run) {
        List<String> lines = new ArrayList<>(violation.proof().lines(run.clients()));
        Object echoed = violation.values().getLast();
        Op op = violation.operations().getFirst();
        run.history().invocations()
                .filter(other -> other.index() < op.index() && other.value().equals(echoed))
                .max(Comparator.comparing(Op::index))
                .ifPresent(other -> lines.add("That is what %s had sent, in another request.".formatted(
                        run.clients().at(other))));
        return lines;
    }
}
