package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Databases;
import io.postern.testing.InternalDetails;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What is answered while the database is away, to somebody who was signed in before as well: their session is in there. */
class OutageIT extends ApplicationTest {

    private static String database;

    @Autowired
    private HikariDataSource pool;

    private Visitor signedIn;

    @DynamicPropertySource
    static void onPostgresql(DynamicPropertyRegistry properties) {
        database = Databases.postgresql();
        properties.add("spring.datasource.url", () -> database);
        properties.add("spring.datasource.username", () -> "postgres");
        properties.add("spring.datasource.hikari.connection-timeout", () -> "1000");
        properties.add("spring.datasource.hikari.validation-timeout", () -> "500");
    }

    @BeforeEach
    void takeTheDatabaseAway() {
        User greta = user("greta" + UUID.randomUUID(), Role.ADMINISTRATOR, Locale.GERMAN);
        signedIn = signedIn(greta.username(), PASSWORD);
        server().sql("alter database " + name() + " allow_connections false").update();
        server().sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?")
                .param(name())
                .query()
                .listOfRows();
    }

    @AfterEach
    void bringItBack() {
        server().sql("alter database " + name() + " allow_connections true").update();
        // The pool tries no connection that was in use within the last half second: as if that had passed as well.
        pool.getHikariPoolMXBean().softEvictConnections();
        assertThat(health(visitor(), "/readiness").status()).isEqualTo(200);
    }

    @Test
    void theProcessIsAliveButNotReady() {
        for (Visitor visitor : new Visitor[] {visitor(), signedIn}) {
            Visitor.Answer alive = health(visitor, "/liveness");
            assertThat(alive.status()).isEqualTo(200);
            assertThat(alive.body()).isEqualTo("{\"status\":\"UP\"}");
            Visitor.Answer ready = health(visitor, "/readiness");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.body()).isEqualTo("{\"status\":\"DOWN\"}");
        }
    }

    @Test
    void pagesAreUnavailableAndSayThatInTheBrowsersLanguage() {
        for (Visitor visitor : new Visitor[] {visitor(), signedIn}) {
            Visitor.Answer answer = visitor.with("Accept-Language", "de").get("/login");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.page().select("html").attr("lang")).isEqualTo("de");
            assertThat(answer.page().select("h1").text()).isEqualTo("Der Server ist ausgelastet");
            InternalDetails.assertNoneIn(answer.body());
        }
    }

    @Test
    void aProgramIsToldToo() {
        assertThat(signedIn.get("/users").status()).isEqualTo(503);
        Visitor.Answer answer = signedIn.with("Accept", "application/json").get("/users");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"unavailable\"");
    }

    @Test
    void whatNeedsNoDatabaseStaysThere() {
        for (String path : new String[] {"/assets/app.css", "/assets/favicon.svg"}) {
            assertThat(signedIn.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(signedIn.get("/assets/vendor/nowhere.js").status()).isEqualTo(404);
    }

    @Test
    void theSessionIsStillThereAfterwards() {
        assertThat(signedIn.get("/profile").status()).isEqualTo(503);
        bringItBack();
        Visitor.Answer profile = signedIn.get("/profile");
        assertThat(profile.status()).isEqualTo(200);
        assertThat(profile.page().select("html").attr("lang")).isEqualTo("de");
    }

    private static Visitor.Answer health(Visitor visitor, String probe) {
        return visitor.with("Accept", "*/*").get("/actuator/health" + probe);
    }

    private static String name() {
        return database.replaceAll(".*/([a-z0-9]+)[?].*", "$1");
    }

    private static JdbcClient server() {
        return JdbcClient.create(new DriverManagerDataSource(database.replace(name(), "postgres"), "postgres", ""));
    }
}
