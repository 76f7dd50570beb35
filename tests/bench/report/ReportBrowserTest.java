import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.report.Report;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** What a user sees and does in a report, in a real browser. */
class ReportBrowserTest {

    private static final String HOSTILE = "</script><img src=x onerror=document.title='taken'>\u2028\u0007";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static ChromeDriver browser;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        browser = Chromium.start();
        browser.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void open() throws IOException {
        open("hello", "7 is lost");
    }

    private void open(String text, String title) throws IOException {
        ReportSample.write(folder, text);
        Path page = Report.write(folder, ReportSample.headline(title));
        logs(LogType.BROWSER);
        logs(LogType.PERFORMANCE);
        open(page);
    }

    private static void open(Path page) {
        browser.get(page.toUri().toString());
        browser.executeAsyncScript("""
                const ready = arguments[0];
                (function look() {
                  if (!(page?.diagram?.picture.drawn.length > 0)) { requestAnimationFrame(look); } else { ready(); }
                })();""");
    }

    @Test
    void thePageMakesNoErrorAndNoRequest() {
        assertEquals(List.of(), logs(LogType.BROWSER));
        List<String> requests = logs(LogType.PERFORMANCE).stream()
                .filter(line -> line.contains("Network.requestWillBeSent\"")).toList();
        assertEquals(List.of(), requests.stream().filter(line -> !line.contains("\"url\":\"file:///")).toList());
    }

    @Test
    void theVerdictAndTheStoryStandOnTop() {
        assertEquals("✗ invalid", text("#verdict-badge"));
        assertEquals("7 is lost", text(".story h2"));
        assertTrue(element("#stories").getLocation().getY() < element("#diagram").getLocation().getY());
    }

    @Test
    void aClickInTheStoryReachesTheMarkedOperation() {
        element("button.mark[data-index='5']").click();
        assertEquals("At 0.7000 s", text("#now-title"));
        assertEquals("n2's client begins read", text("#now-text"));
        assertEquals("diagram", browser.switchTo().activeElement().getDomAttribute("id"));
        assertEquals(true, browser.executeScript("return page.diagram.layout.shows(700e6, 702e6)"));
    }

    @Test
    void arrowsAreDrawnAndALostOneBreaksOff() throws IOException {
        element("#zoom-all").click();
        byte[] png = element("#diagram").getScreenshotAs(OutputType.BYTES);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        List<Long> through = arrowPoint("receive", 0.5);
        assertTrue(isInkedAround(picture, through), "an arrow between n0 and n1");
        List<Long> before = arrowPoint("lose", 0.5);
        assertTrue(isInkedAround(picture, before), "the arrow of the message that gets lost");
        List<Long> cross = arrowPoint("lose", 1);
        assertTrue(colours(picture, cross, 4).anyMatch(colour -> colour.getRed() > 180 && colour.getGreen() < 90),
                "a red cross where it was lost");
        List<Long> beyond = arrowPoint("lose", 1.25);
        assertTrue(!isInkedAround(picture, beyond), "nothing of it beyond the cross");
    }

    /**
     * A point on the arrow of the gossip that arrived, or of the one that did not. 0 is the arrow's start, 1 its end.
     */
    @SuppressWarnings("unchecked") // the script returns two whole numbers
    private static List<Long> arrowPoint(String kind, double share) {
        return (List<Long>) browser.executeScript("""
                const [kind, share] = arguments;
                const {of} = page.run.events.find(event => event.kind === kind && event.of.type === "gossip");
                const [x1, y1, x2, y2] = page.diagram.layout.arrow(of);
                const point = [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share];
                return point.map(each => Math.round(each) + 1);""", kind, share);
    }

    private static boolean isInkedAround(BufferedImage picture, List<Long> point) {
        return colours(picture, point, 2).anyMatch(colour -> colour.getBlue() - colour.getRed() > 40);
    }

