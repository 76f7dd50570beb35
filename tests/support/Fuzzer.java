import bench.kernel.Dice;
import bench.service.Service;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Fuzzes a script: gives life after life of a node made-up lines, and makes what it finds small. */
final class Fuzzer {

    private static final int LINES_A_LIFE = 500;

    /** So many lines after each life go to a node that lives through all of them. */
    private static final int LINES_WITHOUT_TRACE = 50;
    private static final long MILLIS_A_LIFE = 100;

    private static final int MOST_FINDINGS = 5;

    /** Enough to read and to compare JSON of a thousand levels. */
    private static final long STACK_BYTES = 1 << 26;

    private static final List<String> CLUSTERS = List.of("['n0']", "['n0', 'n1', 'n2']", "['n1', 'n0', 'n2']",
            "['n0', 'n1', 'n2', 'n3', 'n4']", many(40));
    private static final List<String> BAD_CLUSTERS = List.of("[]", "['n1', 'n2']", "['n0', 'n1', 'n1']", "null",
            "[null]", "'n0'", "['n0', 1]");
    private static final List<String> HARMLESS_REPLIES = List.of("{'type': 'error', 'code': 11, 'text': 'later'}",
            "{'type': 'error', 'code': 13}", "{'type': 'error', 'code': 1e3}", "{'type': 'error', 'code': null}",
            "{'type': 'error', 'code': 36893488147419103232}", "{'type': 'banana'}", "{'type': 7}", "{}",
            "{'type': 'read_ok', 'value': 'no share'}", "{'type': 'write_ok'}");

    private final HandHeldNode.Main main;
    private final Supplier<FuzzModel> models;
    private final Map<String, Integer> replies = new TreeMap<>();
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private FuzzLife survivor;
    private int lines;

    /**
     * Something wrong.
     *
     * @param seed  of the life in which it happened
     * @param steps the fewest that were found to show it
     */
    record Finding(String text, long seed, List<FuzzLife.Step> steps) {
    }

    Fuzzer(HandHeldNode.Main main, Supplier<FuzzModel> models) {
        this.main = main;
        this.models = models;
    }

