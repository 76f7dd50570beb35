import module java.base;

/** The state that raft.java replicates: a value for each key, and what Maelstrom's lin-kv clients ask of it. */
final class Registers {

    record Read(Object key) {
    }

    record ReadOk(Object value) {
    }

    record Write(Object key, Object value) {
    }

    record WriteOk() {
    }

    record Cas(Object key, Object from, Object to) {
    }

    record CasOk() {
    }

    /** Any request. {@code f} is its type; a read has neither {@code from} nor {@code to}, a write no {@code from}. */
    record Request(String f, Object key, Object from, Object to) {
    }

    private final Map<Object, Object> values = new HashMap<>();

    /** Answers clients with what {@code answer} returns: one of the replies above, or an error, which is thrown. */
    void serve(Maelstrom.Node node, Function<Request, Object> answer) {
        Function<Request, Object> orThrow = answer.andThen(reply -> {
            if (reply instanceof Maelstrom.RpcError error) {
                throw error;
            }
            return reply;
        });
        node.on(Read.class, read -> orThrow.apply(new Request("read", read.key(), null, null)));
        node.on(Write.class, write -> orThrow.apply(new Request("write", write.key(), null, write.value())));
        node.on(Cas.class, cas -> orThrow.apply(new Request("cas", cas.key(), cas.from(), cas.to())));
    }

    boolean isChangedBy(Request request) {
        return request.f().equals("write")
                || request.f().equals("cas") && Objects.equals(request.from(), values.get(request.key()));
    }

    /** Carries out a request. Returns the reply or, not thrown, the error. */
    Object perform(Request request) {
        Object value = values.get(request.key());
        if (isChangedBy(request)) {
            values.put(request.key(), request.to());
            return request.f().equals("write") ? new WriteOk() : new CasOk();
        } else if (value == null) {
            return new Maelstrom.RpcError(Maelstrom.Code.KEY_DOES_NOT_EXIST, "nobody has written " + request.key());
        } else if (request.f().equals("read")) {
            return new ReadOk(value);
        }
        return new Maelstrom.RpcError(Maelstrom.Code.PRECONDITION_FAILED, "the value is " + value);
    }
}
