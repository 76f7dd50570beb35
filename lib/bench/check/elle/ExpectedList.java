package bench.check.elle;

import java.util.ArrayList;
import java.util.List;

/**
 * What a transaction must find in a list after its own steps: a list that ends with these elements, or exactly these.
 */
record ExpectedList(boolean isAll, List<?> tail) {

    /** Before its first step. */
    static final ExpectedList ANY = new ExpectedList(false, List.of());

    /** After a read of nil any read is allowed, as in Elle. Once the transaction appends, the list holds only that. */
    private static final ExpectedList AFTER_NIL = new ExpectedList(true, List.of());

    static ExpectedList after(Mop read) {
        return read.value() == null ? AFTER_NIL : new ExpectedList(true, Lists.elements(read));
    }

    /** What it must find once it has appended this element, too. */
    ExpectedList plus(Object element) {
        List<Object> longer = new ArrayList<>(tail);
        longer.add(element);
        return new ExpectedList(isAll, longer);
    }

    boolean allows(Mop read) {
        if (this == AFTER_NIL) {
            return true;
        }
        if (isAll) {
            return tail.equals(read.value());
        }
        List<?> elements = Lists.elements(read);
        int prefix = elements.size() - tail.size();
        return prefix >= 0 && elements.subList(prefix, elements.size()).equals(tail);
    }
}
