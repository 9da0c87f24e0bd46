package io.postern.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Databases for tests: fresh ones of either kind, on a PostgreSQL server that starts with the first and ends with the JVM. */
public final class Databases {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Databases() {}

    /** For {@code @EnumSource}: what Postern runs on. */
    public enum Kind {
        H2,
        POSTGRESQL;

        /** The JDBC URL of a new empty database; {@link #username} has no password on either. */
        public String url() {
            return this == H2 ? h2() : postgresql();
        }

        public String username() {
            return this == H2 ? "sa" : "postgres";
        }
    }

    /** The JDBC URL of a new empty PostgreSQL database, whose user is {@code postgres} without a password. */
    public static String postgresql() {
        return postgresql(" encoding 'UTF8'");
    }

    /** A new PostgreSQL database with all tables that sorts by the rules of English, as servers are often installed. */
    public static DataSource sortingAsEnglishDoes() {
        return migrated(new DriverManagerDataSource(
                postgresql(" encoding 'UTF8' locale_provider icu icu_locale 'en-US'"), Kind.POSTGRESQL.username(), ""));
    }

    /** The JDBC URL of a new empty PostgreSQL database that holds text in this encoding. */
    public static String encodedAs(String encoding) {
        return postgresql(" encoding '" + encoding + "' locale 'C'");
    }

    private static String postgresql(String options) {
        String name = "postern" + COUNT.incrementAndGet();
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template template0" + options);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return Server.POSTGRES.getJdbcUrl("postgres", name);
    }

    /** The JDBC URL of a new empty H2 database in memory, which lives as long as the JVM; its user is {@code sa}. */
    public static String h2() {
        return "jdbc:h2:mem:postern" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
    }

    /** A new database with all tables. */
    public static DataSource migrated(Kind kind) {
        return migrated(new DriverManagerDataSource(kind.url(), kind.username(), ""));
    }

    /** The same database, migrated as at a start. */
    public static DataSource migrated(DataSource database) {
        Flyway.configure().dataSource(database).load().migrate();
        return database;
    }

    /** The same database, with what a script of the class path puts into it. */
    public static DataSource load(DataSource database, String script) {
        new ResourceDatabasePopulator(new ClassPathResource(script)).execute(database);
        return database;
    }

    /** Gives an application test a new database of its own; for its {@code @DynamicPropertySource} method. */
    public static void use(Kind kind, DynamicPropertyRegistry properties) {
        String url = kind.url();
        properties.add("spring.datasource.url", () -> url);
        properties.add("spring.datasource.username", kind::username);
    }

    /** Started when the first test asks for it. */
    private static final class Server {

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres)));
                return postgres;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private static void stop(EmbeddedPostgres postgres) {
            try {
                postgres.close();
            } catch (IOException alreadyGone) {
                // The JVM ends all the same.
            }
        }
    }
}
