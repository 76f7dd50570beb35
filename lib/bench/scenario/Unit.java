package bench.scenario;

import bench.kernel.Mishap;
import bench.run.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Something that can be left out of a plan by itself: an operation, a fault with its end, or the fate of a message. */
sealed interface Unit {

    record Call(Plan.Call call) implements Unit {
    }

    /** @param end null if the fault lasts to the end of the run */
    record Fault(Plan.FaultChange begin, Plan.FaultChange end) implements Unit {
    }

    record Fate(Mishap mishap) implements Unit {
    }

    default boolean isFinal() {
        return this instanceof Call(Plan.Call call) && call.isFinal();
    }

    /** The units of a plan: messages first, then faults, because runs without them are easier to understand. */
    static List<Unit> of(Plan plan) {
        List<Unit> units = new ArrayList<>();
        plan.mishaps().forEach(mishap -> units.add(new Fate(mishap)));
        Map<String, Plan.FaultChange> begun = new LinkedHashMap<>();
        for (Plan.FaultChange change : plan.faults()) {
            if (change.begins()) {
                begun.put(change.fault(), change);
            } else if (begun.containsKey(change.fault())) {
                units.add(new Fault(begun.remove(change.fault()), change));
            }
        }
        begun.values().forEach(begin -> units.add(new Fault(begin, null)));
        plan.calls().forEach(call -> units.add(new Call(call)));
        return units;
    }

    /** The plan that consists of these units. */
    static Plan plan(List<Unit> units) {
        List<Plan.Call> calls = new ArrayList<>();
        List<Plan.FaultChange> faults = new ArrayList<>();
        List<Mishap> mishaps = new ArrayList<>();
        for (Unit unit : units) {
            switch (unit) {
                case Call(Plan.Call call) -> calls.add(call);
                case Fate(Mishap mishap) -> mishaps.add(mishap);
                case Fault(Plan.FaultChange begin, Plan.FaultChange end) -> {
                    faults.add(begin);
                    if (end != null) {
                        faults.add(end);
                    }
                }
            }
        }
        faults.sort(Comparator.comparingLong(Plan.FaultChange::nanos));
        return new Plan(calls, faults, mishaps, null);
    }
}
