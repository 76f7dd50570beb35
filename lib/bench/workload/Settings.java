package bench.workload;

import java.util.List;

/**
 * The options of a workload. Names and defaults are those of Maelstrom's command line.
 *
 * @param nodes             the ids of the nodes, {@code n0} first
 * @param concurrency       the number of processes at a time
 * @param latencyMillis     the mean latency between nodes
 * @param topology          the shape offered to a broadcast's nodes: line, grid, tree, tree2, tree3, tree4 or total
 * @param keyCount          the number of keys that a transactional or log workload uses at a time, or null for its
 *                          default
 * @param maxTxnLength      the most micro-operations of a transaction
 * @param maxWritesPerKey   the number of writes to a key before another key replaces it
 * @param consistencyModels the models that a transactional history must satisfy, by Elle's names
 */
public record Settings(List<String> nodes, int concurrency, long latencyMillis, String topology, Integer keyCount,
                       int maxTxnLength, int maxWritesPerKey, List<String> consistencyModels) {
}
