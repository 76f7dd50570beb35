package bench.history;

/** A message as an operation saw it. The offset is null if the node did not return it. */
public record PlacedMessage(Long offset, Object value) {
}
