import module java.base;
import tools.jackson.databind.JsonNode;

/**
 * One of Maelstrom's key-value services ({@link Maelstrom.Node#seqKv} and its siblings). Keys and values are anything
 * that JSON can express, including records. Each call sends a request and waits for the reply, as
 * {@link Maelstrom.Node#rpc} does. So each can throw {@link Maelstrom.Code#TIMEOUT}: then a change may have been made,
 * or may be made later.
 */
public final class MaelstromKv {

    private final Maelstrom.Node node;
    private final MaelstromProtocol protocol;
    private final String service;

    MaelstromKv(Maelstrom.Node node, MaelstromProtocol protocol, String service) {
        this.node = node;
        this.protocol = protocol;
        this.service = service;
    }

    /**
     * The value of a key.
     *
     * @param type what to read the value as
     * @throws Maelstrom.RpcError    {@link Maelstrom.Code#KEY_DOES_NOT_EXIST} if nobody has written the key
     * @throws IllegalStateException if the value does not fit the type
     */
    public <T> T read(Object key, Class<T> type) {
        JsonNode value = node.rpc(service, new Read(key), ReadOk.class).value();
        return protocol.expect(value, type, "the value of \"" + key + "\" in " + service);
    }

    /** The value of a key, read as the class of {@code otherwise}; {@code otherwise} if nobody has written the key. */
    @SuppressWarnings("unchecked") // a value is read as the class of its alternative
    public <T> T readOr(Object key, T otherwise) {
        Objects.requireNonNull(otherwise, "null has no class that says how to read a value: use read");
        try {
            return read(key, (Class<T>) otherwise.getClass());
        } catch (Maelstrom.RpcError e) {
            if (e.code() == Maelstrom.Code.KEY_DOES_NOT_EXIST) {
                return otherwise;
            }
            throw e;
        }
    }

    /** Sets the value of a key. */
    public void write(Object key, Object value) {
        node.rpc(service, new Write(key, value), WriteOk.class);
    }

    /**
     * Compare-and-set: changes the value of a key to {@code to}, if it is {@code from} now.
     *
     * @throws Maelstrom.RpcError {@link Maelstrom.Code#PRECONDITION_FAILED} if the value is not {@code from};
     *                            {@link Maelstrom.Code#KEY_DOES_NOT_EXIST} if nobody has written the key
     */
    public void cas(Object key, Object from, Object to) {
        node.rpc(service, new Cas(key, from, to, false), CasOk.class);
    }

    /** {@link #cas}, but creates a key that nobody has written with the value {@code to}. (lww-kv never does.) */
    public void casOrCreate(Object key, Object from, Object to) {
        node.rpc(service, new Cas(key, from, to, true), CasOk.class);
    }

    /**
     * Changes a value: reads it, then makes the change by compare-and-set. If another node changed the value in the
     * meantime, tries again.
     *
     * @param initial what {@code change} starts from if nobody has written the key
     * @return the value after the change
     * @throws Maelstrom.RpcError any but {@link Maelstrom.Code#PRECONDITION_FAILED}; after
     *                            {@link Maelstrom.Code#TIMEOUT} the change may have been made, so another call may
     *                            make it twice
     */
    public <T> T update(Object key, T initial, UnaryOperator<T> change) {
        while (true) {
            T from = readOr(key, initial);
            T to = change.apply(from);
            try {
                casOrCreate(key, from, to);
                return to;
            } catch (Maelstrom.RpcError e) {
                if (e.code() != Maelstrom.Code.PRECONDITION_FAILED) {
                    throw e;
                }
            }
        }
    }

    private record Read(Object key) {}
    private record ReadOk(JsonNode value) {}
    private record Write(Object key, Object value) {}
    private record WriteOk() {}
    private record Cas(Object key, Object from, Object to, boolean createIfNotExists) {}
    private record CasOk() {}
}
