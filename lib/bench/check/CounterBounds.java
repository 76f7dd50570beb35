package bench.check;

import bench.history.History;
import bench.history.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Checks the final reads of a counter. Each one must be the sum of all acknowledged additions, plus any of those whose
 * outcome is unknown. Reads before the final ones may return anything.
 */
public final class CounterBounds implements Checker {

    /** The whole numbers from low to high, both included. */
    private record Range(long low, long high) {

        boolean contains(long value) {
            return low <= value && value <= high;
        }

        Range plus(long delta) {
            return new Range(low + delta, high + delta);
        }

        String words() {
            return low == high ? Long.toString(low) : low + " to " + high;
        }
    }

    @Override
    public Verdict check(History history) {
        List<Op> adds = history.clientOps().filter(op -> op.f().equals("add")).toList();
        long sum = adds.stream().filter(Op::isOk).mapToLong(CounterBounds::number).sum();
        List<Op> undecided = adds.stream().filter(Op::isInfo).toList();
        List<Range> acceptable = List.of(new Range(sum, sum));
        Map<Long, Long> counts = undecided.stream().collect(
                Collectors.groupingBy(CounterBounds::number, TreeMap::new, Collectors.counting()));
        for (var entry : counts.entrySet()) {
            acceptable = withUpTo(entry.getValue(), entry.getKey(), acceptable);
        }

        List<Op> reads = history.clientOps().filter(op -> op.isFinal() && op.isOk()).toList();
        List<Op> wrong = new ArrayList<>();
        for (Op read : reads) {
            if (acceptable.stream().noneMatch(range -> range.contains(number(read)))) {
                wrong.add(read);
            }
        }
        List<List<Long>> ranges = acceptable.stream().map(range -> List.of(range.low(), range.high())).toList();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("errors", wrong.isEmpty() ? null : wrong);
        details.put("final-reads", reads.stream().map(Op::value).toList());
        details.put("acceptable", ranges);
        return Verdict.of(wrong.isEmpty(), details,
                wrong.isEmpty() ? List.of() : List.of(violation(wrong.getFirst(), sum, undecided, acceptable)));
    }

    private static long number(Op op) {
        return ((Number) op.value()).longValue();
    }

    /**
     * The sums with the same delta added up to {@code times} times. The steps 1, 2, 4, … and a remainder, each added or
     * not, give every number, so even many additions need few steps.
     */
    private static List<Range> withUpTo(long times, long delta, List<Range> sums) {
        List<Range> all = sums;
        long left = times;
        for (long together = 1; left > 0; together *= 2) {
            all = withOrWithout(all, Math.min(together, left) * delta);
            left -= together;
        }
        return all;
    }

    /** Both lists are sorted, and so is their union. Ranges that touch are merged, which keeps the list short. */
    private static List<Range> withOrWithout(List<Range> sums, long delta) {
        List<Range> union = new ArrayList<>();
        int without = 0;
        int with = 0;
        while (without < sums.size() || with < sums.size()) {
            boolean takeWithout = with == sums.size()
                    || without < sums.size() && sums.get(without).low() <= sums.get(with).low() + delta;
            Range next = takeWithout ? sums.get(without++) : sums.get(with++).plus(delta);
            Range last = union.isEmpty() ? null : union.getLast();
            if (last != null && next.low() <= last.high() + 1) {
                union.set(union.size() - 1, new Range(last.low(), Math.max(last.high(), next.high())));
            } else {
                union.add(next);
            }
        }
        return union;
    }

    private static Violation violation(Op read, long sum, List<Op> undecided, List<Range> acceptable) {
        return new Violation("wrong-total", List.of(number(read), sum), List.of(read), clients -> {
            String known = "%s read %d, but the acknowledged additions add up to %d.".formatted(
                    clients.at(read), number(read), sum);
            return undecided.isEmpty() ? List.of(known) : List.of(known,
                    "With any of the %d additions whose outcome is unknown, such as %d of %s, it can only be %s."
                            .formatted(undecided.size(), number(undecided.getFirst()),
                                    clients.at(undecided.getFirst()), acceptable.stream().map(Range::words)
                                            .collect(Collectors.joining(" or "))));
        });
    }
}
