import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.learn.WorkloadPage;
import bench.workload.Workloads;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each workload has a page with an example of each of its messages. */
class WorkloadPageTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    static List<String> workloads() {
        return Workloads.names();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void itsExamplesAreRequestsWithTheirReplies(String workload) {
        WorkloadPage page = WorkloadPage.of(workload).orElseThrow();
        assertTrue(page.text().lines().allMatch(line -> line.length() <= 100), page.text());
        assertTrue(page.test().getFirst().startsWith("-w " + workload + " "), page.test().toString());
        assertTrue(!page.exchanges().isEmpty());
        for (WorkloadPage.Exchange exchange : page.exchanges()) {
            JsonNode request = JSON.readTree(exchange.request());
            JsonNode reply = JSON.readTree(exchange.reply());
            assertEquals(exchange.type() + "_ok", reply.get("type").asString());
            assertEquals(request.get("msg_id"), reply.get("in_reply_to"));
        }
    }
}
