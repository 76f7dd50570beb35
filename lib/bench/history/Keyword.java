package bench.history;

/** A Clojure keyword, so that {@code :read} in a history is not the string {@code "read"}. */
public record Keyword(String name) {

    public static Keyword of(String name) {
        return new Keyword(name);
    }

    @Override
    public String toString() {
        return ":" + name;
    }
}
