import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Work that mostly waits, like tests in real time. All of it begins before the first result is needed. */
final class Background {

    private static final int AT_A_TIME = 3;

    /** Work that takes time and may fail. */
    interface Work<K, V> {
        V on(K item) throws Exception;
    }

    private Background() {
    }

    /** Does some work several times at once. Each has a thread of its own: the common pool may have only one. */
    static <V> List<V> atOnce(int times, IntFunction<V> work) {
        List<CompletableFuture<V>> results = IntStream.range(0, times)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> work.apply(i),
                        task -> Thread.ofPlatform().daemon().start(task)))
                .toList();
        return results.stream().map(CompletableFuture::join).toList();
    }

    /** Begins to work on all items, a few at a time. Results are found by the names of the items. */
    static <K, V> Map<String, Future<V>> begin(List<K> items, Work<K, V> work) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        Map<String, Future<V>> results = items.stream().collect(
                Collectors.toMap(K::toString, item -> threads.submit(() -> work.on(item))));
        threads.shutdown(); // its threads end with the last of the work
        return results;
    }
}
