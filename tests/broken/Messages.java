import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** A broadcast node that keeps its messages and sends none. Scripts add how messages spread, and their bugs. */
class Messages {

    record Broadcast(long message) {
    }

    record BroadcastOk() {
    }

    record Read() {
    }

    record ReadOk(Set<Long> messages) {
    }

    record Topology(Map<String, List<String>> topology) {
    }

    record TopologyOk() {
    }

    /** What nodes send each other. */
    record News(Set<Long> messages) {
    }

    final Maelstrom.Node node;
    final NavigableSet<Long> messages = new TreeSet<>();
    List<String> neighbours = List.of();

    Messages(Maelstrom.Node node) {
        this.node = node;
        node.on(Topology.class, request -> {
            neighbours = request.topology().get(node.id());
            return new TopologyOk();
        });
        node.on(Broadcast.class, request -> {
            accept(request.message());
            return new BroadcastOk();
        });
        node.on(Read.class, _ -> read());
        node.hear(News.class, (news, _) -> messages.addAll(news.messages()));
    }

    /** A client's message, which is acknowledged afterwards. */
    void accept(long message) {
        messages.add(message);
    }

    ReadOk read() {
        return new ReadOk(messages);
    }
}
