import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Verdict.Validity;
import bench.history.Op;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples do what their opening comments say, also where these say that something goes wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTest {

    /** For rows that say no others. */
    private static final String DEFAULTS = "--concurrency 4n --rate 30 --time-limit 30 ";
    private static final String BROADCAST = "-w broadcast --node-count 5 --time-limit 20 --rate 10";
    private static final String COUNTER =
            "-w g-counter --node-count 3 --rate 100 --time-limit 20 --nemesis partition";
    private static final String RAFT =
            "-w lin-kv --node-count 3 --concurrency 4n --rate 30 --time-limit 60 --nemesis partition";
    private static final int RAFT_SEEDS = 20;
    private static final double RAFT_MOST_MESSAGES = 1.5;
    private static final double RAFT_FEWEST_ANSWERS = 0.95;

    private Scripts scripts;

    @BeforeAll
    void compile(@TempDir Path classes) throws IOException {
        scripts = Scripts.compile(Stream.of("flooding", "retry", "lucky_counter", "owner_logs", "raft", "list_append")
                .map(name -> Shell.home().resolve("lib/examples/" + name + ".java")).toList(), classes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flooding    | 10 | -w broadcast --node-count 5 --time-limit 20 --rate 10
            retry       | 10 | -w broadcast --node-count 5 --time-limit 20 --rate 10 --nemesis partition
            owner_logs  | 3  | -w kafka --node-count 2 --concurrency 2n --time-limit 20 --rate 1000
            raft        | 20 | -w lin-kv --node-count 3 --nemesis kill,partition --nemesis-interval 5
            raft        | 20 | -w lin-kv --node-count 5 --nemesis kill,partition --nemesis-interval 5
            raft        | 10 | -w lin-kv --node-count 3 --nemesis pause,loss,duplicate,reorder --nemesis-interval 5
            list_append | 20 | -w txn-list-append --node-count 2 --rate 100 --time-limit 10 --nemesis partition
            list_append | 20 | -w txn-list-append --node-count 3 --nemesis kill,partition --latency 10
            """)
    void isValid(String name, int seeds, String options) {
        for (int seed = 1; seed <= seeds; seed++) {
            Scripts.Run run = run(name, options, seed);
            assertEquals(Validity.TRUE, run.validity(), "seed " + seed + ": " + run.complaints());
        }
    }

    @Test
    void floodingLosesWhatAPartitionDrops() {
        assertEquals(Validity.FALSE, run("flooding", BROADCAST + " --nemesis partition", 1).validity());
    }

    @Test
    void theLuckyCounterPassesSomeRunsAndFailsOthers() {
        List<Validity> verdicts = IntStream.rangeClosed(1, 10)
                .mapToObj(seed -> run("lucky_counter", COUNTER, seed).validity()).toList();
        assertTrue(verdicts.contains(Validity.TRUE) && verdicts.contains(Validity.FALSE), verdicts::toString);
    }

    @Test
    void raftAnswersFromTheMajorityForFewMessages() {
        double answers = 0;
        double messages = 0;
        for (int seed = 1; seed <= RAFT_SEEDS; seed++) {
            Scripts.Run run = run("raft", RAFT, seed);
            assertEquals(Validity.TRUE, run.validity(), "seed " + seed + ": " + run.complaints());
            long requests = run.outcome().history().clientOps().filter(Op::isInvoke).count();
            answers += run.outcome().history().clientOps().filter(ExamplesTest::isAnswer).count() / (double) requests;
            messages += run.outcome().stats().serverMessagesPerOp(requests);
        }
        assertTrue(answers / RAFT_SEEDS >= RAFT_FEWEST_ANSWERS, "answered: " + answers / RAFT_SEEDS);
        assertTrue(messages / RAFT_SEEDS <= RAFT_MOST_MESSAGES, "messages: " + messages / RAFT_SEEDS);
    }

    /** A success, or an error that says how the key is: there is none, or it has another value. */
    private static boolean isAnswer(Op op) {
        return op.isOk() || op.error() instanceof List<?> error && error.getFirst() instanceof Number code
                && List.of(20, 22).contains(code.intValue());
    }

    private Scripts.Run run(String name, String options, int seed) {
        return scripts.run(name, List.of((DEFAULTS + options).split(" ")), seed);
    }
}
