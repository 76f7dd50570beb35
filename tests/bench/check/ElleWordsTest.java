import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.check.Verdict;
import bench.check.Verdict.Validity;
import bench.history.Edn;
import bench.history.Keyword;
import bench.history.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How Elle's checkers tell what they found: the claim, the transactions that prove it, and what is in results.edn. */
class ElleWordsTest {

    /** The first complaint, without the meaning of the anomaly and the model that forbids it. */
    private static void assertProof(String expected, Verdict verdict) {
        assertEquals(expected, verdict.complaints().getFirst().replaceFirst("^.*? forbids: ", ""));
    }

    /** The entry in results.edn, with operations as {@code #} and their index. */
    private static void assertFacts(String expected, Verdict verdict) {
        assertEquals(expected,
                Edn.write(verdict.details().get("anomalies")).replaceAll("\\{:index (\\d+)[^}]*}", "#$1"));
    }

    @Test
    void aCycleIsToldStepByStep() {
        Verdict verdict = Elle.registers("serializable", "0 ok w x 1, w y 1", "1 ok r x 1, r y nil");
        assertEquals(List.of("""
                G-single-item (read skew: a transaction saw one effect of another and missed an earlier one), \
                which serializable forbids: No order fits these transactions.
                  T1 = process 1 at 0.003 s: [["r","x",1],["r","y",null]]
                  T2 = process 0 at 0.001 s: [["w","x",1],["w","y",1]]
                  T1 read key "y" = null, its state before any write, and T2 wrote 1 there, so T1 comes before T2.
                  But T2 wrote key "x" = 1 and T1 read that, so T2 comes before T1."""), verdict.complaints());
    }

