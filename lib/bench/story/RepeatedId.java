package bench.story;

import bench.check.Violation;
import bench.history.Op;
import bench.history.Times;
import bench.story.Carriers.Carrier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Tells the story of an id that was given out twice: by which nodes, and what happened to a node in between. */
final class RepeatedId {

    private RepeatedId() {
    }

    static List<String> tell(Violation violation, Run run) {
        List<String> lines = new ArrayList<>(violation.proof().lines(run.clients()));
        Op first = violation.operations().get(0);
        Op second = violation.operations().get(1);
        String node = run.nodeOf(first);
        if (Objects.equals(node, run.nodeOf(second))) {
            lines.add(run.faults().outages(node, first.time(), second.time()).filter(Outage::isKill)
                    .findFirst().map(outage -> "In between " + outage.describe() + ".")
                    .orElse("In between %s was not restarted.".formatted(node)));
        } else {
            run.silence().ifPresent(lines::add);
        }
        Carriers carriers = new Carriers(run, violation.values().getFirst(), _ -> true);
        violation.operations().stream().limit(2).forEach(op -> carriers.to(run.nodeOf(op)).stream()
                .filter(Carrier::arrived).filter(carrier -> carrier.received() <= op.time())
                .max(Comparator.comparing(Carrier::received))
                .ifPresent(carrier -> lines.add("%s got it from %s, in a message of type %s at %s.".formatted(
                        run.nodeOf(op), carrier.src(), carrier.type(), Times.seconds(carrier.received())))));
        return lines;
    }
}
