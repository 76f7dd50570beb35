package bench.kernel;

/** Messages that wait somewhere: how many, and the length of their bodies. */
public record Load(int messages, long characters) {

    public static final Load NONE = new Load(0, 0);

    /** Few enough to fit in memory, and far more than correct nodes have in flight. */
    private static final int MOST_MESSAGES = 100_000;
    private static final long MOST_CHARACTERS = 64_000_000;

    Load plus(Load other) {
        return new Load(messages + other.messages, characters + other.characters);
    }

    boolean isTooMuch() {
        return isTooMany() || characters > MOST_CHARACTERS;
    }

    /** Whether these are too many messages, however short. */
    boolean isTooMany() {
        return messages > MOST_MESSAGES;
    }
}
