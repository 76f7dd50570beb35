package bench.scenario;

import bench.history.EdnReader;
import bench.kernel.Mishap;
import bench.nemesis.Faults;
import bench.run.Plan;
import bench.workload.Workload.Invocation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the text of a scenario: see {@link ScenarioFile}. */
final class ScenarioReader {

    private static final Pattern TIMED = Pattern.compile("([0-9]+(?:\\.[0-9]{1,9})?) s\\s+(\\S+)(?:\\s+(.*))?");
    private static final Pattern MISHAP = Pattern.compile(
            "(lose|double|delay)\\s+(\\S+) -> (\\S+) #([1-9][0-9]{0,8})(?:\\s+until ([0-9]+(?:\\.[0-9]{1,9})?) s)?");
    private static final Pattern WORKER = Pattern.compile("(.+?)(?:/([0-9]{1,4}))?");
    private static final Pattern CALL = Pattern.compile("(\\S+)(?:\\s+(.*?))?((?:\\s+:[a-z-]+\\?)*)");
    private static final Map<String, String> BEGINNINGS = Map.of("cut", "partition", "kill", "kill", "pause", "pause",
            "begin", "");
    private static final Map<String, String> ENDS = Map.of("heal", "partition", "restart", "kill", "resume", "pause",
            "end", "");

    private final List<String> title = new ArrayList<>();
    private final List<String> command = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final List<Plan.Call> calls = new ArrayList<>();
    private final List<Plan.FaultChange> faults = new ArrayList<>();
    private final List<Mishap> mishaps = new ArrayList<>();

    /** @throws ScenarioFile.Mistake if a line cannot be understood */
    Scenario read(List<String> lines) {
        List<Consumer<String>> parts = List.of(line -> command.addAll(List.of(line.split("\\s+"))), this::step,
                expected::add);
        int part = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("#")) {
                title.add(line.substring(1).strip());
            } else if (line.equals(ScenarioFile.DASHES)) {
                part++;
            } else if (!line.isEmpty()) {
                if (part >= parts.size()) {
                    throw new ScenarioFile.Mistake(i + 1, "nothing may follow the verdict: " + line);
                }
                try {
                    parts.get(part).accept(line);
                } catch (IllegalArgumentException e) {
                    throw new ScenarioFile.Mistake(i + 1, e.getMessage() + ": " + line);
                }
            }
        }
        if (part == 0) {
            throw new ScenarioFile.Mistake(lines.size(), "there is no line of " + ScenarioFile.DASHES
                    + " between the command and the steps");
        }
        calls.sort(Comparator.comparingLong(Plan.Call::nanos));
        faults.sort(Comparator.comparingLong(Plan.FaultChange::nanos));
        return new Scenario(String.join("\n", title), List.copyOf(command),
                new Plan(calls, faults, mishaps, null), String.join("\n", expected));
    }

    private void step(String line) {
        Matcher mishap = MISHAP.matcher(line);
        Matcher timed = TIMED.matcher(line);
        if (mishap.matches()) {
            mishaps.add(mishap(mishap.group(1), mishap.group(2), mishap.group(3), Long.parseLong(mishap.group(4)),
                    mishap.group(5)));
        } else if (timed.matches()) {
            String rest = timed.group(3) == null ? "" : timed.group(3).strip();
            step(nanos(timed.group(1)), timed.group(2), rest);
        } else {
            throw new IllegalArgumentException("a step is \"SECONDS s  NODE OPERATION VALUE\", a fault, or "
                    + "\"lose NODE -> NODE #NUMBER\"");
        }
    }

    private static Mishap mishap(String word, String src, String dest, long number, String until) {
        if (word.equals("delay") == (until == null)) {
            throw new IllegalArgumentException("only a delay ends with \"until\", and it must");
        }
        return switch (word) {
            case "lose" -> new Mishap.Loss(src, dest, number);
            case "double" -> new Mishap.Duplication(src, dest, number);
            default -> new Mishap.Delay(src, dest, number, nanos(until));
        };
    }

    private void step(long nanos, String word, String rest) {
        if (BEGINNINGS.containsKey(word)) {
            String[] words = rest.split("\\s+", 2);
            String fault = known(word.equals("begin") ? words[0] : BEGINNINGS.get(word));
            Object value = switch (word) {
                case "cut" -> List.of("cut", grudge(rest));
                case "begin" -> Faults.value(fault, words.length == 1 ? null : EdnReader.read(words[1]));
                default -> rest;
            };
            faults.add(new Plan.FaultChange(nanos, fault, true, value));
        } else if (ENDS.containsKey(word)) {
            faults.add(new Plan.FaultChange(nanos, known(word.equals("end") ? rest : ENDS.get(word)), false, null));
        } else {
            call(nanos, word, rest);
        }
    }

    private static String known(String fault) {
        if (!Faults.NAMES.contains(fault)) {
            throw new IllegalArgumentException("there is no fault \"" + fault + "\"");
        }
        return fault;
    }

    private void call(long nanos, String name, String rest) {
        Matcher worker = WORKER.matcher(name);
        Matcher call = CALL.matcher(rest);
        if (!worker.matches() || !call.matches()) {
            throw new IllegalArgumentException("an operation is \"NODE OPERATION VALUE\"");
        }
        List<String> flags = Stream.of(call.group(3).strip().split("\\s+")).filter(flag -> !flag.isEmpty())
                .map(flag -> flag.substring(1)).toList();
        Object value = call.group(2) == null || call.group(2).isEmpty() ? null : EdnReader.read(call.group(2));
        calls.add(new Plan.Call(nanos, worker.group(1),
                worker.group(2) == null ? 0 : Integer.parseInt(worker.group(2)),
                new Invocation(call.group(1), value, flags)));
    }

    private static long nanos(String seconds) {
        return new BigDecimal(seconds).movePointRight(9).longValueExact();
    }

    /** The nodes that each node does not hear, from two sides or from a map. */
    private static Map<String, Collection<?>> grudge(String text) {
        Map<String, Collection<?>> grudge = new LinkedHashMap<>();
        if (text.startsWith("{")) {
            ((Map<?, ?>) EdnReader.read(text)).forEach((dest, sources) ->
                    grudge.put((String) dest, List.copyOf((Collection<?>) sources)));
            return grudge;
        }
        String[] sides = text.split("\\|");
        if (sides.length != 2) {
            throw new IllegalArgumentException("a cut names two sides, as in \"cut n2 | n0 n1\"");
        }
        Set<String> left = names(sides[0]);
        Set<String> right = names(sides[1]);
        left.forEach(node -> grudge.put(node, right));
        right.forEach(node -> grudge.put(node, left));
        return grudge;
    }

    private static Set<String> names(String side) {
        return new LinkedHashSet<>(List.of(side.strip().split("\\s+")));
    }
}
