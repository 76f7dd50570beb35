import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.hunt.Counts;
import bench.hunt.Failure;
import bench.hunt.Seeds;
import bench.hunt.Tally;
import bench.scenario.Reason;
import bench.soak.Ledger;
import bench.soak.Piece;
import bench.soak.PieceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each run of a soak counts once, in whatever pieces and files the results come. */
class LedgerTest {

    private static final List<String> ECHO = List.of("soak", "echo");

    @TempDir
    private Path folder;
    private final Ledger ledger = new Ledger();

    private static Piece piece(Seeds runs, Failure... failures) {
        return new Piece(new Tally(ECHO, runs, runs.count(), List.of(failures)),
                new Counts(100 * runs.count(), 200 * runs.count(), 3 * runs.count()));
    }

    private List<Long> remaining(Seeds wanted) {
        return ledger.remaining(ECHO, wanted).stream().flatMapToLong(Seeds::stream).boxed().toList();
    }

    @Test
    void whatHasRunIsNotLeft() {
        ledger.add(piece(Seeds.parse("1..10")));
        ledger.add(piece(Seeds.only(13)));
        assertEquals(List.of(11L, 12L, 14L, 15L), remaining(Seeds.parse("1..15")));
        ledger.remaining(ECHO, Seeds.parse("1..45")).forEach(runs -> ledger.add(piece(runs)));
        assertEquals(List.of(), remaining(Seeds.parse("1..45")));
        assertEquals(45, ledger.totals().getFirst().runs());
        assertEquals(new Counts(4_500, 9_000, 135), ledger.totals().getFirst().counts());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16})
    void theShardsTogetherAreTheSoak(int shards) {
        Seeds all = Seeds.parse("1..205");
        for (int shard = 1; shard <= shards; shard++) {
            ledger.remaining(ECHO, all.shard(shard + "/" + shards)).forEach(runs -> ledger.add(piece(runs)));
        }
        assertEquals(205, ledger.totals().getFirst().runs());
        assertEquals(List.of(), remaining(all));
        assertEquals(0, ledger.totals().getFirst().missing());
    }

    /** The last runs may all belong to the missing part. */
    @ParameterizedTest
    @CsvSource({"20, 1/2, 10", "45, 1/2, 22", "21, 2/2, 11", "5, 1/4, 3"})
    void theRunsOfTheMissingPartsAreMissing(int runs, String part, int missing) {
        ledger.remaining(ECHO, Seeds.parse("1.." + runs).shard(part)).forEach(own -> ledger.add(piece(own)));
        assertEquals(missing, ledger.totals().getFirst().missing());
    }

    @Test
    void aPieceCountsOnceAndPartsOfTwoPiecesAreRefused() {
        Failure failure = new Failure(7, Reason.parse("invalid: lost"));
        ledger.add(piece(Seeds.parse("1..10"), failure));
        ledger.add(piece(Seeds.parse("1..10"), failure));
        assertEquals(10, ledger.totals().getFirst().runs());
        assertEquals(List.of(failure), ledger.totals().getFirst().failures());
        assertThrows(IllegalArgumentException.class, () -> ledger.add(piece(Seeds.parse("5..15"))));
    }

    @Test
    void runsAreMissingUpToTheLastOfAnyChallenge() {
        ledger.add(piece(Seeds.parse("11..20")));
        ledger.add(new Piece(new Tally(List.of("soak", "unique-ids"), Seeds.parse("1..30"), 30, List.of()),
                Counts.NONE));
        assertEquals(List.of(20L, 0L), ledger.totals().stream().map(Ledger.Total::missing).toList());
    }

    @Test
    void aPieceTravelsAsALineOfJson() {
        Piece piece = piece(Seeds.parse("1..160").shard("3/16"), new Failure(19, Reason.parse("invalid: lost, stale")));
        assertEquals(piece, Piece.parse(piece.toLine()));
        assertTrue(Piece.isMeantBy(piece.toLine()));
        assertEquals(1, piece.toLine().lines().count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nonsense
            {"command":["soak","echo"],"seeds":"1..2","shard":"1/1","ran":2,"failures":[]}
            """)
    void aLineThatIsNoPieceIsRefused(String line) {
        assertThrows(IllegalArgumentException.class, () -> Piece.parse(line));
    }

    // ---- the file ----

    private List<Piece> open(Path file, Piece... more) throws IOException {
        List<Piece> known = new ArrayList<>();
        try (PieceFile pieces = PieceFile.open(file, known::add)) {
            for (Piece piece : more) {
                pieces.append(piece);
            }
        }
        return known;
    }

    private static List<Piece> pieces(long... runs) {
        return LongStream.of(runs).mapToObj(run -> piece(Seeds.only(run))).toList();
    }

    /** A line may end anywhere if the machine fails. */
    @Test
    void aDamagedLastLineIsCutOffAndItsRunsAreDoneAgain() throws IOException {
        Path file = folder.resolve("soak.jsonl");
        assertEquals(List.of(), open(file, pieces(1, 2).toArray(Piece[]::new)));
        String whole = Files.readString(file);
        String last = piece(Seeds.only(3)).toLine();
        for (String damaged : List.of(last.substring(0, 20), last, "\0\0\0", "{}\n")) {
            Files.writeString(file, whole);
            Files.writeString(file, damaged, StandardOpenOption.APPEND);
            assertEquals(pieces(1, 2), open(file, piece(Seeds.only(4))), damaged);
            assertEquals(pieces(1, 2, 4), open(file), damaged);
        }
    }

    @Test
    void aDamagedLineInTheMiddleIsNamedAndNothingIsCutOff() throws IOException {
        String text = piece(Seeds.only(1)).toLine() + "\nnonsense\n" + piece(Seeds.only(2)).toLine() + "\n";
        Path file = Files.writeString(folder.resolve("soak.jsonl"), text);
        var mistake = assertThrows(IllegalArgumentException.class, () -> open(file));
        assertEquals("line 2: it is not a line that a soak printed", mistake.getMessage());
        assertEquals(text, Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"my notes", "my notes\n", "{}\n"})
    void aFileOfSomethingElseStaysAsItIs(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("notes"), text);
        assertThrows(IllegalArgumentException.class, () -> open(file, piece(Seeds.only(1))));
        assertEquals(text, Files.readString(file));
    }
}
