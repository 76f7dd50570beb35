package bench.learn;

import bench.resource.Resource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/** A script to start from: it has the messages of a workload, runs, and answers each request with TODO. */
public final class Starter {

    private static final String FOLDER = "bench/learn/starters/";

    private final Path file;
    private final WorkloadPage page;
    private final Path helper;

    /**
     * @param file   where to write it; the end of its name says in which language
     * @param helper where {@code lib/Maelstrom.java} lies
     */
    public Starter(Path file, WorkloadPage page, Path helper) {
        this.file = file;
        this.page = page;
        this.helper = helper;
    }

    /**
     * Writes the script.
     *
     * @throws FileAlreadyExistsException if there is a file already; it stays as it is
     * @throws IllegalArgumentException   if the name will not do: says why, and which one would
     */
    public void write() throws IOException {
        String text = switch (extension()) {
            case "java" -> java();
            case "py" -> filled("node.py", "# ", Starter::pythonHandler);
            case "js" -> filled("node.js", "// ", Starter::javaScriptHandler);
            default -> throw new IllegalArgumentException(file.getFileName() + ": there are starters in .java, .py and "
                    + ".js only. For another language, see: maelstrom help protocol");
        };
        Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String extension() {
        return name().substring(name().lastIndexOf('.') + 1);
    }

    private String name() {
        return file.getFileName().toString();
    }

    /** The templates are JBang's, too: see {@code .jbang/jbang-catalog.json}. */
    private String java() throws IOException {
        String template = Resource.text(FOLDER + page.workload() + ".java.qute");
        String className = name().replaceFirst("\\.java$", "");
        checkClassName(className, template);
        Path folder = file.toAbsolutePath().getParent().toRealPath();
        return template.replace("{baseName}", className)
                .replace("{helper}", folder.relativize(helper.toRealPath()).toString());
    }

    /** A Java script is a class that is named like its file. */
    private static void checkClassName(String name, String template) {
        if (!SourceVersion.isName(name) || name.contains(".")) {
            String legal = name.replaceAll("[^\\p{L}\\p{N}]+", "_").replaceFirst("^(?=\\d)|^_+$", "node_");
            throw new IllegalArgumentException(name + ".java: a Java script is a class with the name of its file, and "
                    + name + " cannot be the name of a class; " + (SourceVersion.isName(legal) ? legal : "my_" + legal)
                    + ".java would do");
        }
        boolean taken = Character.isUpperCase(name.charAt(0))
                && Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(template).find();
        if (taken) {
            throw new IllegalArgumentException(name + ".java: a Java script is a class with the name of its file, and "
                    + "this one uses another class " + name + "; my_" + name.toLowerCase() + ".java would do");
        }
    }

    private String filled(String template, String comment, Function<WorkloadPage.Exchange, String> handler) {
        return Resource.text(FOLDER + template)
                .replace("{title}", page.workload() + ": " + page.about())
                .replace("{file}", name())
                .replace("{workload}", page.workload())
                .replace("{test}", page.test().stream().map(line -> comment + "test: " + line)
                        .collect(Collectors.joining("\n")))
                .replace("{handlers}", page.exchanges().stream().map(handler).collect(Collectors.joining("\n"))
                        .stripTrailing());
    }

    private static String pythonHandler(WorkloadPage.Exchange exchange) {
        return """
                def on_%s(request, src):
                    # > %s
                    # < %s
                    return %s

                """.formatted(exchange.type(), exchange.request(), exchange.reply(), answer(exchange));
    }

    private static String javaScriptHandler(WorkloadPage.Exchange exchange) {
        return """
                // > %s
                // < %s
                %s(request, src) {
                  return %s;
                },
                """.formatted(exchange.request(), exchange.reply(), exchange.type(), answer(exchange)).indent(2);
    }

    /** A test cannot begin unless the nodes accept their neighbours; what they do with them is their own concern. */
    private static String answer(WorkloadPage.Exchange exchange) {
        return exchange.type().equals("topology") ? "{\"type\": \"topology_ok\"}" : "TODO";
    }
}