    private static Stream<Color> colours(BufferedImage picture, List<Long> point, int reach) {
        List<Color> colours = new ArrayList<>();
        for (int x = -reach; x <= reach; x++) {
            for (int y = -reach; y <= reach; y++) {
                colours.add(new Color(picture.getRGB(point.get(0).intValue() + x, point.get(1).intValue() + y)));
            }
        }
        return colours.stream();
    }

    @Test
    void arrowKeysStepThroughTheEventsAndBack() {
        element("button.mark[data-index='1']").click();
        assertEquals("n0's client begins broadcast 7", text("#now-text"));
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            press(Keys.ARROW_RIGHT);
            steps.add(text("#now-text"));
        }
        assertEquals(List.of("c0 sends broadcast to n0", "n0 receives broadcast from c0, 1.0 ms after it was sent",
                "n0 sends broadcast_ok to c0", "c0 receives broadcast_ok from n0, 1.0 ms after it was sent"), steps);
        press(Keys.ARROW_LEFT);
        assertEquals(steps.get(2), text("#now-text"));
    }

    @Test
    void besideEachEventStandsWhatEachNodeHasBeenToldByThen() {
        element("button.mark[data-index='1']").click();
        assertEquals(List.of("n0 0 of 1 lacks 7", "n1 0 of 1 lacks 7", "n2 0 of 1 lacks 7"), views());
        element("button.mark[data-index='5']").click();
        assertEquals(List.of("n0 1 of 1 all", "n1 1 of 1 all", "n2 0 of 1 lacks 7"), views());
    }

    /** n0 is asked to keep 0 to 19. It tells n1 those from 10 on, each with a count from 0 to 4; n1 shows 7, too. */
    @Test
    void aNodeHasBeenToldAValueInWhateverFormAndACountIsNone() {
        assertEquals(List.of(true, false, true), browser.executeScript("""
                const lines = [];
                const say = (event, more) => lines.push(JSON.stringify({t: lines.length, event, ...more}));
                const operate = (node, f, asked, told) => [["invoke", asked], ["ok", told]].forEach(([type, value]) =>
                  say("op", {index: lines.length, type, process: 0, node, client: "c0", f, value}));
                ["n0", "n1"].forEach(node => say("node", {node, state: "started"}));
                for (let id = 0; id < 20; id++) {
                  operate("n0", "broadcast", id, id);
                  if (id >= 10) {
                    const body = {type: "news", entries: [{count: id % 5, value: id}]};
                    say("send", {id, src: "n0", dest: "n1", body});
                    say("recv", {id, src: "n0", dest: "n1"});
                  }
                }
                operate("n1", "read", null, [7]);
                const run = new Run(lines.join("\\n"));
                const knowledge = new Knowledge(run, true);
                return ["10", "3", "7"].map(value => knowledge.has(1, value, run.end));"""));
    }

    @Test
    void whatAnotherClientAskedMeanwhileIsNoPartOfAnOperationsPath() {
        assertEquals("c0 → n0 (1.0 ms) waited 4.0 ms → c0 (1.0 ms)", browser.executeScript("""
                const lines = [];
                const say = (t, event, more) => lines.push(JSON.stringify({t: t * 1e6, event, ...more}));
                const travel = (t, id, src, dest) => ["send", "recv"].forEach((event, i) =>
                  say(t + i, event, {id, src, dest, body: {type: "echo"}}));
                const operation = {process: 0, node: "n0", client: "c0", f: "echo", value: 7};
                say(0, "op", {index: 0, type: "invoke", ...operation});
                travel(0, 0, "c0", "n0");
                travel(2, 1, "c1", "n0");
                travel(5, 2, "n0", "c0");
                say(6, "op", {index: 1, type: "ok", ...operation});
                const run = new Run(lines.join("\\n"));
                return describePath(pathOfOperation(run, run.operations[0]));"""));
    }

    /** The loop of a live bench may be late. */
    @Test
    void aRequestThatArrivesAfterItsReplyStillBeginsThePath() {
        assertEquals("c0 → n0 (5.0 ms) → c0 (3.0 ms)", browser.executeScript("""
                const lines = [];
                const say = (t, event, more) => lines.push(JSON.stringify({t: t * 1e6, event, ...more}));
                const operation = {process: 0, node: "n0", client: "c0", f: "echo", value: 7};
                const [request, reply] = [{id: 0, src: "c0", dest: "n0"}, {id: 1, src: "n0", dest: "c0"}];
                say(0, "op", {index: 0, type: "invoke", ...operation});
                say(1, "send", {...request, body: {type: "echo"}});
                say(5, "send", {...reply, body: {type: "echo_ok"}});
                say(6, "recv", request);
                say(8, "recv", reply);
                say(8, "op", {index: 1, type: "ok", ...operation});
                const run = new Run(lines.join("\\n"));
                return describePath(pathOfOperation(run, run.operations[0]));"""));
    }

    @Test
    void twoOperationsOfOneMomentAreMarkedAtTheirOwnLines() {
        assertEquals(List.of(1L, 0L, 1L), browser.executeScript("""
                const lines = ["n0 at 0.20 s", "n1 at 10.20 s", "n2 at 0.20 s"];
                const story = page.stories.story({title: "", lines, hint: [], operations: [1, 1]});
                return [...story.querySelectorAll("li")].map(line => line.querySelectorAll("button").length);"""));
    }

    /** The sample's fifth event begins a final read, at 0.7 s. */
    @Test
    void aFinalReadWhoseTimeNoLineSaysIsMarkedWhereTheEndIsTold() {
        assertEquals(List.of(2L, 0L), browser.executeScript("""
                page.run.byIndex.get(5).final = true;
                const lines = ["n0 has it", "At the end n2 lacks it"];
                return ["7 is lost", "n2 read at 0.70 s"].map(title => {
                  const story = page.stories.story({title, lines, hint: [], operations: [5]});
                  return [...story.querySelectorAll("h2, li")].findIndex(line => line.querySelector("button"));
                });"""));
    }

    /** A canvas of a new size is blank. */
    @Test
    void aDiagramOfANewSizeIsDrawnBeforeTheNextFrame() {
        assertEquals(List.of(true, true), browser.executeScript("""
                const {diagram} = page;
                const isBlank = () => {
                  const {width, height} = byId("picture");
                  return diagram.pens.picture.getImageData(0, 0, width, height).data.every(part => part === 0);
                };
                diagram.fitCanvases();
                const before = isBlank();
                diagram.layout.width--;
                diagram.resize();
                return [before, !isBlank()];"""));
    }

    @Test
    void aValueThatReachedNoNodeIsLackedByNone() {
        assertEquals(List.of("7"), browser.executeScript("""
                const lines = [];
                const operate = (f, asked, type, told) => [["invoke", asked], [type, told]].forEach(([type, value]) =>
                  lines.push(JSON.stringify({t: lines.length, event: "op", index: lines.length, type, process: 0,
                    node: "n0", client: "c0", f, value})));
                operate("broadcast", 7, "ok", 7);
                operate("broadcast", 8, "info", 8);
                operate("read", null, "ok", [7]);
                return new Knowledge(new Run(lines.join("\\n")), true).values;"""));
    }

    /** n1 is told at 1 s, killed at 5 s, and told again at 9 s. */
    @Test
    void aNodeThatWasToldAgainAfterAKillWasNotSlow() {
        assertEquals(List.of(List.of("7", 1_000_000_000L)), browser.executeScript("""
                const lines = [];
                const say = (t, event, more) => lines.push(JSON.stringify({t: t * 1e9, event, ...more}));
                const operate = (t, node, f, asked, told) => [["invoke", asked], ["ok", told]].forEach(
                  ([type, value]) =>
                    say(t, "op", {index: lines.length, type, process: 0, node, client: "c0", f, value}));
                const tell = (t, id) => ["send", "recv"].forEach(event =>
                  say(t, event, {id, src: "n0", dest: "n1", body: {type: "news", message: 7}}));
                ["n0", "n1"].forEach(node => say(0, "node", {node, state: "started"}));
                operate(0, "n0", "broadcast", 7, 7);
                operate(0, "n0", "read", null, [7]);
                tell(1, 0);
                ["killed", "started"].forEach((state, i) => say(5 + i, "node", {node: "n1", state}));
                tell(9, 1);
                operate(10, "n1", "read", null, [7]);
                const knowledge = new Knowledge(new Run(lines.join("\\n")), true);
                return knowledge.slowest(1).map(slow => [slow.value, slow.took]);"""));
    }

    @Test
    void noViewGoesBeyondTheRun() {
        assertEquals(List.of(true, true), browser.executeScript("""
                const {run, diagram} = page;
                diagram.show(run.begin - 1e9, run.begin + 1e6);
                const early = diagram.layout.view;
                diagram.show(run.end - 1e6, run.end + 1e9);
                const late = diagram.layout.view;
                return [early[0] > run.begin - 1e3, late[1] < run.end + 1e3];"""));
    }

    @Test
    void theShutdownAtTheEndIsNoKill() {
        assertEquals(List.of("n0 1 of 1 all", "n1 1 of 1 all", "n2 0 of 1 lacks 7"), views());
        assertEquals(true, browser.executeScript("return page.run.changes.every(each => each.state === 'started')"));
        assertEquals(0L, browser.executeScript("return page.run.messages.filter(each => each.why === 'dead').length"));
    }

    private static List<String> views() {
        return browser.findElements(By.cssSelector("#views tbody tr")).stream()
                .map(row -> row.getText().replaceAll("\\s+", " ").strip()).toList();
    }

    @Test
    void theKeyboardAloneFiltersByValueAndZooms() {
        press("v");
        assertEquals("filter-value", browser.switchTo().activeElement().getDomAttribute("id"));
        press("7");
        press(Keys.ENTER);
        draw();
        assertTrue(text("#shown").endsWith(": 4 messages that pass the filter."), text("#shown"));
        press(Keys.ESCAPE);
        press("+");
        draw();
        assertEquals(true, browser.executeScript("return page.filter.none && page.diagram.layout.transform.k === 2"));
    }

    /** Otherwise the page draws with the next frame. */
    private static void draw() {
        browser.executeScript("page.diagram.draw()");
    }

    /** A browser drops what a canvas draws while it is printed. */
    @Test
    void nothingIsDrawnAnewForAPrinter() {
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
        try {
            assertEquals(0L, drawnByRecolour());
        } finally {
            browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
        }
        assertEquals(1L, drawnByRecolour());
    }

    private static Object drawnByRecolour() {
        return browser.executeScript("""
                let drawn = 0;
                page.diagram.picture.draw = () => drawn++;
                page.recolour();
                return drawn;""");
    }

    @Test
    void whatANodePrintedStaysText() throws IOException {
        open(HOSTILE, HOSTILE);
        assertEquals("✗ invalid broadcast", browser.getTitle());
        assertEquals(HOSTILE, browser.executeScript("return document.querySelector('.story h2').textContent"));
        assertEquals(0, browser.findElements(By.tagName("img")).size());
        assertEquals(true, browser.executeScript("return page.run.typeNames.includes(arguments[0])", HOSTILE));
        for (int i = 0; i < 30; i++) {
            press(Keys.ARROW_RIGHT); // each event is shown once
        }
        assertEquals(List.of(), logs(LogType.BROWSER));
        assertEquals("✗ invalid broadcast", browser.getTitle());
    }

    private static WebElement element(String selector) {
        return browser.findElement(By.cssSelector(selector));
    }

    private static String text(String selector) {
        return element(selector).getText();
    }

    private static void press(CharSequence key) {
        new Actions(browser).sendKeys(key).perform();
    }

    private static List<String> logs(String type) {
        return browser.manage().logs().get(type).getAll().stream().map(LogEntry::getMessage).toList();
    }
}
