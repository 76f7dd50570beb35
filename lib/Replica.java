import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A replica of a set that only grows. Each node (origin) numbers the values that it adds, and all replicas keep them in
 * that order. So a few numbers say exactly what a replica has: how many values of each origin, a version vector. Two
 * replicas compare their vectors, and send each other what is missing, whichever way it came.
 *
 * <p>Merging is safe to repeat, and in any order: what is known already is skipped, and what would leave a gap is left
 * for another time.
 */
public final class Replica {

    private static final int MAX_VALUES_PER_MESSAGE = 5_000;

    private final String me;
    private final Map<String, List<Object>> logs = new LinkedHashMap<>();
    private final Map<String, Integer> have = new LinkedHashMap<>();
    private final Set<Object> values = new LinkedHashSet<>();

    /** Some values of one origin, which are numbered from {@code first} on. */
    public record Part(String origin, int first, List<Object> values) {}

    /** @param me the origin of the values added here, different after each start, as a start forgets their number */
    public Replica(String me) {
        this.me = me;
    }

    /** All values, the first known first: anything JSON can say. */
    public Collection<Object> values() {
        return Collections.unmodifiableSet(values);
    }

    /** How many values of each origin are here. It goes on changing. */
    public Map<String, Integer> have() {
        return Collections.unmodifiableMap(have);
    }

    /** Adds a value, and returns true; false, if it was here already. */
    public boolean add(Object value) {
        boolean isNew = !values.contains(value);
        if (isNew) {
            append(me, Collections.singletonList(value));
        }
        return isNew;
    }

    /** Whether a replica that has {@code theirs} has everything that is here. */
    public boolean isCoveredBy(Map<String, Integer> theirs) {
        return covers(theirs, have);
    }

    /** Whether everything that a replica with {@code theirs} has is here. */
    public boolean covers(Map<String, Integer> theirs) {
        return covers(have, theirs);
    }

    /** What a replica that has {@code theirs} lacks, or the beginning of it: messages must not grow without bounds. */
    public List<Part> since(Map<String, Integer> theirs) {
        List<Part> news = new ArrayList<>();
        int room = MAX_VALUES_PER_MESSAGE;
        for (String origin : logs.keySet()) {
            List<Object> log = logs.get(origin);
            int first = theirs.getOrDefault(origin, 0);
            int end = Math.min(log.size(), first + room);
            if (first < end) {
                news.add(new Part(origin, first, new ArrayList<>(log.subList(first, end))));
                room -= end - first;
            }
        }
        return news;
    }

    /** Adds what another replica sent, and returns whether there was anything new in it. */
    public boolean merge(List<Part> news) {
        int before = values.size();
        for (Part part : news) {
            int known = have.getOrDefault(part.origin(), 0) - part.first();
            if (known >= 0 && known < part.values().size()) {
                append(part.origin(), part.values().subList(known, part.values().size()));
            }
        }
        return values.size() > before;
    }

    private void append(String origin, List<Object> news) {
        logs.computeIfAbsent(origin, _ -> new ArrayList<>()).addAll(news);
        have.merge(origin, news.size(), Integer::sum);
        values.addAll(news);
    }

    private static boolean covers(Map<String, Integer> more, Map<String, Integer> less) {
        return less.entrySet().stream().allMatch(entry -> more.getOrDefault(entry.getKey(), 0) >= entry.getValue());
    }
}
