package io.postern.torture;

import io.postern.crypto.Sha256;
import io.postern.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that is hurt: processes, PostgreSQL, three mail servers, the network between them; and the clients that ask meanwhile. */
final class Torture implements AutoCloseable {

    private static final int DISK_MEGABYTES = 400;
    private static final int MAILS_PER_MEGABYTE = 50;
    private static final long STRANDED_SECONDS = 300;
    private static final long HALF_AN_HOUR = 1860;

    private final @Nullable SmallDisk disk;
    final Postgres postgres;
    final List<Postbox> servers = new ArrayList<>();
    final List<Wire> mailWires = new ArrayList<>();
    final Fleet fleet;
    final History history = new History();
    final Clients clients;
    /** Whose mail each was. A mail that is cancelled before anybody looked up for whom it is forgets that. */
    private final Map<Long, String> cancelled = new HashMap<>();

    private long backedUp;
    private long restored;

    Torture(Path folder, int processes, int mails) throws Exception {
        Path data = Files.createDirectory(folder.resolve("postgresql"));
        disk = SmallDisk.canBeMounted() ? SmallDisk.mount(data, DISK_MEGABYTES + mails / MAILS_PER_MEGABYTE) : null;
        postgres = new Postgres(data.resolve("data"));
        for (boolean pipelining : new boolean[] {true, true, false}) {
            Postbox server = new Postbox(pipelining);
            servers.add(server);
            mailWires.add(new Wire(server.port()));
        }
        fleet = new Fleet(processes, postgres.port(), folder, configuration());
        clients = new Clients(fleet, history);
    }

    /** Starts the application and sets it up. */
    void begin() throws Exception {
        fleet.startAll(false);
        fleet.awaitReady();
        Administrator root = administrator();
        root.primary(mailWires.get(0).port());
        backupPorts().forEach(root::addBackup);
        populate();
    }

    private static Map<String, String> configuration() {
        return Map.ofEntries(
                Map.entry("spring.datasource.username", Postgres.USER),
                Map.entry("postern.secret-key", "0123456789abcdef".repeat(4)),
                Map.entry("postern.public-url", "https://postern.example"),
                Map.entry("postern.admin.username", Administrator.NAME),
                Map.entry("postern.admin.email", "root@postern.example"),
                Map.entry("postern.admin.password", Administrator.PASSWORD),
                Map.entry("postern.trusted-proxies", "127.0.0.1"),
                Map.entry("postern.password-reset.token-lifetime", "7d"),
                Map.entry("postern.password-reset.request-lifetime", "7d"),
                Map.entry("postern.password-reset.mails-per-account", "10000"),
                Map.entry("postern.password-reset.requests-per-address", "1000000"),
                Map.entry("postern.password-reset.max-waiting", "1000000"));
    }

    /** Of several domains, as refusals are judged by them. */
    private void populate() {
        JdbcClient database = postgres.database();
        database.sql(
                        """
                        insert into users (id, username, email, display_name, role, credential_version, disabled, created_at,
                            search_text, pending, reachable, version)
                        select cast(lpad(cast(n as varchar), 32, '0') as uuid), 'user' || n,
                            'user' || n || '@corp' || mod(n, 9) || '.example', 'User', 'USER', 0, false, current_timestamp, '',
                            true, true, 0
                        from generate_series(0, ?) n
                        """)
                .param(Clients.users() - 1)
                .update();
        database.sql("insert into user_identifier (identifier_key, user_id)"
                        + " select username, id from users where username like 'user%'")
                .update();
        database.sql("insert into api_token (token_hash, name, name_key, components, created_at, created_by)"
                        + " values (?, 'torture', 'torture', '*', current_timestamp, 'root')")
                .param(Sha256.hex(Clients.TOKEN))
                .update();
    }

    Administrator administrator() throws IOException {
        return Administrator.at(fleet.anyPort().orElseThrow(() -> new IOException("nobody is there")));
    }

    List<Integer> backupPorts() {
        return mailWires.stream().skip(1).map(Wire::port).toList();
    }

    boolean fillDisk() throws IOException {
        if (disk != null) {
            disk.fill();
        }
        return disk != null;
    }

    void makeRoom() throws IOException {
        if (disk != null) {
            disk.makeRoom();
        }
    }

