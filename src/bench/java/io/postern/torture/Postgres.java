package io.postern.torture;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A PostgreSQL server that can be stopped, killed and frozen, whose clock can be moved, with one database that can be backed up. */
final class Postgres implements AutoCloseable {

    static final String USER = "postgres";
    private static final String NAME = "postern";
    private static final String BACKUP = "backup";

    private final Path folder;
    private EmbeddedPostgres server;
    private final int port;
    private long ahead;

    Postgres(Path folder) throws IOException {
        this.folder = folder;
        server = start(0);
        port = server.getPort();
        admin().sql("create database " + NAME + " template template0 encoding 'UTF8'")
                .update();
        // The clock that Postern reads is the first of that name that is found here.
        admin().sql("alter role postgres set search_path = public, torture, pg_catalog")
                .update();
        moveClock(0);
    }

    /** Synchronous commits, since it is killed. */
    private EmbeddedPostgres start(int wanted) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPort(wanted)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_wal_size", "96MB")
                .setServerConfig("min_wal_size", "32MB")
                .setErrorRedirector(log())
                .setOutputRedirector(log())
                .start();
    }

    private static ProcessBuilder.Redirect log() {
        return ProcessBuilder.Redirect.appendTo(new File("target/torture-postgresql.log"));
    }

    int port() {
        return port;
    }

    /** The database, past all wires. */
    JdbcClient database() {
        return client(NAME);
    }

    private JdbcClient admin() {
        return client("postgres");
    }

    private JdbcClient client(String name) {
        return JdbcClient.create(new DriverManagerDataSource(server.getJdbcUrl(USER, name), USER, ""));
    }

    void stop() throws IOException {
        server.close();
    }

    void start() throws IOException {
        server = start(port);
    }

    /** As {@code kill -9} of the server. What is left of it ends by itself. */
    void kill() throws Exception {
        List<ProcessHandle> all = tree().toList();
        all.get(0).destroyForcibly();
        for (ProcessHandle each : all) {
            each.onExit().get();
        }
        server.close();
    }

    /** As {@code kill -9} of what serves one client: then the server ends all others and recovers. */
    void killBackend() {
        admin().sql("select pid from pg_stat_activity where datname = ? order by pid fetch first row only")
                .param(NAME)
                .query(Long.class)
                .optional()
                .flatMap(ProcessHandle::of)
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    void freeze() throws Exception {
        signal("-STOP");
    }

    void thaw() throws Exception {
        signal("-CONT");
    }

    private void signal(String name) throws Exception {
        for (ProcessHandle each : tree().toList()) {
            new ProcessBuilder("kill", name, Long.toString(each.pid())).start().waitFor();
        }
    }

    /** The server's process first. */
    private Stream<ProcessHandle> tree() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(folder.resolve("postmaster.pid")).get(0));
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(process), process.descendants());
    }

    /** Ahead of the true time by so many seconds. */
    void moveClock(long seconds) {
        ahead = seconds;
        database().sql("create schema if not exists torture").update();
        database()
                .sql("create or replace function torture.clock_timestamp() returns timestamp with time zone"
                        + " language sql volatile as 'select pg_catalog.clock_timestamp() + interval ''" + seconds
                        + " seconds'''")
                .update();
    }

    long ahead() {
        return ahead;
    }

    boolean isBackedUp() {
        return admin().sql("select count(*) from pg_database where datname = ?")
                        .param(BACKUP)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** A copy of this moment; for that, all clients are thrown out. */
    void backUp() {
        admin().sql("drop database if exists " + BACKUP).update();
        admin().sql("alter database " + NAME + " allow_connections false").update();
        try {
            throwOut();
            admin().sql("create database " + BACKUP + " template " + NAME + " strategy file_copy")
                    .update();
        } finally {
            admin().sql("alter database " + NAME + " allow_connections true").update();
        }
    }

    /** The application must be stopped. */
    void restore() {
        admin().sql("drop database " + NAME + " with (force)").update();
        admin().sql("alter database " + BACKUP + " rename to " + NAME).update();
        admin().sql("alter database " + NAME + " allow_connections true").update();
        moveClock(ahead);
    }

    private void throwOut() {
        int left;
        do {
            left = admin().sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?")
                    .param(NAME)
                    .query()
                    .listOfRows()
                    .size();
        } while (left > 0);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
