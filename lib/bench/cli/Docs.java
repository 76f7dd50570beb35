package bench.cli;

import bench.install.RealMaelstrom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows the documentation of the real Maelstrom: in a pager if there is one, otherwise as a list of files. */
final class Docs {

    private final Optional<Path> pages;

    /** @param maelstrom the command of the real Maelstrom, if it is installed */
    Docs(Optional<Path> maelstrom) {
        this.pages = maelstrom.map(command -> command.resolveSibling("doc")).filter(Files::isDirectory);
    }

    void show() throws IOException, InterruptedException {
        if (pages.isEmpty()) {
            System.out.println("Maelstrom's documentation is at " + RealMaelstrom.DOCUMENTATION
                    + ", and comes with it: maelstrom install fetches it");
            return;
        }
        List<String> files = files(pages.get());
        files.forEach(System.out::println);
        boolean readable = System.console() != null && System.console().isTerminal();
        if (readable && !page("glow", List.of(pages.get().toString()))) {
            page("less", files);
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".md")).sorted().map(Path::toString).toList();
        }
    }

    /** Shows the files in a pager; returns whether there is such a pager. */
    private static boolean page(String pager, List<String> arguments) throws InterruptedException {
        try {
            new ProcessBuilder(Stream.concat(Stream.of(pager), arguments.stream()).toList()).inheritIO().start()
                    .waitFor();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
