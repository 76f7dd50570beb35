package bench.workload;

import bench.check.Checker;
import bench.check.SetFull;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Adds 0, 1, 2, … to a set that only grows, reads it all the time, and once more at the end. */
abstract class SetWorkload implements Workload {

    private final String add;
    private final String elementField;
    private final String elementsField;
    private final int threads;
    private final List<String> finalFlags;

    /**
     * Takes the names that differ between the protocols of sets.
     *
     * @param add           the operation that adds an element, which is also the type of its request
     * @param elementField  the field of that request that holds the element
     * @param elementsField the field of the reply to a read that holds all elements
     * @param finalFlags    the flags of final reads
     */
    SetWorkload(Settings settings, String add, String elementField, String elementsField, List<String> finalFlags) {
        this.threads = settings.concurrency();
        this.add = add;
        this.elementField = elementField;
        this.elementsField = elementsField;
        this.finalFlags = finalFlags;
    }

    @Override
    public Generator generator(RandomGenerator random) {
        AtomicLong element = new AtomicLong();
        return new Mix(random, List.of(
                () -> new Invocation(add, element.getAndIncrement()),
                () -> new Invocation("read", null)));
    }

    @Override
    public Generator finalGenerator() {
        return new FinalReads(threads, finalFlags);
    }

    @Override
    public Client client() {
        return new AddAndRead(add, elementField, body -> Reply.of(body, "read_ok", elementsField).list(elementsField));
    }

    @Override
    public Checker checker() {
        return new SetFull(add);
    }
}
