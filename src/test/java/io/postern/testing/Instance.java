package io.postern.testing;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Postern in a process of its own, as an operator would start it: this test's Java and libraries, but nothing of the tests. It
 * listens on a free port of this machine.
 */
public final class Instance implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final Process process;
    private final Path log;

    private Instance(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts a process and returns at once; {@link #awaitReady} waits for it. */
    public static Instance start(Map<String, String> configuration) {
        return start(List.of(), configuration);
    }

    /** The same with options for its Java. */
    public static Instance start(List<String> options, Map<String, String> configuration) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath()));
        command.addAll(options);
        command.addAll(List.of("io.postern.PosternApplication", "--server.address=127.0.0.1", "--server.port=0"));
        configuration.forEach((key, value) -> command.add("--" + key + "=" + value));
        try {
            Path log = Files.createTempFile("postern-", ".log");
            log.toFile().deleteOnExit();
            return new Instance(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits until it says that it is ready to serve. */
    public Instance awaitReady() {
        await().atMost(START).pollInterval(POLL).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("it ended: " + log());
            }
            return PORT.matcher(log()).find() && readiness() == 200;
        });
        return this;
    }

    public int port() {
        return portIfStarted().orElseThrow(() -> new AssertionError("no port yet: " + log()));
    }

    /** Empty before it listens. */
    public Optional<Integer> portIfStarted() {
        Matcher started = PORT.matcher(log());
        return started.find() ? Optional.of(Integer.valueOf(started.group(1))) : Optional.empty();
    }

    public long pid() {
        return process.pid();
    }

    public String url(String path) {
        return "http://localhost:" + port() + path;
    }

    /** Everything that it printed. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ends it as a power cut would (SIGKILL). */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it gracefully (SIGTERM). */
    public int stop() {
        process.destroy();
        return awaitEnd();
    }

    @Override
    public void close() {
        kill();
    }

    private int readiness() {
        try {
            return new Visitor(port())
                    .with("Accept", "*/*")
                    .get("/actuator/health/readiness")
                    .status();
        } catch (UncheckedIOException notYet) {
            return 0;
        }
    }

    /** Waits until it has ended; returns its exit code. */
    public int awaitEnd() {
        try {
            if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end: " + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
