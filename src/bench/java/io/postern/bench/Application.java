package io.postern.bench;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Postern as a process of its own, from the jar that was built, with the heap that has to suffice. */
final class Application implements AutoCloseable {

    static final String ADMINISTRATOR = "root";
    static final String PASSWORD = "violet tractor under glass";

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofMinutes(1);

    private final Process process;
    private final int port;

    private Application(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Application start(Storage storage, String name, Sizes sizes) throws Exception {
        int port = freePort();
        List<String> command = new ArrayList<>(java());
        if (sizes.recording()) {
            command.add(
                    "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=target/bench-" + name + ".jfr");
        }
        command.addAll(List.of(
                "-jar",
                System.getProperty("bench.jar"),
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--spring.datasource.url=" + storage.url(),
                "--spring.datasource.username=" + storage.username(),
                "--postern.public-url=http://localhost:" + port,
                "--postern.trusted-proxies=127.0.0.1",
                "--postern.admin.username=" + ADMINISTRATOR,
                "--postern.admin.email=root@bench.example",
                "--postern.admin.password=" + PASSWORD,
                "--postern.password-reset.max-waiting=1000000",
                "--postern.password-reset.mails-per-account=1000"));
        command.addAll(List.of(System.getProperty("bench.arguments", "").split(" ")));
        command.removeIf(String::isEmpty);
        File log = Path.of("target", "bench-" + name + ".log").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        Application application = new Application(process, port);
        application.awaitHealth(log);
        return application;
    }

    /** Creates the tables and the administrator. */
    static void setUp(Storage storage, String name, Sizes sizes) throws Exception {
        start(storage, name, sizes).close();
    }

    /** As the container image does. */
    static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC");
    }

    int port() {
        return port;
    }

    /** What the process has used of all processors. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    private void awaitHealth(File log) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                .build();
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It listens when it is ready.
            }
            Thread.sleep(100);
        }
        process.destroyForcibly();
        throw new IllegalStateException("the application did not start; see " + log);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
