package bench.cli;

import bench.catalogue.Catalogue;
import bench.engine.Engines;
import bench.workload.Workloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;

/** The words that a shell may offer for an option. */
final class Candidates {

    private Candidates() {
    }

    /** What {@code -w} takes. */
    static final class OfWorkloads implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Workloads.names().iterator();
        }
    }

    /** What {@code --engine} takes. */
    static final class OfEngines implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Engines.NAMES.iterator();
        }
    }

    /** The levels, from {@code devbox.json}. */
    static final class OfLevels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            try {
                return Catalogue.challenges(Path.of(System.getProperty("bench.home", "."))).stream()
                        .map(Catalogue.Challenge::level).iterator();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
