package bench.run;

import bench.kernel.EventLoop;
import bench.nemesis.Fault;
import bench.nemesis.Faults;
import bench.nemesis.Nemesis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Injects the faults of a plan at their times, as {@link Nemesis} does with those that it draws. */
final class PlannedFaults {

    private final Plan plan;
    private final Faults faults;
    private final Nemesis.Log log;
    private final Map<String, Fault> begun = new LinkedHashMap<>();

    PlannedFaults(Plan plan, Faults faults, Nemesis.Log log) {
        this.plan = plan;
        this.faults = faults;
        this.log = log;
    }

    void schedule(EventLoop loop) {
        plan.faults().forEach(change -> loop.at(change.nanos(), () -> make(change)));
    }

    private void make(Plan.FaultChange change) {
        if (change.begins() && plan.reaches(change.nanos())) {
            Fault fault = faults.get(change.fault());
            begun.put(change.fault(), fault);
            fault.begin(change.value());
            log.event(change.fault(), true, change.value());
        } else if (!change.begins()) {
            end(change.fault());
        }
    }

    private void end(String name) {
        Fault fault = begun.remove(name);
        if (fault != null) {
            fault.end();
            log.event(name, false, null);
        }
    }

    void endAll() {
        List.copyOf(begun.keySet()).forEach(this::end);
    }
}
