package bench.cli;

import bench.build.BuildException;
import bench.engine.ExitStatus;
import bench.hunt.Shards;
import bench.hunt.Tally;
import bench.hunt.TallyLine;
import bench.soak.Ledger;
import bench.soak.Piece;
import bench.soak.SoakTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code maelstrom seeds}: adds up the results of several machines that shared seeds, or the runs of a soak. */
@Command(name = "seeds", description = "Adds up the lines of JSON that 'test --seeds 1..1000 --shard 3/16' prints, or "
        + "those of 'soak'.")
final class SeedsCommand implements Callable<Integer> {

    private final Path home;

    @Parameters(paramLabel = "FILE", description = "Files with such lines. Without any, the lines come from stdin.")
    private List<Path> files = new ArrayList<>();

    private final Shards shards = new Shards();
    private final Ledger ledger = new Ledger();

    /** @param home where {@code devbox.json} lies */
    SeedsCommand(Path home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException {
        try {
            if (files.isEmpty()) {
                add("stdin", new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
            }
            for (Path file : files) {
                try (BufferedReader reader = Files.newBufferedReader(file)) {
                    add(file.toString(), reader);
                } catch (NoSuchFileException e) {
                    throw new BuildException("there is no file " + file);
                }
            }
            boolean isSoak = !ledger.totals().isEmpty();
            if (isSoak && shards.parts() > 0) {
                throw new IllegalArgumentException("some lines are of a soak, and others of --seeds");
            }
            return isSoak ? printSoak() : printSeeds();
        } catch (IllegalArgumentException e) {
            throw new BuildException("maelstrom seeds: " + e.getMessage());
        }
    }

    /** Adds all lines of JSON; other lines are other output. A last line that is cut off does not count. */
    private void add(String source, BufferedReader reader) throws IOException {
        String line = reader.readLine();
        while (line != null) {
            String next = reader.readLine();
            if (line.startsWith("{") && next == null && !isWhole(line)) {
                System.err.println("The last line of " + source + " is damaged, and does not count.");
            } else if (line.startsWith("{")) {
                add(line);
            }
            line = next;
        }
    }

    private static boolean isWhole(String line) {
        try {
            TallyLine.read(line);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void add(String line) {
        if (Piece.isMeantBy(line)) {
            ledger.add(Piece.parse(line));
        } else {
            shards.add(TallyLine.read(line));
        }
    }

    private int printSeeds() {
        Tally sum = shards.sum();
        TallyText.print(System.out, sum, shards.unseen());
        List<Integer> missing = shards.missing();
        if (!missing.isEmpty()) {
            System.out.println("Missing     " + (missing.size() == 1 ? "part " : "parts ")
                    + missing.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + " of " + shards.parts());
        }
        boolean knowsAll = missing.isEmpty() || !sum.worst().isValid();
        return knowsAll ? ExitStatus.of(sum.worst()) : ExitStatus.UNKNOWN;
    }

    private int printSoak() throws IOException {
        SoakTable table = new SoakTable(home, ledger.totals());
        table.print(System.out);
        long missing = table.printMissing(System.out);
        boolean knowsAll = missing == 0 || !table.worst().isValid();
        return knowsAll ? ExitStatus.of(table.worst()) : ExitStatus.UNKNOWN;
    }
}
