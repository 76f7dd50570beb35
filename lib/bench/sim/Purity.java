package bench.sim;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds calls of a script or a library that cannot be simulated, and says what to call instead. */
public final class Purity {

    private final List<String> found = new ArrayList<>();
    private String source;
    private int line;

    private Purity() {
    }

    /** Each such call of a script's own classes, as {@code kafka.java:31: System.nanoTime is …}. */
    public static List<String> impureCalls(Path jar) {
        Purity purity = new Purity();
        ClassFiles.in(jar).forEach(purity::scan);
        return purity.found;
    }

    /**
     * One line for each library that has such calls, with the first of them. They are no reason to refuse a script,
     * because it may never reach them. Libraries that the bench uses too are skipped, because the script gets the
     * bench's.
     */
    public static List<String> impureLibraries(List<Path> libraries) {
        List<String> lines = new ArrayList<>();
        for (Path library : libraries) {
            List<String> calls = ClassFiles.belongToBench(library) ? List.of() : impureCalls(library);
            if (!calls.isEmpty()) {
                lines.add(library.getFileName() + " has calls that cannot be simulated: " + calls.getFirst()
                        + (calls.size() > 1 ? " (and %d more)".formatted(calls.size() - 1) : ""));
            }
        }
        return lines;
    }

    private void scan(ClassModel type) {
        source = type.findAttribute(Attributes.sourceFile())
                .map(attribute -> attribute.sourceFile().stringValue()).orElse(type.thisClass().asInternalName());
        type.methods().forEach(method -> method.code().ifPresent(this::scan));
    }

    private void scan(CodeModel code) {
        line = 0;
        for (CodeElement element : code) {
            switch (element) {
                case LineNumber number -> line = number.line();
                case InvokeInstruction call ->
                        check(call.owner().asSymbol(), call.name().stringValue(), call.typeSymbol());
                case InvokeDynamicInstruction lambda -> { // System::nanoTime is not a call, but will become one
                    for (ConstantDesc argument : lambda.bootstrapArgs()) {
                        if (argument instanceof DirectMethodHandleDesc method) {
                            check(method.owner(), method.methodName(), method.invocationType());
                        }
                    }
                }
                case FieldInstruction field -> {
                    String name = field.name().stringValue();
                    note(field.owner().asSymbol(), name, ImpureCalls.reason(field.owner().asSymbol(), name));
                }
                default -> { }
            }
        }
    }

    private void check(ClassDesc owner, String method, MethodTypeDesc type) {
        note(owner, method, ImpureCalls.reason(owner, method, type));
    }

    private void note(ClassDesc owner, String member, String reason) {
        if (reason != null) {
            String name = owner.displayName() + (member.equals("<init>") ? " (new)" : "." + member);
            found.add("%s:%d: %s is %s".formatted(source, line, name, reason));
        }
    }
}
