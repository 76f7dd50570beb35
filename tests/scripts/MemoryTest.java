import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts that keep what they need themselves forget what all peers have; else each request would take memory. */
class MemoryTest {

    private static final long TWO_PERIODS_OF_TXN = 1_000;

    /** A peer that knows nothing shows what is kept. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            kafka | {'type': 'send', 'msg_id': 1, 'key': 'k', 'msg': 7}
            txn   | {'type': 'txn', 'msg_id': 1, 'txn': [['w', 1, 7]]}
            """)
    void whatAllPeersHaveConfirmedIsForgotten(String name, String request, @TempDir Path classes) throws IOException {
        Scripts scripts = Scripts.compile(List.of(Shell.home().resolve(name + ".java")), classes);
        HandHeldNode node = HandHeldNode.running(scripts.script(name)::run).initialized();
        node.receive("c1", request);
        node.receive("n1", gossip("'n0': 1", false));
        node.receive("n2", gossip("'n0': 1", false));
        node.pass(TWO_PERIODS_OF_TXN);
        node.sent();
        node.receive("n1", gossip("", true));
        assertEquals(List.of("n1 " + gossip("'n0': 1", false)), node.sent());
    }

    private static String gossip(String have, boolean asks) {
        return "{'type': 'gossip', 'update': {'have': {%s}, 'news': [], 'asks': %b}}".formatted(have, asks);
    }
}
