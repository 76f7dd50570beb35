///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//DEPS org.seleniumhq.selenium:selenium-chrome-driver:4.38.0
//SOURCES support/Chromium.java

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

// Makes the README's picture of a report, lib/bench/report/report.png: a broadcast that is sent once meets a partition.
// Run it from the repository's folder: lib/bin/jbang tests/ReportPicture.java

static final Path PICTURE = Path.of("lib/bench/report/report.png");

/** The network is cut into one node and the other four, and the first value is lost on its way to that one. */
static final List<String> RUN = List.of("test", "-w", "broadcast", "--engine", "sim", "--node-count", "5",
        "--rate", "5", "--time-limit", "10", "--latency", "50", "--nemesis", "partition", "--topology", "total",
        "--seed", "8");

void main() throws Exception {
    Path home = Path.of("").toAbsolutePath();
    Path folder = Files.createTempDirectory("picture");
    List<String> command = new ArrayList<>(List.of(home.resolve("lib/bin/maelstrom").toString()));
    command.addAll(RUN);
    command.addAll(List.of("--bin", home.resolve("tests/broken/broadcast_sent_once.java").toString()));
    new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start().waitFor();
    ChromeDriver browser = Chromium.start();
    try {
        browser.manage().timeouts().implicitlyWait(Duration.ofSeconds(30));
        browser.get(folder.toRealPath().resolve("store/latest/report.html").toUri().toString());
        browser.findElement(By.cssSelector("button.mark")).click();
        browser.executeScript("""
                const {begun} = page.marks[0];
                page.diagram.show(begun - 60e6, begun + 240e6);
                page.choose(page.run.events.findLast(({kind, time}) => kind === "receive" && time < begun + 105e6));
                page.setFilter(new Filter("", "", String(page.marks[0].asked)));
                page.diagram.draw();
                scrollTo(0, 0);""");
        Files.write(PICTURE, browser.getScreenshotAs(OutputType.BYTES));
    } finally {
        browser.quit();
    }
    IO.println(PICTURE + ", " + Files.size(PICTURE) / 1000 + " kB");
}
