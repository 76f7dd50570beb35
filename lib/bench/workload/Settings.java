package bench.workload;

import java.util.List;

/**
 * The options that shape a workload; names and defaults are those of Maelstrom's command line.
 *
 * @param nodes             the ids of the nodes, {@code n0} first
 * @param concurrency       how many processes there are at a time
 * @param latencyMillis     the mean latency between nodes
 * @param topology          the shape offered to a broadcast's nodes: line, grid, tree, tree2, tree3, tree4 or total
 * @param keyCount          how many keys a transactional or log workload uses at a time, or null for its own default
 * @param maxTxnLength      how many micro-operations a transaction has at the most
 * @param maxWritesPerKey   how many writes a key gets before another takes its place
 * @param consistencyModels what a transactional history must satisfy, by Elle's names
 */
public record Settings(List<String> nodes, int concurrency, long latencyMillis, String topology, Integer keyCount,
                       int maxTxnLength, int maxWritesPerKey, List<String> consistencyModels) {
}
