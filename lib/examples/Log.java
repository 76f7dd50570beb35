import module java.base;

/** A node's copy of the log of raft.java, and the two comparisons of logs that Raft is built on. */
final class Log {

    /** A client's request. The id is unique, because a request that is sent again must not be carried out again. */
    record Command(String id, Registers.Request request) {
    }

    /** A command, and the term of the leader that appended it. Entries of the same index and term are equal. */
    record Entry(long term, Command command) {
    }

    private final List<Entry> entries = new ArrayList<>();

    int size() {
        return entries.size();
    }

    void add(long term, Command command) {
        entries.add(new Entry(term, command));
    }

    Command command(int index) {
        return entries.get(index).command();
    }

    /** The entries from this index on. */
    List<Entry> from(int index) {
        return List.copyOf(entries.subList(index, size()));
    }

    /** The term of the last of the first {@code size} entries; 0 if there are none. */
    long termAt(int size) {
        return size == 0 ? 0 : entries.get(size - 1).term();
    }

    /** Whether this log begins with the same {@code size} entries as another one, in which the last has that term. */
    boolean beginsAs(int size, long term) {
        return size <= size() && termAt(size) == term;
    }

    /** Whether a log of this size and last term is at least as new: only then may its owner lead. */
    boolean isCoveredBy(int size, long lastTerm) {
        return lastTerm > termAt(size()) || lastTerm == termAt(size()) && size >= size();
    }

    /** Takes a leader's entries. Where ours differs, it was never committed: it is dropped, with all that follow. */
    void merge(int start, List<Entry> others) {
        for (int i = start; i < start + others.size(); i++) {
            Entry other = others.get(i - start);
            if (i < size() && entries.get(i).term() != other.term()) {
                entries.subList(i, size()).clear();
            }
            if (i == size()) {
                entries.add(other);
            }
        }
    }
}
