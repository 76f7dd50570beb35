package bench.check.elle;

import bench.check.Phrases;
import bench.check.Violation;
import java.util.List;

/**
 * Finds replies whose steps differ from those of their requests. Maelstrom does not compare the two, so this changes no
 * verdict. But Maelstrom's conclusions from such replies are hard to understand without knowing about them.
 */
final class OtherSteps {

    private OtherSteps() {
    }

    static List<Violation> in(List<Txn> txns) {
        List<Txn> different = txns.stream().filter(Txn::isOk).filter(OtherSteps::differ).toList();
        if (different.isEmpty()) {
            return List.of();
        }
        Txn first = different.getFirst();
        return List.of(new Violation("other-steps", List.of(), List.of(first.completion()), clients -> List.of(
                "The steps of a reply differ from those of its request. Maelstrom uses both and does not compare them.",
                "%s asked for %s".formatted(clients.at(first.invocation()), steps(first.asked())),
                "and was answered with %s.".formatted(steps(first.mops()))),
                new Violation.Others(different.size() - 1, "case of other steps", List.of())));
    }

    private static boolean differ(Txn txn) {
        return !asRequested(txn.asked()).equals(asRequested(txn.mops()));
    }

    /** The steps as the request had them, without what the node filled in for reads. */
    private static List<Mop> asRequested(List<Mop> mops) {
        return mops.stream().map(mop -> mop.isRead() ? new Mop(mop.f(), mop.key(), null) : mop).toList();
    }

    private static String steps(List<Mop> mops) {
        return Phrases.brief(mops.stream().map(Mop::toList).toList());
    }
}
