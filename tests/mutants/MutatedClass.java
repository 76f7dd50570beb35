import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A mutant, and the class file that has it. */
record MutatedClass(Mutant mutant, byte[] code) {

    /** Puts the class into a folder of classes, in place of the original. */
    void putInto(Path classes) throws IOException {
        Files.write(file(classes), code);
    }

    /** Puts the original back. */
    void restore(Path originals, Path classes) throws IOException {
        Files.copy(file(originals), file(classes), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(Path classes) {
        return classes.resolve(mutant.type() + ".class");
    }
}
