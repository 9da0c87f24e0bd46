package io.postern.torture;

import io.postern.testing.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The processes of the application. One that ended is started again, as a service manager would. */
final class Fleet implements AutoCloseable {

    private static final long LOOK_MILLIS = 250;

    /** A machine that does other work besides may take minutes. */
    private static final Duration START = Duration.ofMinutes(10);

    private final List<Seat> seats = new ArrayList<>();
    private final Thread supervisor = new Thread(this::supervise, "torture-supervisor");
    private volatile boolean closed;
    private volatile boolean held;

    /** A process and what it is configured with. */
    private static final class Seat {
        private final Map<String, String> configuration;
        private final Wire database;
        private final Path log;
        private @Nullable Instance instance;
        private boolean wanted = true;

        Seat(Map<String, String> configuration, Wire database, Path log) {
            this.configuration = configuration;
            this.database = database;
            this.log = log;
        }
    }

    Fleet(int processes, int databasePort, Path folder, Map<String, String> configuration) throws IOException {
        for (int i = 0; i < processes; i++) {
            Wire wire = new Wire(databasePort);
            Map<String, String> own = new HashMap<>(configuration);
            own.put("spring.datasource.url", "jdbc:postgresql://localhost:" + wire.port() + "/postern");
            own.put("postern.delivery.epoch-file", folder.resolve("epoch" + i).toString());
            Path log = Path.of("target", "torture-" + i + ".log");
            Files.deleteIfExists(log);
            seats.add(new Seat(own, wire, log));
        }
        supervisor.setDaemon(true);
        supervisor.start();
    }

    int size() {
        return seats.size();
    }

    Wire database(int seat) {
        return seats.get(seat).database;
    }

    /** Kills it; the supervisor starts it again. */
    void kill(int seat) {
        synchronized (seats) {
            end(seats.get(seat));
        }
    }

    void signal(int seat, String name) throws Exception {
        long pid;
        synchronized (seats) {
            Instance instance = seats.get(seat).instance;
            if (instance == null) {
                return;
            }
            pid = instance.pid();
        }
        new ProcessBuilder("kill", name, Long.toString(pid)).start().waitFor();
    }

    /** Kills all and leaves them so. */
    void killAll() {
        synchronized (seats) {
            seats.forEach(seat -> {
                seat.wanted = false;
                end(seat);
            });
        }
    }

    /** @param startHeld whether no mail is to leave before somebody says so */
    void startAll(boolean startHeld) {
        held = startHeld;
        synchronized (seats) {
            seats.forEach(seat -> seat.wanted = true);
        }
    }

    /** What starts from now on is not told to hold. */
    void startFree() {
        held = false;
    }

    void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (ports().size() < seats.size()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the application does not start; see target/torture-0.log");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Of those that answer. */
    List<Integer> ports() {
        List<Instance> alive = new ArrayList<>();
        synchronized (seats) {
            seats.forEach(seat ->
                    Optional.ofNullable(seat.instance).filter(Instance::isAlive).ifPresent(alive::add));
        }
        return alive.stream().flatMap(each -> each.portIfStarted().stream()).toList();
    }

    Optional<Integer> anyPort() {
        List<Integer> ports = ports();
        return ports.isEmpty()
                ? Optional.empty()
                : Optional.of(ports.get(ThreadLocalRandom.current().nextInt(ports.size())));
    }

    private void end(Seat seat) {
        if (seat.instance != null) {
            seat.instance.kill();
            keepLog(seat.instance.log(), seat.log);
            seat.instance = null;
        }
    }

    private static void keepLog(String text, Path log) {
        try {
            Files.writeString(
                    log, text, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private void supervise() {
        while (!closed) {
            synchronized (seats) {
                for (Seat seat : seats) {
                    if (seat.instance != null && !seat.instance.isAlive()) {
                        end(seat);
                    } else if (seat.instance == null && seat.wanted && !closed) {
                        Map<String, String> own = new HashMap<>(seat.configuration);
                        own.put("postern.delivery.start-held", Boolean.toString(held));
                        seat.instance = Instance.start(own);
                    }
                }
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        supervisor.interrupt();
        synchronized (seats) {
            for (Seat seat : seats) {
                end(seat);
                seat.database.close();
            }
        }
    }
}