    private static String many(int nodes) {
        return IntStream.range(0, nodes).mapToObj(i -> "'n" + i + "'").collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * Fuzzes with at least so many lines. Ends early when there are enough findings. Most lines go to short-lived
     * nodes, because what nodes are told fills their memory. The others must leave no trace, and one node gets them.
     */
    void run(int lines, long firstSeed) throws InterruptedException, ExecutionException {
        FutureTask<Void> lives = new FutureTask<>(() -> {
            int end = this.lines + lines;
            for (long seed = firstSeed; this.lines < end && findings.size() < MOST_FINDINGS; seed++) {
                live(seed);
                survive(seed);
            }
        }, null);
        new Thread(null, lives, "fuzzer", STACK_BYTES).start();
        lives.get();
    }

    int lines() {
        return lines;
    }

    Map<String, Integer> replies() {
        return replies;
    }

    List<Finding> findings() {
        return List.copyOf(findings.values());
    }

    private void live(long seed) {
        List<FuzzLife.Step> steps = new ArrayList<>();
        FuzzLife life = new FuzzLife(main, models.get());
        try {
            new Play(seed, steps, life).play();
            life.end();
        } catch (FuzzJudge.Finding | AssertionError e) {
            String text = FuzzLife.text(e);
            findings.computeIfAbsent(kind(text), kind -> new Finding(text, seed, smallest(steps, kind)));
        }
        life.replies().forEach((code, count) -> replies.merge(code, count, Integer::sum));
    }

    private void survive(long seed) {
        FuzzLines made = new FuzzLines(new SplittableRandom(seed), models.get());
        if (survivor == null) {
            survivor = new FuzzLife(main, models.get());
            survivor.take(new FuzzLife.Input(made.init(CLUSTERS.getFirst(), false), false));
        }
        List<FuzzLife.Step> steps = new ArrayList<>(List.of(new FuzzLife.Pause(MILLIS_A_LIFE)));
        Stream.generate(made::any).filter(line -> FuzzLife.leavesNoTrace(line, models.get()))
                .limit(LINES_WITHOUT_TRACE).forEach(line -> steps.add(new FuzzLife.Input(line, false)));
        try {
            steps.forEach(survivor::take);
            lines += LINES_WITHOUT_TRACE;
        } catch (FuzzJudge.Finding | AssertionError e) {
            findings.putIfAbsent("the node that survives", new Finding(FuzzLife.text(e), seed, steps));
        }
    }

    /** What a finding is, without what it quotes. */
    private static String kind(String text) {
        return text.replaceFirst("(?s): .*", "");
    }

    // ---- a life ----

    /** What happens in one life. */
    private final class Play {

        private final SplittableRandom random;
        private final FuzzLines made;
        private final List<FuzzLife.Step> steps;
        private final FuzzLife life;
        /** Whether other nodes and services may lie. Then only the form of what the node says can be judged. */
        private final boolean hasLiars;
        private final Map<String, Service> services;
        private final Deque<FuzzLife.Input> answers = new ArrayDeque<>();

        private Play(long seed, List<FuzzLife.Step> steps, FuzzLife life) {
            this.random = new SplittableRandom(seed);
            this.made = new FuzzLines(random.split(), models.get());
            this.steps = steps;
            this.life = life;
            this.hasLiars = random.nextInt(4) == 0;
            this.services = new HashMap<>(Service.all(new Dice(seed)));
        }

        private void play() {
            int birth = random.nextInt(20) == 0 ? LINES_A_LIFE : random.nextInt(20);
            String nodes = CLUSTERS.get(random.nextInt(CLUSTERS.size()));
            for (int i = 0; i < LINES_A_LIFE; i++) {
                if (i == birth) {
                    take(new FuzzLife.Input(made.init(nodes, false), false));
                } else if (i < birth && random.nextInt(5) == 0) {
                    String bad = BAD_CLUSTERS.get(random.nextInt(BAD_CLUSTERS.size()));
                    take(new FuzzLife.Input(made.init(bad, random.nextInt(3) == 0), false));
                } else if (random.nextInt(200) == 0) {
                    take(new FuzzLife.Input(made.init(nodes, random.nextInt(3) == 0), false));
                } else if (life.isBorn() && random.nextInt(25) == 0) { // else clients would give up
                    take(new FuzzLife.Pause(random.nextInt(600)));
                } else if (!answers.isEmpty() && random.nextInt(2) == 0) {
                    take(answers.removeFirst());
                } else {
                    byte[] line = made.any();
                    boolean isNews = life.isNews(line);
                    if (!isNews || hasLiars) {
                        take(new FuzzLife.Input(line, isNews));
                    }
                }
            }
        }

        private void take(FuzzLife.Step step) {
            lines += step instanceof FuzzLife.Input ? 1 : 0;
            steps.add(step);
            life.take(step).forEach(this::serve);
        }

        /** Answers what a node asks of a service: rightly, not at all, twice, or with what helps nobody. */
        private void serve(String said) {
            Optional<String> src = services.keySet().stream()
                    .filter(name -> said.contains("\"dest\":\"" + name + "\"")).findFirst();
            if (src.isEmpty() || said.contains("\"in_reply_to\"")) {
                return;
            }
            JsonNode message = JsonMapper.shared().readTree(said);
            ObjectNode right = services.get(src.get()).handle("n0", (ObjectNode) message.path("body"));
            JsonNode asked = message.at("/body/msg_id");
            right.set("in_reply_to", asked);
            switch (random.nextInt(hasLiars ? 8 : 40)) {
                case 0 -> {
                }
                case 1 -> {
                    String reply = HARMLESS_REPLIES.get(random.nextInt(HARMLESS_REPLIES.size()))
                            .replaceFirst("}$", (", 'in_reply_to': " + asked + "}")).replace("{, ", "{");
                    answers.add(new FuzzLife.Input(made.reply(src.get(), reply, false), false));
                }
                case 2 -> {
                    byte[] reply = made.reply(src.get(), right.toString(), hasLiars);
                    answers.addAll(Collections.nCopies(2, new FuzzLife.Input(reply, hasLiars)));
                }
                default -> answers.add(new FuzzLife.Input(made.reply(src.get(), right.toString(), false), false));
            }
        }
    }

    // ---- making a finding small ----

    private List<FuzzLife.Step> smallest(List<FuzzLife.Step> steps, String kind) {
        List<FuzzLife.Step> fewest = Smallest.of(steps, some -> isThere(some, kind));
        for (int i = 0; i < fewest.size(); i++) {
            if (fewest.get(i) instanceof FuzzLife.Input(byte[] bytes, boolean isLie)) {
                int place = i;
                List<FuzzLife.Step> before = fewest;
                List<Byte> shortest = Smallest.of(boxed(bytes), some ->
                        isThere(with(before, place, new FuzzLife.Input(unboxed(some), isLie)), kind));
                fewest = with(fewest, place, new FuzzLife.Input(unboxed(shortest), isLie));
            }
        }
        return fewest;
    }

    private boolean isThere(List<FuzzLife.Step> steps, String kind) {
        String text = FuzzLife.findingIn(steps, main, models.get());
        return text != null && kind(text).equals(kind);
    }

    private static List<FuzzLife.Step> with(List<FuzzLife.Step> steps, int place, FuzzLife.Step step) {
        List<FuzzLife.Step> changed = new ArrayList<>(steps);
        changed.set(place, step);
        return changed;
    }

    private static List<Byte> boxed(byte[] bytes) {
        return Stream.iterate(0, i -> i < bytes.length, i -> i + 1).map(i -> bytes[i]).toList();
    }

    private static byte[] unboxed(List<Byte> bytes) {
        byte[] unboxed = new byte[bytes.size()];
        for (int i = 0; i < unboxed.length; i++) {
            unboxed[i] = bytes.get(i);
        }
        return unboxed;
    }
}
