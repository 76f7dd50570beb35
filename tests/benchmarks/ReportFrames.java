///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//DEPS org.seleniumhq.selenium:selenium-chrome-driver:4.38.0
//SOURCES ../support/Chromium.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;

// How smooth a report is: for how long a browser opens it, and how long its frames take while a script zooms and pans
// through the diagram, one step in each frame. Prints all times in ms. The runs are challenge 3d, and some 200,000
// messages of gossip, of which the page leaves out a part.
//
//     lib/bin/jbang tests/benchmarks/ReportFrames.java [report.html …]

static final int REPEATS = 3;
static final int STEPS = 60;
static final Duration PATIENCE = Duration.ofMinutes(2);

/** A run to look at. */
record Run(String script, List<String> options) {
}

static final List<Run> RUNS = List.of(
        new Run("broadcast.java", List.of("--rate", "100", "--time-limit", "20")),
        new Run("tests/good/gossip_everything.java", List.of("--rate", "2", "--time-limit", "160")));

/** Zooms in, moves, moves back and zooms out, one step in each frame; and how long each frame took. */
static final String MEASURE = """
        const [steps, done] = arguments;
        const {diagram} = page;
        const frame = () => new Promise(requestAnimationFrame);
        const moves = [
          () => diagram.zoomBy(1.08), () => diagram.moveBy(0.04), () => diagram.moveBy(-0.04),
          () => diagram.zoomBy(1 / 1.08),
        ];
        (async () => {
          const times = [];
          diagram.showAll();
          diagram.cursor = (page.run.begin + page.run.end) / 2;
          let last = await frame();
          for (const move of moves) {
            for (let i = 0; i < steps; i++) {
              move();
              const now = await frame();
              times.push(now - last);
              last = now;
            }
          }
          done(times);
        })();""";

/** When the diagram was first drawn and shown, in ms since the browser began to open the page. */
static final String OPENED = """
        const done = arguments[0];
        (function look() {
          const drawn = page?.diagram?.picture.drawn.length > 0;
          requestAnimationFrame(drawn ? () => done(performance.now()) : look);
        })();""";

void main(String... pages) throws Exception {
    List<Path> reports = pages.length > 0 ? Stream.of(pages).map(page -> Path.of(page).toAbsolutePath()).toList()
            : reports();
    IO.println("messages   page   opens  frames: median  99 %  longest");
    for (Path report : reports) {
        for (int i = 0; i < REPEATS; i++) {
            measure(report);
        }
    }
}

List<Path> reports() throws IOException, InterruptedException {
    Path home = Path.of("").toAbsolutePath();
    List<Path> reports = new ArrayList<>();
    for (Run run : RUNS) {
        Path folder = Files.createTempDirectory("frames");
        List<String> command = new ArrayList<>(List.of(home.resolve("lib/bin/maelstrom").toString(), "test",
                "--bin", home.resolve(run.script()).toString(), "-w", "broadcast", "--engine", "sim",
                "--node-count", "25", "--latency", "100", "--seed", "1"));
        command.addAll(run.options());
        new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(folder.resolve("output").toFile()).start().waitFor();
        reports.add(folder.toRealPath().resolve("store/latest/report.html"));
    }
    return reports;
}

/** In a fresh browser, because an old one has compiled the page's scripts already. */
void measure(Path report) throws IOException {
    ChromeDriver browser = Chromium.start();
    try {
        browser.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
        browser.get(report.toUri().toString());
        double opened = ((Number) browser.executeAsyncScript(OPENED)).doubleValue();
        List<Double> frames = ((List<?>) browser.executeAsyncScript(MEASURE, STEPS)).stream()
                .map(time -> ((Number) time).doubleValue()).sorted().toList();
        IO.println("%,8d  %3.1f MB  %,6.0f  %14.1f  %4.0f  %7.0f".formatted(messages(report),
                Files.size(report) / 1e6, opened, frames.get(frames.size() / 2),
                frames.get((int) Math.ceil(0.99 * frames.size()) - 1), frames.getLast()));
    } finally {
        browser.quit();
    }
}

long messages(Path report) throws IOException {
    try (Stream<String> lines = Files.lines(report.resolveSibling("journal.jsonl"))) {
        return lines.filter(line -> line.contains("\"event\":\"send\"")).count();
    }
}
