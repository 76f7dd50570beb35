package bench.sim;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds static fields that nodes in one JVM must not share, because one node could change what another one sees. */
final class StaticState {

    private StaticState() {
    }

    /** Whether one of these classes has a static field that is not a constant. */
    static boolean isDeclaredIn(List<ClassModel> classes) {
        return classes.stream().anyMatch(type -> variables(type).findAny().isPresent());
    }

    /**
     * Whether a static field of these classes can change, or what is in it. A class with static fields is initialized
     * for that, unless one of them is not final.
     */
    static boolean canChangeIn(List<ClassModel> classes, ClassLoader loader) {
        return classes.stream().flatMap(StaticState::variables).anyMatch(field -> !field.flags().has(AccessFlag.FINAL))
                || classes.stream().filter(type -> variables(type).findAny().isPresent())
                        .anyMatch(type -> canChange(type.thisClass().asInternalName().replace('/', '.'), loader));
    }

    private static Stream<FieldModel> variables(ClassModel type) {
        return type.fields().stream().filter(field ->
                field.flags().has(AccessFlag.STATIC) && !field.flags().has(AccessFlag.SYNTHETIC)
                        && field.findAttribute(Attributes.constantValue()).isEmpty());
    }

    private static boolean canChange(String type, ClassLoader loader) {
        try {
            for (Field field : Class.forName(type, true, loader).getDeclaredFields()) {
                boolean isVariable = Modifier.isStatic(field.getModifiers()) && !field.isSynthetic();
                if (isVariable && !isConstant(value(field, null))) {
                    return true;
                }
            }
            return false;
        } catch (InaccessibleObjectException e) {
            return true; // a lambda of the JDK, which may hold anything
        } catch (ReflectiveOperationException | LinkageError e) {
            return true; // each node then meets the same error by itself
        }
    }

    private static Object value(Field field, Object owner) throws ReflectiveOperationException {
        field.setAccessible(true);
        return field.get(owner);
    }

    /** Numbers, texts, comparators, and records and lambdas that hold only such values. */
    private static boolean isConstant(Object value) throws ReflectiveOperationException {
        return value == null || value instanceof String || value instanceof Boolean || value instanceof Character
                || value.getClass().getName().startsWith("java.lang.") && value instanceof Number
                || value instanceof Comparator
                || (value instanceof Record || value.getClass().isHidden()) && holdsConstants(value);
    }

    private static boolean holdsConstants(Object value) throws ReflectiveOperationException {
        for (Field field : value.getClass().getDeclaredFields()) {
            boolean isComparator = Comparator.class.isAssignableFrom(field.getType());
            if (!Modifier.isStatic(field.getModifiers()) && !isComparator && !isConstant(value(field, value))) {
                return false;
            }
        }
        return true;
    }
}
