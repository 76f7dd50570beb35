package bench.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Attributes;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Finds the calls in a script that would make two runs of one seed differ, and says what to call instead. */
public final class Purity {

    private static final String CLOCK = "the wall clock; call node.now()";
    private static final String DICE = "unseeded randomness; call node.random()";
    private static final String THREADS = "a thread of its own; use node.after, node.every, or let the handler wait";
    private static final String SLEEP = "wall time; call node.sleep";
    private static final String EXIT = "the end of all nodes here; let the node go on, or use --engine live";

    /** By class and method; a class alone stands for all its methods, with {@code <init>()} for no arguments. */
    private static final Map<String, String> IMPURE = new LinkedHashMap<>();

    static {
        for (String call : List.of("System.currentTimeMillis", "System.nanoTime", "Instant.now", "LocalDateTime.now",
                "LocalDate.now", "LocalTime.now", "ZonedDateTime.now", "OffsetDateTime.now", "Clock.systemUTC",
                "Clock.systemDefaultZone", "Date.<init>()")) {
            IMPURE.put(call, CLOCK);
        }
        for (String call : List.of("Math.random", "Random.<init>()", "SplittableRandom.<init>()", "SecureRandom",
                "ThreadLocalRandom", "UUID.randomUUID", "RandomGenerator.getDefault", "RandomGenerator.of",
                "Collections.shuffle(List)")) {
            IMPURE.put(call, DICE);
        }
        for (String call : List.of("Thread.start", "Thread.startVirtualThread", "Thread.ofVirtual", "Thread.ofPlatform",
                "Executors", "ForkJoinPool", "Timer", "CompletableFuture.runAsync", "CompletableFuture.supplyAsync",
                "CompletableFuture.delayedExecutor", "Collection.parallelStream", "List.parallelStream",
                "Set.parallelStream")) {
            IMPURE.put(call, THREADS);
        }
        IMPURE.put("Thread.sleep", SLEEP);
        IMPURE.put("TimeUnit.sleep", SLEEP);
        IMPURE.put("System.exit", EXIT);
        IMPURE.put("Runtime.halt", EXIT);
        IMPURE.put("Runtime.exit", EXIT);
    }

    private Purity() {
    }

    /** Each impure call of a script's own classes, as {@code kafka.java:31: System.nanoTime is …}. */
    public static List<String> impureCalls(Path jar) {
        List<String> found = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.startsWith("Maelstrom.") && !name.startsWith("Maelstrom$")) {
                    scan(ClassFile.of().parse(file.getInputStream(entry).readAllBytes()), found);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static void scan(ClassModel type, List<String> found) {
        String source = type.findAttribute(Attributes.sourceFile())
                .map(attribute -> attribute.sourceFile().stringValue()).orElse(type.thisClass().asInternalName());
        type.methods().forEach(method -> method.code().ifPresent(code -> scan(source, code, found)));
    }

    private static void scan(String source, CodeModel code, List<String> found) {
        int line = 0;
        for (CodeElement element : code) {
            switch (element) {
                case LineNumber number -> line = number.line();
                case InvokeInstruction call -> check(call.owner().asSymbol(), call.name().stringValue(),
                        call.typeSymbol(), source + ":" + line, found);
                case InvokeDynamicInstruction lambda -> { // System::nanoTime is no call, but will become one
                    for (ConstantDesc argument : lambda.bootstrapArgs()) {
                        if (argument instanceof DirectMethodHandleDesc method) {
                            check(method.owner(), method.methodName(), method.invocationType(), source + ":" + line,
                                    found);
                        }
                    }
                }
                default -> { }
            }
        }
    }

    private static void check(ClassDesc owner, String method, MethodTypeDesc type, String place, List<String> found) {
        String name = owner.displayName() + "." + method;
        if (owner.packageName().startsWith("java.")) {
            String reason = reason(owner.displayName(), name, type.displayDescriptor());
            if (reason != null) {
                found.add("%s: %s is %s".formatted(place, name.replace(".<init>", " (new)"), reason));
            }
        }
    }

    private static String reason(String owner, String name, String descriptor) {
        String parameters = descriptor.substring(0, descriptor.indexOf(')') + 1);
        return IMPURE.getOrDefault(name, IMPURE.getOrDefault(owner, IMPURE.get(name + parameters)));
    }
}