    void backUp() {
        backedUp = System.nanoTime();
        postgres.backUp();
    }

    /**
     * As the documents say: the processes are down, the backup takes the database's place, and nothing leaves until an administrator has
     * cancelled what was sent meanwhile.
     *
     * @param told whether the start is told to hold, rather than to find out by itself
     */
    void restore(boolean told) throws Exception {
        fleet.killAll();
        Map<Long, String> sent = new HashMap<>();
        clients.whileNobodyAsks(() -> {
            List<Row> before = Row.all(postgres.database());
            postgres.restore();
            history.restored(backedUp);
            sent.putAll(sentMeanwhile(before, Row.all(postgres.database())));
            cancelled.keySet().removeIf(id -> before.stream().noneMatch(row -> row.id() == id));
        });
        restored = lastCopy();
        fleet.startAll(told || sent.isEmpty());
        fleet.awaitReady();
        Thread.sleep(1000);
        if (lastCopy() > restored) {
            throw new AssertionError("a restored backup sent mail before anybody released it: " + newest());
        }
        Administrator root = administrator();
        root.cancel(sent.keySet());
        cancelled.putAll(sent);
        fleet.startFree();
        root.resume();
    }

    /** What waits in the backup and went out after it, or may have. */
    private Map<Long, String> sentMeanwhile(List<Row> before, List<Row> backup) {
        Set<String> taken = copies().stream().map(Copy::messageId).collect(Collectors.toSet());
        Set<Long> unfinished =
                backup.stream().filter(Row::isUnfinished).map(Row::id).collect(Collectors.toSet());
        return before.stream()
                .filter(row -> unfinished.contains(row.id()))
                .filter(row -> row.messageId() != null && taken.contains(row.messageId()))
                .collect(Collectors.toMap(Row::id, row -> Objects.requireNonNull(row.person())));
    }

    private List<Copy> copies() {
        return servers.stream().flatMap(server -> server.copies().stream()).toList();
    }

    private long lastCopy() {
        return copies().stream().mapToLong(Copy::number).max().orElse(0);
    }

    private List<Copy> newest() {
        return copies().stream().filter(copy -> copy.number() > restored).toList();
    }

    /** Once all is healed: until nothing waits any more. Times that put mails off pass quickly. */
    Evidence settle(int requests) throws Exception {
        fleet.awaitReady();
        long end = System.nanoTime() + STRANDED_SECONDS * 1_000_000_000L;
        clients.awaitAll(requests);
        long waiting = Long.MAX_VALUE;
        while (waiting > 0 && System.nanoTime() < end) {
            administrator().resume();
            long before = waiting;
            Thread.sleep(waiting > 1000 ? 5000 : 1500);
            waiting = count("select count(*) from delivery where state in ('QUEUED', 'SENDING')");
            long sending = count("select count(*) from delivery where state = 'SENDING'");
            if (waiting > 0 && waiting == before) {
                postgres.moveClock(postgres.ahead() + (sending > 0 ? 61 : HALF_AN_HOUR));
                // Until the processes have noticed.
                Thread.sleep(11_000);
            }
        }
        return evidence();
    }

    private long count(String query) {
        return postgres.database().sql(query).query(Long.class).single();
    }

    private Evidence evidence() {
        Set<String> alive = postgres.database()
                .sql("select token_hash from link_token where expires_at > clock_timestamp()")
                .query(String.class)
                .set();
        Set<String> dead = copies().stream()
                .map(Copy::token)
                .filter(token -> !alive.contains(Sha256.hex(token)))
                .collect(Collectors.toSet());
        return new Evidence(
                history.all(),
                Row.all(postgres.database()).stream()
                        .map(row -> row.person() == null ? row.of(cancelled.get(row.id())) : row)
                        .toList(),
                copies(),
                servers.stream().flatMap(server -> server.refused().stream()).collect(Collectors.toSet()),
                cancelled.keySet(),
                postgres.database()
                        .sql("select verbatim from alert where component = 'torture'")
                        .query(String.class)
                        .set(),
                dead,
                restored);
    }

    @Override
    public void close() throws IOException {
        clients.close();
        fleet.close();
        for (Wire wire : mailWires) {
            wire.close();
        }
        for (Postbox server : servers) {
            server.close();
        }
        postgres.close();
        if (disk != null) {
            disk.close();
        }
    }
}
