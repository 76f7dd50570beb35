package bench.catalogue;

import bench.build.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands of the challenges, as {@code devbox.json} has them. */
public final class Catalogue {

    private static final String TEST = "maelstrom test ";

    private Catalogue() {
    }

    /**
     * One challenge.
     *
     * @param level   fly.io's number, such as {@code 3d}
     * @param name    such as {@code broadcast-efficient-1}
     * @param command its command line
     */
    public record Challenge(String level, String name, String command) {

        public String workload() {
            List<String> words = words();
            return words.get(words.indexOf("-w") + 1);
        }

        /** What follows {@code maelstrom test}, as words. */
        List<String> words() {
            return ShellWords.split(command.substring(TEST.length()));
        }

        /** The script that plays it, such as {@code broadcast.java}. */
        public String script() {
            List<String> words = words();
            String bin = words.get(words.indexOf("--bin") + 1);
            return bin.substring(bin.lastIndexOf(' ') + 1);
        }

        /** Its options without {@code --bin}. */
        public List<String> options() {
            List<String> options = new ArrayList<>(words());
            int bin = options.indexOf("--bin");
            options.subList(bin, bin + 2).clear();
            return options;
        }

        private boolean hasLimits() {
            return command.contains(" --max-");
        }
    }

    /** All scripts of devbox.json, by their names. */
    public static Map<String, String> commands(Path home) throws IOException {
        JsonNode scripts = JsonMapper.shared().readTree(Files.readString(home.resolve("devbox.json"))).at(
                "/shell/scripts");
        Map<String, String> commands = new LinkedHashMap<>();
        scripts.properties().forEach(script -> commands.put(script.getKey(), script.getValue().asString()));
        return commands;
    }

    /**
     * The scripts of devbox.json that are tests, in their order. Those of one script have one number, and a letter each
     * if there are several.
     */
    public static List<Challenge> challenges(Path home) throws IOException {
        Map<String, List<Challenge>> byScript = commands(home).entrySet().stream()
                .map(script -> new Challenge("", script.getKey(), script.getValue()))
                .filter(challenge -> challenge.command().startsWith(TEST))
                .collect(Collectors.groupingBy(Challenge::script, LinkedHashMap::new, Collectors.toList()));
        List<Challenge> numbered = new ArrayList<>();
        int number = 0;
        for (List<Challenge> group : byScript.values()) {
            number++;
            for (int i = 0; i < group.size(); i++) {
                String letter = group.size() == 1 ? "" : Character.toString('a' + i);
                numbered.add(new Challenge(number + letter, group.get(i).name(), group.get(i).command()));
            }
        }
        return numbered;
    }

    /** The challenge of a level, such as {@code 3d}, or of a name, such as {@code broadcast-efficient-1}. */
    public static Optional<Challenge> named(Path home, String word) throws IOException {
        return challenges(home).stream()
                .filter(challenge -> challenge.level().equalsIgnoreCase(word) || challenge.name().equals(word))
                .findFirst();
    }

    /**
     * The challenge that a file is named after, in any language: the last one that fly.io does not measure, because its
     * limits are a goal to choose, not the first thing to fail.
     */
    static Optional<Challenge> ofFile(Path home, Path file) throws IOException {
        return challenges(home).stream()
                .filter(challenge -> stem(challenge.script()).equals(stem(file.getFileName().toString())))
                .filter(challenge -> !challenge.hasLimits())
                .reduce((_, last) -> last);
    }

    private static String stem(String fileName) {
        return fileName.replaceFirst("\\.\\w+$", "");
    }
}
