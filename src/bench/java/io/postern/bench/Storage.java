package io.postern.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.FileSystemUtils;

/** A database that survives a crash, as in production; opened by the measuring side only while the application is stopped. */
record Storage(String url, String username) {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Where they are made. */
    interface Kind extends AutoCloseable {
        Storage fresh() throws Exception;

        @Override
        void close() throws IOException;
    }

    static Kind kind(String name) throws Exception {
        return name.equals("h2") ? h2() : postgresql();
    }

    private static Kind h2() throws IOException {
        Path folder = Files.createTempDirectory("postern-bench");
        return new Kind() {
            @Override
            public Storage fresh() {
                return new Storage("jdbc:h2:file:" + folder.resolve("db" + COUNT.incrementAndGet()), "sa");
            }

            @Override
            public void close() throws IOException {
                FileSystemUtils.deleteRecursively(folder);
            }
        };
    }

    /** Zonky's starts with neither fsync nor synchronous commits, which nobody would run. */
    private static Kind postgresql() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setErrorRedirector(ProcessBuilder.Redirect.to(new File("target/bench-postgresql.log")))
                .start();
        return new Kind() {
            @Override
            public Storage fresh() throws Exception {
                String name = "bench" + COUNT.incrementAndGet();
                Storage storage = new Storage(server.getJdbcUrl("postgres", name), "postgres");
                new Storage(server.getJdbcUrl("postgres", "postgres"), "postgres")
                        .execute("create database " + name + " template template0 encoding 'UTF8'");
                storage.mustBe("fsync");
                storage.mustBe("synchronous_commit");
                return storage;
            }

            @Override
            public void close() throws IOException {
                server.close();
            }
        };
    }

    Connection open() throws SQLException {
        return DriverManager.getConnection(url, username, "");
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    long count(String query) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    boolean isPostgresql() {
        return url.startsWith("jdbc:postgresql:");
    }

    private void mustBe(String setting) throws SQLException {
        if (count("select count(*) from pg_settings where setting = 'on' and name = '" + setting + "'") != 1) {
            throw new IllegalStateException(setting + " is off");
        }
    }
}
