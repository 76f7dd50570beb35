package bench.check;

import bench.history.Op;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The words of a verdict: few enough to read, each short enough for a line or two. */
public final class Complaints {

    private static final int MOST = 3;
    private static final int LONGEST = 120;

    private Complaints() {
    }

    /** One complaint for each of the first few failures, and how many more there are. */
    public static <T> List<String> each(List<T> failures, Function<T, String> words) {
        Stream<String> first = failures.stream().limit(MOST).map(words);
        return failures.size() <= MOST ? first.toList()
                : Stream.concat(first, Stream.of("and %d more like these".formatted(failures.size() - MOST))).toList();
    }

    /** An operation in words; a long value, such as the elements of a set, is cut. */
    public static String brief(Op op) {
        String words = op.describe();
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }
}
