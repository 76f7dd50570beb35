package bench.sim;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Knows the methods of Java that do not work in a simulation as they do in a node's own process. They would make two
 * runs of one seed differ, share state between nodes, or wait for time that does not pass.
 */
final class ImpureCalls {

    private static final String CLOCK = "the wall clock; call node.now()";
    private static final String DICE = "unseeded randomness; call node.random()";
    private static final String IDENTITY = "a different number in every run; call node.random(), or use a counter";
    private static final String PID = "the same for all nodes here; call node.id()";
    private static final String THREADS = "a thread of its own; use node.after, node.every, or let the handler wait";
    private static final String SLEEP = "a wait in real time; call node.sleep";
    private static final String WAIT = "a wait in real time; call node.sleep or node.rpc, or check again in node.after";
    private static final String EXIT = "the end of all nodes here; let the node go on, or use --engine live";
    private static final String SHARED = "shared by all nodes here; keep it in a field of the script";
    private static final String OUTSIDE = "outside the simulated network; call node.send or node.rpc";

    /** The reasons by class and method. A class alone stands for all its methods; {@code <init>()} has no arguments. */
    private static final Map<String, String> REASONS = new HashMap<>();

    static {
        because(CLOCK, "System.currentTimeMillis", "System.nanoTime", "Date.<init>()", "Calendar.getInstance",
                "GregorianCalendar.<init>()", "GregorianCalendar.<init>(TimeZone)", "GregorianCalendar.<init>(Locale)",
                "GregorianCalendar.<init>(TimeZone,Locale)", "Clock.system", "Clock.systemUTC",
                "Clock.systemDefaultZone", "Clock.tickMillis", "Clock.tickSeconds", "Clock.tickMinutes",
                "InstantSource.system");
        because(DICE, "Math.random", "StrictMath.random", "Random.<init>()", "SplittableRandom.<init>()",
                "SecureRandom", "ThreadLocalRandom", "UUID.randomUUID", "RandomGenerator.getDefault",
                "RandomGenerator.of", "RandomGeneratorFactory.create()", "Collections.shuffle(List)");
        because(IDENTITY, "System.identityHashCode", "Thread.threadId", "Thread.getId");
        because(PID, "ProcessHandle.current", "ProcessHandle.pid", "ManagementFactory.getRuntimeMXBean");
        because(THREADS, "Thread.<init>", "Thread.start", "Thread.startVirtualThread", "Thread.ofVirtual",
                "Thread.ofPlatform", "Executors", "ForkJoinPool", "RecursiveTask", "RecursiveAction",
                "ThreadPoolExecutor", "ScheduledThreadPoolExecutor", "StructuredTaskScope", "Timer",
                "CompletableFuture.delayedExecutor");
        because(SLEEP, "Thread.sleep", "TimeUnit.sleep");
        because(WAIT, "Object.wait", "Thread.join", "TimeUnit.timedWait", "TimeUnit.timedJoin", "LockSupport.park",
                "LockSupport.parkNanos", "LockSupport.parkUntil", "Condition.awaitNanos", "Condition.awaitUntil");
        because(EXIT, "System.exit", "Runtime.halt", "Runtime.exit");
        because(SHARED, "System.setProperty", "System.setProperties", "System.clearProperty", "System.getProperties",
                "System.setIn", "System.setOut", "System.setErr", "Locale.setDefault", "TimeZone.setDefault",
                "Runtime.addShutdownHook", "Thread.setDefaultUncaughtExceptionHandler");
        because(OUTSIDE, "System.in", "ProcessBuilder.start", "Runtime.exec", "HttpClient", "Socket", "ServerSocket",
                "DatagramSocket", "SocketChannel", "ServerSocketChannel", "DatagramChannel");
    }

    /** {@code now} of any class of java.time reads the wall clock, unless it is given another clock. */
    private static final Pattern NOW = Pattern.compile("java\\.time\\..*\\.now\\((ZoneId)?\\)");

    /** Such as {@code poll} of a queue, {@code await} of a latch, {@code get} of a future; not TimeUnit.convert. */
    private static final Pattern TIMED = Pattern.compile("java\\.util\\.concurrent\\.(?!TimeUnit).*long,TimeUnit\\)");

    /** Streams and collections have many classes, and the call may name any of them. */
    private static final Pattern PARALLEL = Pattern.compile(
            "java\\.util\\..*\\.parallel(Stream)?\\(\\)|java\\.util\\.concurrent\\.CompletableFuture\\..*Async\\(.*");

    private ImpureCalls() {
    }

    private static void because(String reason, String... names) {
        List.of(names).forEach(name -> REASONS.put(name, reason));
    }

    /** Why a simulated node should not call this method, or null if it may. */
    static String reason(ClassDesc owner, String method, MethodTypeDesc type) {
        if (!owner.packageName().startsWith("java.")) {
            return null;
        }
        String descriptor = type.displayDescriptor();
        String parameters = descriptor.substring(0, descriptor.indexOf(')') + 1);
        String call = owner.packageName() + "." + owner.displayName() + "." + method + parameters;
        if (NOW.matcher(call).matches()) {
            return CLOCK;
        }
        if (TIMED.matcher(call).matches()) {
            return WAIT;
        }
        if (PARALLEL.matcher(call).matches()) {
            return THREADS;
        }
        String name = owner.displayName() + "." + method;
        return REASONS.getOrDefault(name, REASONS.getOrDefault(name + parameters, REASONS.get(owner.displayName())));
    }

    /** Why a simulated node should not use this field, or null if it may. */
    static String reason(ClassDesc owner, String field) {
        return owner.packageName().startsWith("java.") ? REASONS.get(owner.displayName() + "." + field) : null;
    }
}
