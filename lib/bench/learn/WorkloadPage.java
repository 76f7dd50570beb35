package bench.learn;

import bench.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What clients of a workload ask and what they are answered, as {@code workloads.txt} has it.
 *
 * @param workload  such as {@code broadcast}
 * @param about     what it is, in a line
 * @param test      the options of a test of it
 * @param exchanges an example of each request with its reply
 * @param text      the page as people read it
 */
public record WorkloadPage(String workload, String about, List<String> test, List<Exchange> exchanges, String text) {

    private static final String TEST = "  test: ";
    private static final String REQUEST = "  > ";
    private static final String REPLY = "  < ";

    /** Bodies of messages, as JSON. */
    public record Exchange(String request, String reply) {

        /** The type of the request. */
        public String type() {
            return JsonMapper.shared().readTree(request).path("type").asString();
        }
    }

    /** The page of a workload; empty if there is none. */
    public static Optional<WorkloadPage> of(String workload) {
        return Stream.of(Resource.text("bench/learn/workloads.txt").split("\n\n(?=\\S)"))
                .filter(page -> page.startsWith(workload + ": ")).findFirst().map(WorkloadPage::parse);
    }

    private static WorkloadPage parse(String page) {
        List<String> lines = page.stripTrailing().lines().toList();
        String head = lines.getFirst();
        List<String> test = new ArrayList<>();
        List<String> text = new ArrayList<>();
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(TEST)) {
                test.add(line.substring(TEST.length()));
            } else {
                text.add(line);
            }
            if (line.startsWith(REQUEST)) {
                exchanges.add(new Exchange(line.substring(REQUEST.length()),
                        lines.get(i + 1).substring(REPLY.length())));
            }
        }
        int colon = head.indexOf(": ");
        return new WorkloadPage(head.substring(0, colon), head.substring(colon + 2), test, exchanges,
                String.join("\n", text));
    }
}
