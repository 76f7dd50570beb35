package bench.resource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A text file that is part of the bench: a page, a template, or a help text. */
public final class Resource {

    private Resource() {
    }

    /** The text of a file, such as {@code bench/learn/levels.txt}. {@code Bench.java} says which files there are. */
    public static String text(String name) {
        try (InputStream in = Resource.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the bench was built without " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name, e);
        }
    }
}
