package bench.install;

import bench.build.Cache;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Downloads Jepsen's Maelstrom and unpacks it into the cache folder, completely or not at all. */
public final class Installer {

    static final String VERSION = "0.2.4";
    private static final URI RELEASE = URI.create(
            "https://github.com/jepsen-io/maelstrom/releases/download/v" + VERSION + "/maelstrom.tar.bz2");
    private static final String SHA256 = "MB7HHWsSrw12XttBP1z1qhBGtWCb1OMTdqC1SVSOV5k=";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int DOWNLOAD_TIMEOUT_MINUTES = 15;

    private final Cache cache;
    private final URI release;
    private final String sha256;

    public Installer(Cache cache) {
        this(cache, RELEASE, SHA256);
    }

    /** @param sha256 the hash of the archive in base64, like in an SRI hash */
    public Installer(Cache cache, URI release, String sha256) {
        this.cache = cache;
        this.release = release;
        this.sha256 = sha256;
    }

    /** The folder in which Maelstrom is or will be installed. */
    static Path folder(Cache cache) {
        return cache.folder().resolve("maelstrom-" + VERSION);
    }

    private boolean isInstalled() {
        return Files.exists(folder(cache));
    }

    /**
     * Installs Maelstrom unless it is already there, and returns its folder.
     *
     * @throws InstallException if that fails; then nothing is left behind
     */
    public Path install() {
        if (!isInstalled()) {
            try {
                Path work = cache.workFolder();
                try {
                    Path archive = work.resolve("maelstrom.tar.bz2");
                    download(archive);
                    unpack(archive, work);
                    publish(work.resolve("maelstrom"));
                } finally {
                    Cache.delete(work);
                }
            } catch (IOException e) {
                throw new InstallException("cannot install Maelstrom in " + cache.folder() + ": " + reason(e));
            }
        }
        return folder(cache);
    }

    private void download(Path archive) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT).followRedirects(Redirect.NORMAL).build();
        try {
            int status = client.sendAsync(HttpRequest.newBuilder(release).build(), BodyHandlers.ofFile(archive))
                    .orTimeout(DOWNLOAD_TIMEOUT_MINUTES, TimeUnit.MINUTES).join().statusCode();
            if (status != 200) {
                throw new InstallException("cannot fetch " + release + ": the server answered with status " + status);
            }
        } catch (CompletionException e) {
            throw new InstallException("cannot fetch " + release + ": " + reason(e.getCause()));
        } finally {
            client.shutdownNow();
        }
        String actual = sha256(archive);
        if (!actual.equals(sha256)) {
            throw new InstallException("will not use " + release + ": its SHA-256 is " + actual + ", not " + sha256);
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static void unpack(Path archive, Path folder) throws IOException {
        Process tar = new ProcessBuilder("tar", "-xjf", archive.toString(), "-C", folder.toString())
                .redirectErrorStream(true).start();
        List<String> complaints = tar.inputReader().lines().toList();
        if (tar.onExit().join().exitValue() != 0 || !Files.isExecutable(folder.resolve("maelstrom/maelstrom"))) {
            throw new InstallException("cannot unpack " + archive.getFileName() + ": "
                    + complaints.stream().findFirst().orElse("there is no maelstrom/maelstrom in it"));
        }
    }

    private void publish(Path unpacked) throws IOException {
        try {
            Files.move(unpacked, folder(cache), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!isInstalled()) {
                throw e;
            }
            // Another process has installed it meanwhile. By the hash, it is the same.
        }
    }

    private static String reason(Throwable e) {
        return switch (e) {
            case ConnectException _ -> "there is no connection to the server";
            case TimeoutException _ -> "it took more than " + DOWNLOAD_TIMEOUT_MINUTES + " minutes";
            default -> e.getMessage();
        };
    }
}
