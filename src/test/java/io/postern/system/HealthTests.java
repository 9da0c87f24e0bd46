package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Databases;
import io.postern.testing.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class HealthTests extends ApplicationTest {

    private static final String UP = "{\"status\":\"UP\"}";
    private static String database;

    @DynamicPropertySource
    static void onPostgresql(DynamicPropertyRegistry properties) {
        database = Databases.postgresql();
        properties.add("spring.datasource.url", () -> database);
        properties.add("spring.datasource.username", () -> "postgres");
        properties.add("spring.datasource.hikari.connection-timeout", () -> "1000");
        properties.add("spring.datasource.hikari.validation-timeout", () -> "500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/liveness", "/readiness"})
    void saysTheStatusAlone(String probe) {
        Visitor.Answer answer = health(probe);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(UP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/db", "/readiness/db", "/diskSpace", "/mail"})
    void componentsAreNobodysBusiness(String component) {
        assertThat(health(component).status()).isIn(302, 401, 404);
        assertThat(administrator()
                        .with("Accept", "*/*")
                        .get("/actuator/health" + component)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void case112_anOutageOfTheMailServerChangesNothing() {
        smtp.close();
        forgot(user().username());
        deliver();
        assertThat(queue.isOpen()).isFalse();
        for (String probe : new String[] {"", "/liveness", "/readiness"}) {
            assertThat(health(probe).body()).as(probe).isEqualTo(UP);
        }
    }

    @Test
    void withoutTheDatabaseItIsAliveButNotReady() {
        String name = database.replaceAll(".*/([a-z0-9]+)[?].*", "$1");
        JdbcClient server =
                JdbcClient.create(new DriverManagerDataSource(database.replace(name, "postgres"), "postgres", ""));
        server.sql("alter database " + name + " allow_connections false").update();
        try {
            server.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?")
                    .param(name)
                    .query()
                    .listOfRows();
            assertThat(health("/liveness").body()).isEqualTo(UP);
            assertThat(health("/readiness").status()).isEqualTo(503);
            assertThat(health("/readiness").body()).isEqualTo("{\"status\":\"DOWN\"}");
        } finally {
            server.sql("alter database " + name + " allow_connections true").update();
        }
        assertThat(health("/readiness").body()).isEqualTo(UP);
    }

    private Visitor.Answer health(String probe) {
        return visitor().with("Accept", "*/*").get("/actuator/health" + probe);
    }
}
