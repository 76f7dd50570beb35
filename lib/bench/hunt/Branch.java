package bench.hunt;

import bench.hunt.Choices.Arrival;
import bench.kernel.Mishap;
import java.util.ArrayList;
import java.util.List;

/**
 * The choices that make a run, in the order of time: messages that are taken away, and some that are given back later.
 *
 * @param mishaps what happens to these messages
 * @param nanos   when the last choice was made
 * @param id      the last message that was taken away; -1 if none was
 * @param lost    the messages that have not been given back
 */
record Branch(List<Mishap> mishaps, long nanos, long id, List<Arrival> lost) {

    static final Branch NONE = new Branch(List.of(), 0, -1, List.of());

    /** The same, and then a message is taken away. */
    Branch losing(Arrival message) {
        return new Branch(with(mishaps, loss(message)), message.sentNanos(), message.id(), with(lost, message));
    }

    /** The same, and then a lost message is given back. */
    Branch delaying(Arrival message, long untilNanos) {
        Mishap delay = new Mishap.Delay(message.src(), message.dest(), message.number(), untilNanos);
        return new Branch(with(without(mishaps, loss(message)), delay), untilNanos, id, without(lost, message));
    }

    private static Mishap loss(Arrival message) {
        return new Mishap.Loss(message.src(), message.dest(), message.number());
    }

    private static <T> List<T> with(List<T> list, T element) {
        List<T> more = new ArrayList<>(list);
        more.add(element);
        return more;
    }

    private static <T> List<T> without(List<T> list, T element) {
        return list.stream().filter(each -> !each.equals(element)).toList();
    }
}
