package bench.cli;

import bench.build.Words;
import java.util.Collection;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Complains about the value of an option, in the words of Maelstrom's own command line. */
record Validation(CommandSpec spec) {

    /** @throws ParameterException if the value is not legal, as all methods here */
    void check(boolean legal, String option, Object value, String rule) {
        if (!legal) {
            throw new ParameterException(spec.commandLine(), Words.invalid(option, value, rule));
        }
    }

    /** What a value means, if it can be read; an {@link IllegalArgumentException} says which rule it breaks. */
    <T> T parsed(String option, String value, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), Words.invalid(option, value, e.getMessage()));
        }
    }

    void checkOneOf(String option, String value, Collection<String> legal) {
        check(legal.contains(value), option, value, "Must be one of " + String.join(", ", legal));
    }

    void checkRange(String option, long value, long least, long most) {
        check(value >= least && value <= most, option, value, "Must be from " + least + " to " + most);
    }

    /** @param limit null if there is none */
    void checkLimit(String option, Double limit) {
        check(limit == null || limit >= 0 && Double.isFinite(limit), option, limit,
                "Must be a number that is not negative");
    }
}
