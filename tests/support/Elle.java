import bench.check.Verdict;
import bench.check.elle.ListAppend;
import bench.check.elle.RwRegister;
import java.util.List;

/** Judges histories in the notation of {@link Txns}. */
final class Elle {

    private Elle() {
    }

    static Verdict registers(String model, String... lines) {
        return new RwRegister(List.of(model)).check(Txns.history(lines));
    }

    static Verdict lists(String model, String... lines) {
        return new ListAppend(List.of(model)).check(Txns.history(lines));
    }
}
