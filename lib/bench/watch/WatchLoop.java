package bench.watch;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Runs a test again whenever one of its files is saved, or a key asks for it, until somebody quits. */
public final class WatchLoop {

    private static final int MOST_WAITING = 100;

    private final Test test;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private long seed;
    private Thread run;
    private boolean again;

    /** What is run again and again. */
    public interface Test {

        /** The files that it is made of. */
        List<Path> files();

        /** Says why it is run again. */
        void announce(List<Path> saved);

        /** Runs it once and prints how it went. An interrupt ends it. */
        void run(long seed);

        /** Says what the keys do. */
        void explainKeys(long nextSeed);

        void openReport();
    }

    private sealed interface Event {
    }

    private record Saved(List<Path> files) implements Event {
    }

    private record Pressed(char key) implements Event {
    }

    private record Ended() implements Event {
    }

    /** @param seed of the first run, and of the others until somebody asks for the next one */
    public WatchLoop(Test test, long seed) {
        this.test = test;
        this.seed = seed;
    }

    /** Returns when somebody quits. */
    public void run() throws InterruptedException {
        SavedFiles files = new SavedFiles(test::files);
        Thread watcher = Thread.ofPlatform().daemon().name("saved-files").start(() -> watch(files));
        try (Keys _ = Keys.open(this::press)) {
            start();
            while (handle(events.take())) { }
        } finally {
            watcher.interrupt();
        }
    }

    /** Drops keys that come faster than anybody can type, from a pipe. */
    private void press(char key) {
        if (events.size() < MOST_WAITING) {
            events.add(new Pressed(key));
        }
    }

    private void watch(SavedFiles files) {
        try {
            while (true) {
                events.add(new Saved(files.await()));
            }
        } catch (InterruptedException e) {
            // The loop is over.
        }
    }

    /** Returns whether to go on. */
    private boolean handle(Event event) {
        switch (event) {
            case Saved(List<Path> files) -> {
                test.announce(files);
                restart();
            }
            case Ended() -> {
                run = null;
                if (again) {
                    start();
                } else {
                    test.explainKeys(seed + 1);
                }
            }
            case Pressed(char key) -> {
                switch (key) {
                    case 'r' -> restart();
                    case 'n' -> {
                        seed++;
                        restart();
                    }
                    case 'o' -> test.openReport();
                    case 'q' -> {
                        return false;
                    }
                    default -> { }
                }
            }
        }
        return true;
    }

    /** Stops a run that has not ended, because it tests files that have changed since. */
    private void restart() {
        if (run == null) {
            start();
        } else {
            again = true;
            run.interrupt();
        }
    }

    private void start() {
        again = false;
        long current = seed;
        run = Thread.ofPlatform().daemon().name("run").start(() -> {
            try {
                test.run(current);
            } finally {
                events.add(new Ended());
            }
        });
    }
}
