package io.postern.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
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

        private String migratedUrl() {
            return this == H2 ? migratedH2() : postgresql(" template " + Template.NAME);
        }

        public String username() {
            return this == H2 ? "sa" : "postgres";
        }
    }

    /** The JDBC URL of a new empty PostgreSQL database, whose user is {@code postgres} without a password. */
    public static String postgresql() {
        return postgresql(" template template0 encoding 'UTF8'");
    }

    /** A new PostgreSQL database with all tables that sorts by the rules of English, as servers are often installed. */
    public static DataSource sortingAsEnglishDoes() {
        return migrated(new DriverManagerDataSource(
                postgresql(" template template0 encoding 'UTF8' locale_provider icu icu_locale 'en-US'"),
                Kind.POSTGRESQL.username(),
                ""));
    }

    /** The JDBC URL of a new empty PostgreSQL database that holds text in this encoding. */
    public static String encodedAs(String encoding) {
        return postgresql(" template template0 encoding '" + encoding + "' locale 'C'");
    }

    private static String postgresql(String options) {
        String name = "postern" + COUNT.incrementAndGet();
        JdbcClient.create(Server.POSTGRES.getPostgresDatabase())
                .sql("create database " + name + options)
                .update();
        return Server.POSTGRES.getJdbcUrl("postgres", name);
    }

    /** The JDBC URL of a new empty H2 database in memory, which lives as long as the JVM; its user is {@code sa}. */
    public static String h2() {
        return "jdbc:h2:mem:postern" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
    }

    /** The JDBC URL of a new H2 database like {@link #h2}, with all tables. */
    public static String migratedH2() {
        String url = h2();
        JdbcClient database = JdbcClient.create(new DriverManagerDataSource(url, Kind.H2.username(), ""));
        Script.TABLES.forEach(statement -> database.sql(statement).update());
        return url;
    }

    /** A new database with all tables. */
    public static DataSource migrated(Kind kind) {
        return new DriverManagerDataSource(kind.migratedUrl(), kind.username(), "");
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

    /** Gives an application test a new database of its own, with all tables; for its {@code @DynamicPropertySource} method. */
    public static void use(Kind kind, DynamicPropertyRegistry properties) {
        String url = kind.migratedUrl();
        properties.add("spring.datasource.url", () -> url);
        properties.add("spring.datasource.username", kind::username);
    }

    /** The database that others are copied from: to migrate each of them would take longer. */
    private static final class Template {

        static final String NAME = name(postgresql());

        private static String name(String url) {
            migrated(new DriverManagerDataSource(url, Kind.POSTGRESQL.username(), ""));
            return url.replaceAll(".*/(\\w+).*", "$1");
        }
    }

    /** The same for H2: what makes all tables. */
    private static final class Script {

        static final List<String> TABLES = JdbcClient.create(
                        migrated(new DriverManagerDataSource(h2(), Kind.H2.username(), "")))
                .sql("script")
                .query(String.class)
                .list();
    }

    /** Started when the first test asks for it. */
    private static final class Server {

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setRegisterShutdownHook(false)
                        .start();
                // After the applications, which would otherwise wait for it while they end.
                SpringApplication.getShutdownHandlers().add(() -> stop(postgres));
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
