package bench.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words after {@code maelstrom test}, as typed by the user. */
public record Words(List<String> all) {

    /** Typographic quotation marks, which a shell takes for letters. */
    private static final Pattern TYPOGRAPHIC_QUOTE = Pattern.compile("[\u2018-\u201F\u00AB\u00BB]");

    /** Typographic dashes, into which editors and web pages turn the two hyphens of an option. */
    private static final Pattern TYPOGRAPHIC = Pattern.compile(
            "-*[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]+-*(\\p{L}.*)");

    static final String END_OF_OPTIONS = "--";

    /** The same with these options in front. Typed options override them. */
    public Words after(List<String> defaults) {
        Words before = new Words(defaults);
        List<String> words = new ArrayList<>(before.options());
        words.addAll(options());
        List<String> args = all.contains(END_OF_OPTIONS) ? args() : before.args();
        if (!args.isEmpty()) {
            words.add(END_OF_OPTIONS);
            words.addAll(args);
        }
        return new Words(words);
    }

    /** The same with more words in front. */
    public Words startingWith(String... first) {
        return new Words(Stream.concat(Stream.of(first), all.stream()).toList());
    }

    /** The same with more options, which override the earlier ones. */
    public Words with(List<String> more) {
        List<String> words = new ArrayList<>(options());
        words.addAll(more);
        words.addAll(all.subList(options().size(), all.size()));
        return new Words(words);
    }

    /**
     * The same without some options.
     *
     * @param values the number of values of each of these options
     */
    public Words without(Map<String, Integer> values) {
        List<String> words = new ArrayList<>();
        List<String> typed = options();
        for (int i = 0; i < typed.size(); i++) {
            String name = typed.get(i).replaceFirst("=.*", "");
            if (!values.containsKey(name)) {
                words.add(typed.get(i));
            } else if (name.equals(typed.get(i))) {
                i += values.get(name);
            }
        }
        words.addAll(all.subList(typed.size(), all.size()));
        return new Words(words);
    }

    /** The words before {@code --}. */
    public List<String> options() {
        int end = all.indexOf(END_OF_OPTIONS);
        return end < 0 ? all : all.subList(0, end);
    }

    /** The words after {@code --}: the arguments of nodes. */
    public List<String> args() {
        int end = all.indexOf(END_OF_OPTIONS);
        return end < 0 ? List.of() : all.subList(end + 1, all.size());
    }

    /** What Maelstrom's own command line says of a value that breaks a rule. */
    public static String invalid(String option, Object value, String rule) {
        return "Failed to validate \"%s %s\": %s".formatted(option, value, rule);
    }

    /**
     * What is wrong with a word before {@code --} that is not an option; empty if there is none.
     *
     * @param bin what {@code --bin} says
     */
    public static Optional<String> complaint(String bin, List<String> stray) {
        return stray.stream().findFirst().map(word -> {
            Matcher dash = TYPOGRAPHIC.matcher(word);
            return TYPOGRAPHIC_QUOTE.matcher(bin).find()
                    ? "--bin " + bin + " has a typographic quotation mark, as on web pages: type ' on both sides"
                    : dash.matches()
                    ? "'" + word + "' begins with a typographic dash, as on web pages: type --" + dash.group(1)
                    : Files.isRegularFile(Path.of(word))
                    ? "Quote everything that belongs to --bin: --bin '" + bin + " " + word + "'"
                    : "'" + word + "' is not an option; arguments of the nodes go after --";
        });
    }
}
