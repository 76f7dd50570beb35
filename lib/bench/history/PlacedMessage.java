package bench.history;

/** A message as an operation saw it; its offset is null where the node did not tell it. */
public record PlacedMessage(Long offset, Object value) {
}
