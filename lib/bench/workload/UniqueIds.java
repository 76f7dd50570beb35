package bench.workload;

import bench.check.Checker;
import bench.check.DistinctIds;
import java.util.random.RandomGenerator;

/** Asks nodes for ids, which may be any values as long as no two are equal. */
public final class UniqueIds implements Workload {

    public UniqueIds(Settings settings) {
    }

    @Override
    public Generator generator(RandomGenerator random) {
        return (_, _) -> new Invocation("generate", null);
    }

    @Override
    public Client client() {
        return (_, connection, outcome) -> connection.call(RequestBody.of("generate"),
                body -> outcome.ok(Reply.of(body, "generate_ok", "id").any("id")));
    }

    @Override
    public boolean reusesClients() {
        return true;
    }

    @Override
    public Checker checker() {
        return new DistinctIds();
    }
}
