package bench.investigation;

import bench.history.Json;
import bench.history.Op;
import bench.journal.Event;
import bench.kernel.Message;
import bench.scenario.Steps;
import java.util.Comparator;
import java.util.List;

/** Describes in words what happened at one moment of a run. */
final class StepWords {

    private static final int LONGEST_BODY = 100;

    private StepWords() {
    }

    /** The most telling of the events of one moment. */
    static Event telling(List<Event> events) {
        return events.stream().min(Comparator.comparingInt(StepWords::rank)).orElseThrow();
    }

    /** Faults come before what nodes and clients do. */
    private static int rank(Event event) {
        return switch (event) {
            case Event.Lost _ -> 0;
            case Event.NodeChange _ -> 1;
            case Event.Fault _ -> 2;
            case Event.Recv(_, String src, String dest) -> Message.isBetweenServers(src, dest) ? 3 : 5;
            case Event.Operation _ -> 4;
            case Event.Send _ -> 6;
            case Event.Log _ -> 7;
        };
    }

    /** The event as a clause to follow "when". */
    static String describe(Event event, Steps steps) {
        return switch (event) {
            case Event.Lost(long id, String src, String dest, Event.Cause why) ->
                    "the message from %s to %s was lost%s: %s".formatted(src, dest, cause(why, dest), body(id, steps));
            case Event.NodeChange(String node, Event.State state, _) -> switch (state) {
                case STARTED -> node + " started";
                case KILLED -> node + " was killed";
                case PAUSED -> node + " was stopped";
                case RESUMED -> node + " went on";
                case DEAF -> node + " was no longer heard";
                case CRASHED -> node + " crashed";
            };
            case Event.Fault(String fault, boolean begins, _) ->
                    "the fault \"" + fault + "\" " + (begins ? "began" : "ended");
            case Event.Recv(long id, String src, String dest) -> "%s received from %s: %s".formatted(dest, src,
                    body(id, steps));
            case Event.Send(long id, String src, String dest, _) -> "%s sent %s: %s".formatted(src, dest,
                    body(id, steps));
            case Event.Operation(Op op, String node, _) -> "a client of %s %s %s %s".formatted(node,
                    op.isInvoke() ? "asked for" : "learned the outcome of", op.f(), Json.write(op.value()));
            case Event.Log(String node, String line) -> node + " logged " + line;
        };
    }

    private static String cause(Event.Cause why, String dest) {
        return switch (why) {
            case CUT -> " in the cut";
            case LOSS -> "";
            case DEAD -> ", because " + dest + " was dead";
        };
    }

    private static String body(long id, Steps steps) {
        String body = steps.body(id);
        return body.length() <= LONGEST_BODY ? body : body.substring(0, LONGEST_BODY) + "…";
    }
}
