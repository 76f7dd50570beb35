package bench.check.kafka;

import static bench.check.kafka.Case.details;
import static bench.check.kafka.Case.message;
import static bench.check.kafka.Case.name;

import bench.history.Keyword;
import bench.history.LogEffects;
import bench.history.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Checks that a message is polled only after it was sent, and only if its send took effect. */
final class Reads {

    private Reads() {
    }

    static List<Case> check(Evidence evidence) {
        List<Case> anomalies = new ArrayList<>();
        for (LogEffects end : evidence.ends()) {
            end.polls().forEach((key, messages) -> messages.forEach(message -> {
                LogEffects sender = evidence.sender(key, message.value());
                if (sender.op().isFail() && end.op().isOk()) {
                    anomalies.add(anomaly("G1a", key, message.value(), sender.op(), end.op(),
                            "%s came in %s, although %s had failed"));
                }
                if (sender == end) {
                    anomalies.add(anomaly("precommitted-read", key, message.value(), sender.op(), end.op(),
                            "%s came in %s, although %s had not yet ended"));
                }
                // Elle would look for longer cycles too. Here an operation either sends or polls, so every longer cycle
                // contains one of these: the earliest poll in the cycle returned a message that was sent later still.
                if (evidence.poller(key, message.value()) == end.op()
                        && end.op().index() < evidence.invocation(sender.op()).index()) {
                    anomalies.add(anomaly("G1c-realtime", key, message.value(), sender.op(), end.op(),
                            "%s came in %s, before %s began"));
                }
            }));
        }
        return anomalies;
    }

    private static Case anomaly(String type, String key, Object value, Op writer, Op reader, String pattern) {
        Supplier<Map<Keyword, Object>> details =
                () -> details("key", key, "value", value, "writer", writer, "reader", reader);
        return new Case(type, 0, key, List.of(writer, reader), details,
                clients -> pattern.formatted(message(value), name(clients, reader), name(clients, writer)));
    }
}