    /** Each of these transactions reads what the one before it wrote, and the first one what the last one wrote. */
    private static List<String> linesAboutCircleOf(int size) {
        List<String> history = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            history.add("%d begin r k%d nil, w k%d 1".formatted(i, i, (i + 1) % size));
        }
        for (int i = 0; i < size; i++) {
            history.add("%d ok r k%d 1, w k%d 1".formatted(i, i, (i + 1) % size));
        }
        Verdict verdict = Elle.registers("read-committed", history.toArray(String[]::new));
        return verdict.complaints().getFirst().lines().toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4 | \\.
            5 | , …
            """)
    void ofFourOrFiveTransactionsOnlyTheirPlacesAreTold(int size, String end) {
        List<String> lines = linesAboutCircleOf(size);
        assertEquals(1 + 1 + size, lines.size(), lines::toString);
        assertTrue(lines.get(1).matches("  T1 is by process 0 at [^,]*, T2 [^,]*, T3 [^,]*, T4 [^,]*" + end),
                lines.get(1));
        assertTrue(lines.getLast().startsWith("  But "), lines.getLast());
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 100})
    void ofManyTransactionsTheMiddleStepsAreLeftOut(int size) {
        List<String> lines = linesAboutCircleOf(size);
        assertEquals(1 + 1 + 3 + 1 + 1, lines.size(), lines::toString);
        assertTrue(lines.get(1).matches("  T1 is by process 0 at [^,]*, T2 [^,]*, T3 [^,]*, T4 [^,]*, …"),
                lines.get(1));
        assertEquals("  … %d more steps …".formatted(size - 4), lines.get(5));
        assertTrue(lines.getLast().startsWith("  But "), lines.getLast());
    }

    @Test
    void aReplyWithOtherStepsThanItsRequestIsNamedAndChangesNoVerdict() {
        Verdict verdict = Elle.registers("read-committed", "0 begin w x 1, r y nil", "0 ok r y nil, w x 1",
                "1 ok r x 1", "2 begin w z 1", "2 ok w z 2");
        assertEquals(Validity.TRUE, verdict.valid());
        assertEquals(List.of("""
                The steps of a reply differ from those of its request. Maelstrom uses both and does not compare them.
                  process 0 at 0.001 s asked for [["w","x",1],["r","y",null]]
                  and was answered with [["r","y",null],["w","x",1]].
                  And 1 more case of other steps."""), verdict.complaints());
    }

    @Test
    void stepsInRealTimeAreToldAsOne() {
        Verdict verdict = Elle.registers("strict-serializable",
                "0 ok w x 1", "1 ok w y 1", "2 ok w z 1", "1 ok r x nil");
        String last = verdict.complaints().getLast();
        assertTrue(last.endsWith("But T2 had ended 0.005 s before T1 began, so T2 comes before T1."), last);
    }

    @Test
    void ofSeveralCirclesTheOneThatBeganFirstIsTold() {
        String told = Elle.registers("read-committed",
                "0 begin r b nil, w a 1", "1 begin r a nil, w b 1, w c 1",
                "2 begin r c nil, r e nil, w d 1", "3 begin r d nil, w e 1",
                "0 ok r b 1, w a 1", "1 ok r a 1, w b 1, w c 1",
                "2 ok r c 1, r e 1, w d 1", "3 ok r d 1, w e 1").complaints().getFirst();
        assertTrue(told.contains("T1 = process 0 ") && told.contains("T2 = process 1 "), told);
        assertTrue(told.endsWith("And 1 more case of G1c."), told);
    }

    @Test
    void ofManyCasesOneIsToldAndTheOthersAreCounted() {
        List<String> lines = new ArrayList<>(List.of("0 ok w y 1", "1 ok r y 1"));
        for (int i = 0; i < 10; i++) {
            lines.addAll(List.of("0 fail w x " + i, "1 ok r x " + i));
        }
        Verdict verdict = Elle.registers("read-committed", lines.toArray(String[]::new));
        assertEquals(1, verdict.complaints().size());
        String told = verdict.complaints().getFirst();
        assertTrue(told.endsWith("And 9 more cases of G1a."), told);
        assertEquals(5, ((List<?>) ((Map<?, ?>) verdict.details().get("anomalies")).get(Keyword.of("G1a"))).size());
    }

    @Nested
    class Registers {

        @Test
        void aReadOfWhatFailed() {
            Verdict verdict = Elle.registers("read-committed",
                    "0 ok w y 1", "1 ok r y 1", "0 fail w x 1", "1 ok r x 1");
            assertEquals(List.of("""
                    G1a (aborted read: a transaction saw what a failed one had written), which read-committed forbids: \
                    T2 read key "x" = 1, which T1 wrote before it failed.
                      T1 = process 0 at 0.005 s: [["w","x",1]], which failed
                      T2 = process 1 at 0.007 s: [["r","x",1]]"""), verdict.complaints());
            assertFacts("{:G1a [{:op #7, :mop [:r \"x\" 1], :writer #5}]}", verdict);
        }

        @Test
        void aReadOfWhatWasReplaced() {
            assertProof("""
                    T2 read key "x" = 1, which T1 wrote and then replaced.
                      T1 = process 0 at 0.001 s: [["w","x",1],["w","x",2]]
                      T2 = process 1 at 0.003 s: [["r","x",1]]""",
                    Elle.registers("read-committed", "0 ok w x 1, w x 2", "1 ok r x 1"));
        }

        @Test
        void ofTwoThatReplacedAValueTheLastToEndIsTold() {
            assertFacts("{:G1b [{:op #5, :mop [:r \"x\" 1], :writer #3}], "
                    + ":empty-transaction-graph [{}]}", Elle.registers("monotonic-view",
                    "0 begin w x 1, w x 2", "1 ok w x 1, w x 3", "0 ok w x 1, w x 2", "2 ok r x 1"));
        }

        @Test
        void aTransactionThatForgetsWhatItWrote() {
            Verdict verdict = Elle.registers("read-atomic", "0 ok r x nil, w x 1, r x 2");
            assertProof("""
                    T1 read key "x" = 2, although it had read or written 1 there itself just before.
                      T1 = process 0 at 0.001 s: [["r","x",null],["w","x",1],["r","x",2]]""", verdict);
            assertFacts("{:internal [{:op #1, :mop [:r \"x\" 2], :expected 1}]}", verdict);
        }

        @Test
        void ofManyLostUpdatesTheFirstFourAreShown() {
            List<String> lines = new ArrayList<>(List.of("0 ok w x 9"));
            for (String end : List.of("begin r x nil", "ok r x 9")) {
                for (int process = 1; process <= 5; process++) {
                    lines.add("%d %s, w x %d".formatted(process, end, process));
                }
            }
            Verdict verdict = Elle.registers("update-atomic", lines.toArray(String[]::new));
            assertProof("""
                    Each of 5 transactions read key "x" = 9 and then wrote to it, as if the others had not.
                      process 1 at 0.003 s: [["r","x",9],["w","x",1]]
                      process 2 at 0.004 s: [["r","x",9],["w","x",2]]
                      process 3 at 0.005 s: [["r","x",9],["w","x",3]]
                      process 4 at 0.006 s: [["r","x",9],["w","x",4]]""", verdict);
            assertFacts("{:lost-update [{:key \"x\", :value 9, :txns [#7 #8 #9 #10 #11]}]}", verdict);
        }

        @Test
        void versionsThatReplaceEachOther() {
            Verdict verdict = Elle.registers("read-uncommitted",
                    "0 begin r x nil, w x 2", "1 begin r x nil, w x 1", "0 ok r x 1, w x 2", "1 ok r x 2, w x 1");
            assertProof("Key \"x\": each of the values [2,1] was written by a transaction that had read another.",
                    verdict);
            assertFacts("{:cyclic-versions [{:key \"x\", :scc [2 1], :sources [:initial-state :wfr-keys]}]}", verdict);
        }

        @Test
        void whatCameBetweenAReadAndALaterWriteIsTold() {
            Verdict verdict = Elle.registers("serializable", "0 ok r x nil, w x 1", "1 ok r x 1, w x 2",
                    "2 ok r x 2, w x 3, w y 2", "3 ok r x 1, r y 2");
            assertProof("""
                    No order fits these transactions.
                      T1 = process 3 at 0.007 s: [["r","x",1],["r","y",2]]
                      T2 = process 1 at 0.003 s: [["r","x",1],["w","x",2]]
                      T3 = process 2 at 0.005 s: [["r","x",2],["w","x",3],["w","y",2]]
                      T1 read key "x" = 1, and T2 read that value too before it wrote 2 there, so T1 comes before T2.
                      T2 wrote key "x" = 2 and T3 read that, so T2 comes before T3.
                      But T3 wrote key "y" = 2 and T1 read that, so T3 comes before T1.""", verdict);
            assertFacts("""
                    {:G-single-item [{:type :G-single-item, :cycle [#7 #3 #5], :steps [\
                    "T1 read key \\"x\\" = 1, and T2 read that value too before it wrote 2 there, \
                    so T1 comes before T2" \
                    "T2 wrote key \\"x\\" = 2 and T3 read that, so T2 comes before T3" \
                    "But T3 wrote key \\"y\\" = 2 and T1 read that, so T3 comes before T1"]}]}""", verdict);
        }

        @Test
        void aCycleOfOneTransactionHasOneStep() {
            assertProof("""
                    No order fits these transactions.
                      T1 = process 0 at 0.001 s: [["r","z",1],["w","z",1],["r","x",null],["w","y",1]]
                      T1 wrote key "z" = 1 and T1 read that, so T1 comes before T1.""",
                    Elle.registers("serializable",
                            "0 begin r z nil, w z 1, r x nil, w y 1", "1 begin r y nil, w x 1",
                            "0 ok r z 1, w z 1, r x nil, w y 1", "1 ok r y nil, w x 1"));
        }

        @Test
        void theOrderOfAProcessIsNamed() {
            assertEquals(List.of("""
                    G-single-item-process (read skew: a transaction saw one effect of another and missed an earlier \
                    one, counting the order of each process), which strong-session-serializable forbids: \
                    No order fits these transactions.
                      T1 = process 0 at 0.003 s: [["r","x",null]]
                      T2 = process 0 at 0.001 s: [["w","x",1]]
                      T1 read key "x" = null, its state before any write, and T2 wrote 1 there, so T1 comes before T2.
                      But the same client ran T2 before T1, so T2 comes before T1."""),
                    Elle.registers("strong-session-serializable", "0 ok w x 1", "0 ok r x nil", "1 ok r x 1")
                            .complaints());
        }

        /** Each edge of this cycle also is a read, and counts as one. So no cycle of writes alone can be shown. */
        @Test
        void aCycleThatIsThereButCannotBeShownIsCounted() {
            Verdict verdict = Elle.registers("read-uncommitted",
                    "0 begin r x nil, w x 2, w y 1", "1 begin r y nil, w y 2, w x 1",
                    "0 ok r x 1, w x 2, w y 1", "1 ok r y 1, w y 2, w x 1");
            assertEquals(List.of("PL-1-cycle-exists, which read-uncommitted forbids: "
                    + "2 transactions form a cycle that read-uncommitted forbids; no shorter example was found."),
                    verdict.complaints());
            assertFacts("{:PL-1-cycle-exists [{:type :PL-1-cycle-exists, :not :read-uncommitted, :scc-size 2, "
                    + ":scc [2 3]}]}", verdict);
            assertEquals(List.of(2, 3),
                    verdict.violations().getFirst().operations().stream().map(Op::index).toList());
        }

        @Test
        void ofTheCyclesThatCannotBeShownTheSmallestIsCounted() {
            assertProof("2 transactions form a cycle that read-uncommitted forbids; no shorter example was found.",
                    Elle.registers("read-uncommitted",
                            "0 begin r a nil, w a 2, w b 1, r e nil", "1 begin r b nil, w b 2, w c 1",
                            "2 begin r c nil, w c 2, w a 1, w d 1",
                            "3 begin r x nil, w x 2, w y 1, r d nil", "4 begin r y nil, w y 2, w x 1, w e 1",
                            "0 ok r a 1, w a 2, w b 1, r e 1", "1 ok r b 1, w b 2, w c 1",
                            "2 ok r c 1, w c 2, w a 1, w d 1",
                            "3 ok r x 1, w x 2, w y 1, r d 1", "4 ok r y 1, w y 2, w x 1, w e 1"));
        }

        @Test
        void whatCannotBeJudged() {
            assertEquals(List.of("Several transactions wrote 1 to key \"x\"."),
                    Elle.registers("read-committed", "0 ok w x 1", "1 ok w x 1", "2 ok r x 1").complaints());
        }

        @Test
        void nothingToJudge() {
            assertEquals(List.of("empty-transaction-graph (no transaction is known to depend on another): "
                    + "No transaction read or replaced what another one wrote."),
                    Elle.registers("read-committed", "0 ok w x 1", "1 ok w x 2").complaints());
        }
    }

    @Nested
    class Lists {

        @Test
        void appendsInBothOrders() {
            assertProof("""
                    No order fits these transactions.
                      T1 = process 0 at 0.001 s: [["append","x",1],["append","y",1]]
                      T2 = process 1 at 0.002 s: [["append","x",2],["append","y",2]]
                      T1 appended 1 to key "x" and T2 appended 2 after it, so T1 comes before T2.
                      But T2 appended 2 to key "y" and T1 appended 1 after it, so T2 comes before T1.""",
                    Elle.lists("read-uncommitted",
                            "0 begin append x 1, append y 1", "1 begin append x 2, append y 2",
                            "0 ok append x 1, append y 1", "1 ok append x 2, append y 2",
                            "0 ok r x [1 2], r y [2 1]"));
        }

        @Test
        void transactionsThatSeeEachOther() {
            assertProof("""
                    No order fits these transactions.
                      T1 = process 0 at 0.001 s: [["append","x",1],["r","y",[1]]]
                      T2 = process 1 at 0.002 s: [["append","y",1],["r","x",[1]]]
                      T1 appended 1 to key "x" and T2 saw that, so T1 comes before T2.
                      But T2 appended 1 to key "y" and T1 saw that, so T2 comes before T1.""",
                    Elle.lists("read-committed", "0 begin append x 1, r y nil", "1 begin append y 1, r x nil",
                            "0 ok append x 1, r y [1]", "1 ok append y 1, r x [1]"));
        }

        @Test
        void transactionsThatMissEachOther() {
            assertProof("""
                    No order fits these transactions.
                      T1 = process 0 at 0.001 s: [["r","x",null],["append","y",1]]
                      T2 = process 1 at 0.002 s: [["r","y",null],["append","x",1]]
                      T1 saw key "x" empty and T2 then appended 1, so T1 comes before T2.
                      But T2 saw key "y" empty and T1 then appended 1, so T2 comes before T1.""",
                    Elle.lists("serializable", "0 begin r x nil, append y 1", "1 begin r y nil, append x 1",
                            "0 ok r x nil, append y 1", "1 ok r y nil, append x 1"));
        }

        @Test
        void aReaderThatMissesTheLastAppend() {
            assertProof("""
                    No order fits these transactions.
                      T1 = process 2 at 0.005 s: [["r","y",[1]],["r","x",[1,2]]]
                      T2 = process 1 at 0.003 s: [["append","x",2],["append","y",2]]
                      T1 saw key "y" up to 1 and T2 then appended 2, so T1 comes before T2.
                      But T2 appended 2 to key "x" and T1 saw that, so T2 comes before T1.""",
                    Elle.lists("serializable", "0 ok append x 1, append y 1", "1 ok append x 2, append y 2",
                            "2 ok r y [1], r x [1 2]"));
        }

        @Test
        void whatATransactionReadIsNotToldAsAnAppend() {
            String told = Elle.lists("read-uncommitted",
                    "0 begin append x 1, append y 1, append z 2", "1 begin r y nil, append x 2, append z 1",
                    "0 ok append x 1, append y 1, append z 2", "1 ok r y [1], append x 2, append z 1",
                    "2 ok r x [1 2], r z [1 2]").complaints().getFirst();
            assertTrue(told.contains("T1 appended 1 to key \"x\" and T2 appended 2 after it"), told);
        }

        @Test
        void realTimeIsMeasured() {
            assertEquals(List.of("""
                    G0-realtime (dirty write: transactions overwrote each other in a cycle, counting real time), \
                    which strict-serializable forbids: No order fits these transactions.
                      T1 = process 0 at 0.001 s: [["append","x",1]]
                      T2 = process 1 at 0.003 s: [["append","x",2]]
                      T1 had ended 0.001 s before T2 began, so T1 comes before T2.
                      But T2 appended 2 to key "x" and T1 appended 1 after it, so T2 comes before T1."""),
                    Elle.lists("strict-serializable", "0 ok append x 1", "1 ok append x 2", "2 ok r x [2 1]")
                            .complaints());
        }

        @Test
        void appendsThatFailed() {
            Verdict verdict = Elle.lists("read-committed", "0 fail append x 1", "1 ok append x 2", "1 ok r x [1 2]");
            assertProof("""
                    T2 read 1 in key "x", which T1 appended before it failed.
                      T1 = process 0 at 0.001 s: [["append","x",1]], which failed
                      T2 = process 1 at 0.005 s: [["r","x",[1,2]]]""", verdict);
            assertEquals("""
                    dirty-update (a transaction built on what a failed one had written), which read-committed forbids: \
                    In key "x", T2's element 2 comes after one that T1 appended, and T1 failed.
                      T1 = process 0 at 0.001 s: [["append","x",1]], which failed
                      T2 = process 1 at 0.003 s: [["append","x",2]]""", verdict.complaints().getLast());
            assertFacts("{:G1a [{:op #5, :mop [:r \"x\" [1 2]], :writer #1, :element 1}], "
                    + ":dirty-update [{:key \"x\", :txns [#1 #3]}]}", verdict);
        }

        @Test
        void halfATransactionsAppends() {
            assertProof("""
                    T2 read 1 in key "x", but missed what T1 appended right after it.
                      T1 = process 0 at 0.001 s: [["append","x",1],["append","x",2]]
                      T2 = process 1 at 0.003 s: [["r","x",[1]]]""",
                    Elle.lists("read-committed", "0 ok append x 1, append x 2", "1 ok r x [1]"));
        }

        @Test
        void aTransactionThatForgetsWhatItKnew() {
            Verdict appended = Elle.lists("read-atomic", "0 ok append x 1, r x []", "1 ok r x [1]");
            assertProof("""
                    T1 read key "x" = [], although after its own earlier steps it should end with [1].
                      T1 = process 0 at 0.001 s: [["append","x",1],["r","x",[]]]""", appended);
            assertFacts("{:internal [{:op #1, :mop [:r \"x\" []], :expected [1]}]}", appended);
            Verdict read = Elle.lists("read-atomic", "0 ok append x 1", "1 ok r x [1], r x nil");
            assertEquals("""
                    internal (a transaction contradicts itself), which read-atomic forbids: \
                    T1 read key "x" = null, although after its own earlier steps it should be [1].
                      T1 = process 1 at 0.003 s: [["r","x",[1]],["r","x",null]]""", read.complaints().getLast());
        }

        @Test
        void aReadOfWhatIsYetToBeAppended() {
            Verdict verdict = Elle.lists("read-committed", "0 ok r x [1], append x 1", "1 ok r x [1]");
            assertProof("""
                    T1 read 1 in key "x" before it appended it.
                      T1 = process 0 at 0.001 s: [["r","x",[1]],["append","x",1]]""", verdict);
            assertFacts("{:future-read [{:op #1, :mop [:r \"x\" [1]], :element 1}]}", verdict);
        }

        @Test
        void anElementThatIsThereTwice() {
            Verdict verdict = Elle.lists("read-uncommitted", "0 ok append x 1", "1 ok append x 2", "1 ok r x [1 2 1]");
            assertProof("""
                    T1 read key "x" = [1,2,1], although each element was appended at most once.
                      T1 = process 1 at 0.005 s: [["r","x",[1,2,1]]]""", verdict);
            assertFacts("{:duplicate-elements [{:op #5, :mop [:r \"x\" [1 2 1]], :duplicates {1 2}}]}", verdict);
        }

        @Test
        void readsThatDisagree() {
            Verdict verdict = Elle.lists("read-committed", "0 ok append x 1", "0 ok append x 2", "0 ok append x 3",
                    "1 ok r x [1 2]", "1 ok r x [1 3 2]");
            assertProof("Key \"x\" was read as [1,2] and as [1,3,2].", verdict);
            assertFacts("{:incompatible-order [{:key \"x\", :values [[1 2] [1 3 2]]}]}", verdict);
        }

        @Test
        void whatCannotBeJudged() {
            assertEquals(List.of("The element 1 was appended to key \"x\" more than once."),
                    Elle.lists("read-uncommitted", "0 ok append x 1", "1 ok append x 1").complaints());
            assertEquals(
                    List.of("A reply leaves out that 1 was to be appended to key \"x\", and nobody read that key."),
                    Elle.lists("read-uncommitted", "0 begin append x 1, append y 1", "0 ok append y 1",
                            "1 ok r y [1]").complaints());
        }
    }
}
