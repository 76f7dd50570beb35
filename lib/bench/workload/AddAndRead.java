package bench.workload;

import bench.workload.Workload.Client;
import bench.workload.Workload.Connection;
import bench.workload.Workload.Invocation;
import bench.workload.Workload.Outcome;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * The client of a set or a counter.
 *
 * @param add   the operation that adds a number, which is also the type of its request
 * @param field the field of that request that holds the number
 * @param read  extracts the value from the reply to a read
 */
record AddAndRead(String add, String field, Function<ObjectNode, Object> read) implements Client {

    @Override
    public void invoke(Invocation invocation, Connection connection, Outcome outcome) {
        if (invocation.f().equals("read")) {
            connection.call(RequestBody.of("read"), body -> outcome.ok(read.apply(body)));
        } else {
            connection.call(RequestBody.of(add).put(field, (Long) invocation.value()), body -> {
                Reply.of(body, add + "_ok");
                outcome.ok(invocation.value());
            });
        }
    }
}
