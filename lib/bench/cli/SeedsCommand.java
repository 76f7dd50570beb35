package bench.cli;

import bench.build.BuildException;
import bench.hunt.Shards;
import bench.hunt.Tally;
import bench.hunt.TallyLine;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code maelstrom seeds}: adds up the results of several machines that shared a range of seeds. */
@Command(name = "seeds", description = "Adds up the lines of JSON that 'test --seeds 1..1000 --shard 3/16' prints.")
final class SeedsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "Files with such lines. Without any, the lines come from stdin.")
    private List<Path> files = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Shards shards = new Shards();
        try {
            for (String line : lines()) {
                if (line.startsWith("{")) { // other lines are other output
                    shards.add(TallyLine.read(line));
                }
            }
            Tally sum = shards.sum();
            TallyText.print(System.out, sum);
            if (!shards.missing().isEmpty()) {
                System.out.println("Missing     the parts " + shards.missing() + " of " + shards.parts());
            }
            boolean knowsAll = shards.missing().isEmpty() || !sum.worst().isValid();
            return knowsAll ? ExitStatus.of(sum.worst()) : ExitStatus.UNKNOWN;
        } catch (IllegalArgumentException e) {
            throw new BuildException("maelstrom seeds: " + e.getMessage());
        }
    }

    private List<String> lines() throws IOException {
        if (files.isEmpty()) {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).lines().toList();
        }
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            try {
                lines.addAll(Files.readAllLines(file));
            } catch (NoSuchFileException e) {
                throw new BuildException("there is no file " + file);
            }
        }
        return lines;
    }
}
