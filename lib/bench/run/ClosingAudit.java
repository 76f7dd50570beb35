package bench.run;

import bench.check.Verdict;
import bench.kernel.EventLoop;
import bench.workload.Workload;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks every node the questions of a workload's audit after the test. These questions never break a run: if a node
 * answers with an error, the question is asked again, and finally skipped.
 */
final class ClosingAudit {

    /** With this many tries, a node that aborts two of three transactions leaves one question in 3,000 unanswered. */
    private static final int MOST_TRIES = 20;
    private static final int MOST_SILENCES = 2;
    private static final long PAUSE_NANOS = 50_000_000;
    private static final long LIMIT_NANOS = 10_000_000_000L;

    private final EventLoop loop;
    private final Supplier<RpcClient> clients;
    private final Workload workload;
    private final Workload.Audit audit;
    private final List<ObjectNode> questions;
    private final Consumer<String> notes;
    private final Map<String, List<ObjectNode>> answers = new LinkedHashMap<>();
    private final long endNanos;
    private int busy;
    private Consumer<Map<String, Verdict>> done;

    /**
     * @param clients makes a new client in the network
     * @param notes   takes what the reader of the verdict should know: questions without an answer, a failed judgement
     */
    ClosingAudit(EventLoop loop, Supplier<RpcClient> clients, Workload workload, Workload.Audit audit,
                 Consumer<String> notes) {
        this.loop = loop;
        this.clients = clients;
        this.workload = workload;
        this.audit = audit;
        this.questions = audit.requests();
        this.notes = notes;
        this.endNanos = loop.now() + LIMIT_NANOS;
    }

    /**
     * Asks all nodes at the same time, and each node one question after the other. In the end {@code done} gets the
     * verdicts; none if the answers could not be judged.
     */
    void ask(List<String> nodes, Consumer<Map<String, Verdict>> done) {
        this.done = done;
        busy = nodes.size();
        nodes.forEach(node -> {
            answers.put(node, Arrays.asList(new ObjectNode[questions.size()]));
            new Interview(node, clients.get()).next();
        });
    }

    private Map<String, Verdict> judge() {
        try {
            return audit.judge(answers);
        } catch (RuntimeException | StackOverflowError e) {
            notes.accept("the closing audit could not be judged: " + e);
            return Map.of();
        }
    }

    private final class Interview {

        private final String node;
        private final RpcClient client;
        private int question;
        private int tries;
        private int silences;
        private String lastRefusal = "the time ran out";

        private Interview(String node, RpcClient client) {
            this.node = node;
            this.client = client;
        }

        private void next() {
            if (question == questions.size() || loop.now() >= endNanos || silences == MOST_SILENCES) {
                end();
            } else {
                client.call(node, questions.get(question).deepCopy(), workload.timeoutMillis(), this::take);
            }
        }

        private void take(RpcClient.Answer answer) {
            switch (answer) {
                case RpcClient.Reply(ObjectNode body) -> {
                    answers.get(node).set(question, body);
                    proceed();
                }
                case RpcClient.Failure(int code, String text) -> refused("error " + code + " " + Printable.text(text));
                case RpcClient.Silence _ -> {
                    silences++;
                    refused("no reply");
                }
            }
        }

        private void refused(String how) {
            lastRefusal = how;
            if (++tries == MOST_TRIES) {
                proceed();
            } else {
                loop.after(PAUSE_NANOS, this::next);
            }
        }

        private void proceed() {
            question++;
            tries = 0;
            next();
        }

        private void end() {
            long missing = answers.get(node).stream().filter(answer -> answer == null).count();
            if (missing > 0) {
                notes.accept("%s did not answer %d of %d questions of the closing audit (the last reason: %s)"
                        .formatted(node, missing, questions.size(), lastRefusal));
            }
            if (--busy == 0) {
                done.accept(judge());
            }
        }
    }
}
