package io.postern.mail.worker;

import io.postern.database.DatabaseTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The {@link ConnectionRampUp} of each server. */
final class ConnectionRampUps {

    private final Map<Integer, ConnectionRampUp> rampUps = new ConcurrentHashMap<>();
    private final RandomGenerator random;
    private final DatabaseTime clock;

    ConnectionRampUps(RandomGenerator random, DatabaseTime clock) {
        this.random = random;
        this.clock = clock;
    }

    ConnectionRampUp of(int server) {
        return rampUps.computeIfAbsent(server, id -> new ConnectionRampUp(random, clock));
    }
}
