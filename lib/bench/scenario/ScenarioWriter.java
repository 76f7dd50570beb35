package bench.scenario;

import bench.history.Edn;
import bench.kernel.Mishap;
import bench.run.Plan;
import bench.workload.Workload.Invocation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the text of a scenario: see {@link ScenarioFile}. */
final class ScenarioWriter {

    private static final int COLUMNS = 100;

    private ScenarioWriter() {
    }

    static String write(Scenario scenario) {
        StringBuilder out = new StringBuilder();
        scenario.title().lines().flatMap(line -> wrapped(List.of(line.split(" "))).stream())
                .forEach(line -> out.append("# ").append(line).append('\n'));
        wrapped(scenario.command()).forEach(line -> out.append(line).append('\n'));
        out.append(ScenarioFile.DASHES).append('\n');
        Map<Long, List<String>> steps = new TreeMap<>();
        scenario.plan().faults().forEach(change -> add(steps, change.nanos(), write(change)));
        scenario.plan().calls().forEach(call -> add(steps, call.nanos(), write(call)));
        steps.forEach((nanos, lines) -> lines.forEach(line ->
                out.append(seconds(nanos)).append(" s  ").append(line).append('\n')));
        scenario.plan().mishaps().forEach(mishap -> out.append(write(mishap)).append('\n'));
        return out.append(ScenarioFile.DASHES).append('\n').append(scenario.expected()).append('\n').toString();
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
