package bench.scenario;

import bench.history.Edn;
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
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text format of a scenario, which people can read and edit:
 *
 * <pre>{@code
 * # A value gets lost in a cut, and nobody sends it again.
 * test -w broadcast --nodes n0,n1,n2 --latency 100 --seed 17
 * ----
 * 0.000900 s  cut n2 | n0 n1
 * 0.001 s  n0 broadcast 0
 * 9.940 s  heal
 * 20.000 s  n2/1 read nil :final?
 * lose n0 -> n1 #3
 * ----
 * invalid: lost
 * }</pre>
 *
 * <p>The command comes first, on one line or on several, then a line of dashes, the steps, another line of dashes, and
 * the verdict. The steps can be in any order. A step is an operation, the begin or end of a fault, or the fate of a
 * single message. An operation names the node ({@code /1} means its second worker), what it does, the value in EDN, and
 * flags. {@code cut} names the sides, or for each node the nodes that it does not hear, as in {@code cut {"n0"
 * ["n1"]}}. {@code begin clock {"n1" [35000 107]}} makes the clock of n1 leap 35 s ahead and run at 107 %. {@code #3}
 * is the third message that one node or service sends to the other: {@code lose} it, {@code double} it, or
 * {@code delay} it, as in {@code delay n0 -> n1 #3 until 1.5 s}.
 */
public final class ScenarioFile {

    private static final String DASHES = "----";
    private static final int COLUMNS = 100;
    private static final Pattern TIMED = Pattern.compile("([0-9]+(?:\\.[0-9]{1,9})?) s\\s+(\\S+)(?:\\s+(.*))?");
    private static final Pattern MISHAP = Pattern.compile(
            "(lose|double|delay)\\s+(\\S+) -> (\\S+) #([1-9][0-9]{0,8})(?:\\s+until ([0-9]+(?:\\.[0-9]{1,9})?) s)?");
    private static final Pattern WORKER = Pattern.compile("(.+?)(?:/([0-9]{1,4}))?");
    private static final Pattern CALL = Pattern.compile("(\\S+)(?:\\s+(.*?))?((?:\\s+:[a-z-]+\\?)*)");
    private static final Map<String, String> BEGINNINGS = Map.of("cut", "partition", "kill", "kill", "pause", "pause",
            "begin", "");
    private static final Map<String, String> ENDS = Map.of("heal", "partition", "restart", "kill", "resume", "pause",
            "end", "");

    private ScenarioFile() {
    }

    /** Says why a text is not a scenario: the line, and what is wrong with it. */
    public static final class Mistake extends RuntimeException {

        Mistake(int line, String reason) {
            super("line " + line + ": " + reason);
        }
    }

    // ---- from text ----

    /** @throws Mistake if a line cannot be understood */
    public static Scenario read(String text) {
        return new Reader().read(text.lines().toList());
    }

    private static final class Reader {

        private final List<String> title = new ArrayList<>();
        private final List<String> command = new ArrayList<>();
        private final List<String> expected = new ArrayList<>();
        private final List<Plan.Call> calls = new ArrayList<>();
        private final List<Plan.FaultChange> faults = new ArrayList<>();
        private final List<Mishap> mishaps = new ArrayList<>();

        private Scenario read(List<String> lines) {
            List<Consumer<String>> parts = List.of(line -> command.addAll(List.of(line.split("\\s+"))), this::step,
                    expected::add);
            int part = 0;
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (line.startsWith("#")) {
                    title.add(line.substring(1).strip());
                } else if (line.equals(DASHES)) {
                    part++;
                } else if (!line.isEmpty()) {
                    try {
                        parts.get(part).accept(line);
                    } catch (IllegalArgumentException e) {
                        throw new Mistake(i + 1, e.getMessage() + ": " + line);
                    } catch (IndexOutOfBoundsException e) {
                        throw new Mistake(i + 1, "nothing may stand after the verdict's lines: " + line);
                    }
                }
            }
            if (part == 0) {
                throw new Mistake(lines.size(), "there is no line of " + DASHES + " between the command and the steps");
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

    // ---- to text ----

    public static String write(Scenario scenario) {
        StringBuilder out = new StringBuilder();
        scenario.title().lines().map(line -> List.of(line.split(" "))).map(ScenarioFile::wrapped).flatMap(List::stream)
                .forEach(line -> out.append("# ").append(line).append('\n'));
        wrapped(scenario.command()).forEach(line -> out.append(line).append('\n'));
        out.append(DASHES).append('\n');
        Map<Long, List<String>> steps = new TreeMap<>();
        scenario.plan().faults().forEach(change -> add(steps, change.nanos(), write(change)));
        scenario.plan().calls().forEach(call -> add(steps, call.nanos(), write(call)));
        steps.forEach((nanos, lines) -> lines.forEach(line ->
                out.append(seconds(nanos)).append(" s  ").append(line).append('\n')));
        scenario.plan().mishaps().forEach(mishap -> out.append(write(mishap)).append('\n'));
        return out.append(DASHES).append('\n').append(scenario.expected()).append('\n').toString();
    }

    /** Words as lines that can be read without scrolling. A longer word stays whole. */
    private static List<String> wrapped(List<String> words) {
        List<String> lines = new ArrayList<>();
        StringBuilder last = new StringBuilder();
        for (String word : words) {
            if (!last.isEmpty() && last.length() + 1 + word.length() > COLUMNS) {
                lines.add(last.toString());
                last.setLength(0);
            }
            last.append(last.isEmpty() ? "" : " ").append(word);
        }
        lines.add(last.toString());
        return lines;
    }

    /** With three digits after the point, or more if needed. */
    private static String seconds(long nanos) {
        return new BigDecimal(nanos).movePointLeft(9).setScale(9).toPlainString().replaceAll("0{0,6}$", "");
    }

    private static void add(Map<Long, List<String>> steps, long nanos, String line) {
        steps.computeIfAbsent(nanos, _ -> new ArrayList<>()).add(line);
    }

    private static String write(Plan.Call call) {
        Invocation invocation = call.invocation();
        String flags = invocation.flags().stream().map(flag -> " :" + flag).collect(Collectors.joining());
        return call.node() + (call.worker() == 0 ? "" : "/" + call.worker()) + " " + invocation.f() + " "
                + Edn.write(invocation.value()) + flags;
    }

    private static String write(Mishap mishap) {
        String message = "%s -> %s #%d".formatted(mishap.src(), mishap.dest(), mishap.number());
        return switch (mishap) {
            case Mishap.Loss _ -> "lose " + message;
            case Mishap.Duplication _ -> "double " + message;
            case Mishap.Delay delay -> "delay " + message + " until " + seconds(delay.untilNanos()) + " s";
        };
    }

    private static String write(Plan.FaultChange change) {
        return switch (change.fault()) {
            case "partition" -> change.begins() ? "cut " + writeCut(change.value()) : "heal";
            case "kill" -> change.begins() ? "kill " + change.value() : "restart";
            case "pause" -> change.begins() ? "pause " + change.value() : "resume";
            default -> (change.begins() ? "begin " : "end ") + change.fault()
                    + (change.value() == null ? "" : " " + Edn.write(change.value()));
        };
    }

    private static String writeCut(Object shapeAndGrudge) {
        Map<?, ?> grudge = (Map<?, ?>) ((List<?>) shapeAndGrudge).getLast();
        Set<Set<?>> sides = grudge.values().stream().map(side -> Set.copyOf((Collection<?>) side))
                .collect(Collectors.toSet());
        boolean isSplit = sides.size() == 2 && grudge.entrySet().stream().allMatch(entry -> sides.stream().anyMatch(
                side -> side.contains(entry.getKey()) && !side.equals(Set.copyOf((Collection<?>) entry.getValue()))));
        if (!isSplit) {
            Map<Object, List<?>> lists = new LinkedHashMap<>();
            grudge.forEach((dest, sources) -> lists.put(dest, List.copyOf((Collection<?>) sources)));
            return Edn.write(lists);
        }
        Object first = grudge.keySet().iterator().next();
        Collection<?> right = (Collection<?>) grudge.get(first);
        return Stream.of(grudge.keySet().stream().filter(node -> !right.contains(node)), right.stream())
                .map(side -> side.map(Object::toString).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" | "));
    }
}
