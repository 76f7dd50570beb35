package bench.check.kafka;

/** A message as an operation saw it; its offset is null where the node did not tell it. */
public record Message(Long offset, Object value) {
}
