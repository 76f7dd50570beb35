import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The challenges of {@code devbox.json}, and each of them under other conditions. */
final class Catalogue {

    private static final String TEST = "maelstrom test ";
    /**
     * Slow links are left out: behind a message that takes ten times as long, a request waits longer than any client.
     */
    private static final List<String> FAULTS = List.of("", "--nemesis partition",
            "--nemesis loss,duplicate,reorder --nemesis-interval 3");
    /** While a node is stopped or dead, its clients wait in vain: availability cannot be asked for. */
    private static final List<String> STOPS = List.of("--nemesis pause --nemesis-interval 3",
            "--nemesis pause,partition --nemesis-interval 3");
    private static final Map<String, String> SURVIVES_KILLS =
            Map.of("unique_ids", "--nemesis kill,pause,partition --nemesis-interval 3");
    private static final List<String> LATENCIES = List.of("--latency 0", "--latency 100",
            "--latency 100 --latency-dist exponential");

    private Catalogue() {
    }

    /** The commands of {@code devbox.json} by their names. */
    static Map<String, String> commands() {
        try {
            Map<String, String> commands = new LinkedHashMap<>();
            JsonNode scripts = JsonMapper.shared().readTree(Files.readString(file())).at("/shell/scripts");
            scripts.properties().forEach(script -> commands.put(script.getKey(), script.getValue().asString()));
            return commands;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file() {
        return Shell.home().resolve("devbox.json");
    }

    /** A test of a script; {@code options} as for {@code maelstrom test}, {@code args} for the script. */
    record Challenge(String name, String script, List<String> options, List<String> args) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** The challenges as they are. */
    static List<Challenge> challenges() {
        return commands().entrySet().stream().filter(entry -> entry.getValue().startsWith(TEST))
                .map(entry -> challenge(entry.getKey(), entry.getValue().substring(TEST.length()))).toList();
    }

    private static Challenge challenge(String name, String command) {
        List<String> words = new ArrayList<>(List.of(command.replaceFirst(" -- .*", "").split(" ")));
        int bin = words.indexOf("--bin");
        String script = words.get(bin + 2).replace(".java'", "");
        words.subList(bin, bin + 3).clear();
        List<String> args = command.contains(" -- ")
                ? List.of(command.replaceFirst(".* -- ", "").split(" ")) : List.of();
        return new Challenge(name, script, words, args);
    }

    /**
     * Each challenge as it is, then at each latency with and without faults. The limits hold only for the challenge as
     * it is.
     */
    static List<Challenge> variants() {
        List<Challenge> variants = new ArrayList<>();
        for (Challenge challenge : challenges()) {
            variants.add(challenge);
            List<String> bare = without(challenge.options(),
                    List.of("--latency", "--nemesis", "--max-msgs-per-op", "--max-median", "--max-latency"));
            FAULTS.forEach(fault -> addAtEachLatency(variants, challenge, bare, fault));
            List<String> patient = without(bare, List.of("--availability"));
            STOPS.forEach(fault -> addAtEachLatency(variants, challenge, patient, fault));
            if (SURVIVES_KILLS.containsKey(challenge.script())) {
                addAtEachLatency(variants, challenge, patient, SURVIVES_KILLS.get(challenge.script()));
            }
        }
        return variants;
    }

    private static void addAtEachLatency(List<Challenge> variants, Challenge challenge, List<String> bare,
                                         String fault) {
        for (String latency : LATENCIES) {
            List<String> options = new ArrayList<>(bare);
            options.addAll(List.of((latency + " " + fault).strip().split(" ")));
            String name = challenge.name() + " " + latency + " " + fault;
            variants.add(new Challenge(name, challenge.script(), options, challenge.args()));
        }
    }

    private static List<String> without(List<String> options, List<String> names) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            if (names.contains(options.get(i))) {
                i++; // its value too
            } else {
                kept.add(options.get(i));
            }
        }
        return kept;
    }
}
