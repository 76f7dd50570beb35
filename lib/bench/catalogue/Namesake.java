package bench.catalogue;

import bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Guesses the workload that a script is written for from its name: {@code my_unique_ids2.py} is for unique-ids. */
public final class Namesake {

    private final Map<String, String> workloads = new TreeMap<>();

    /** @param home where {@code devbox.json} lies: a script may also be named like one of its scripts */
    public Namesake(Path home) throws IOException {
        Workloads.names().forEach(name -> workloads.put(letters(name), name));
        for (Catalogue.Challenge challenge : Catalogue.challenges(home)) {
            workloads.put(letters(challenge.script().replaceFirst("\\.\\w+$", "")), challenge.workload());
        }
    }

    /** The workload whose name the file's name contains; of several, the one with the longest name. */
    public Optional<String> workload(Path file) {
        String name = letters(file.getFileName().toString());
        return workloads.keySet().stream().filter(name::contains).max(Comparator.comparingInt(String::length))
                .map(workloads::get);
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
