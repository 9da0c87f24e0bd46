package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Databases;
import io.postern.testing.Visitor;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A database that can be read and not written: it is a standby now, or its provider allows no more since its disk is full. */
class ReadOnlyDatabaseIT extends ApplicationTest {

    private static final String FORGOT = "/forgot-password";

    private static String database;

    @Autowired
    private HikariDataSource pool;

    @DynamicPropertySource
    static void onPostgresql(DynamicPropertyRegistry properties) {
        database = Databases.postgresql();
        properties.add("spring.datasource.url", () -> database);
        properties.add("spring.datasource.username", () -> "postgres");
    }

    @AfterEach
    void makeWritable() {
        readOnly(false);
    }

    @Tag("case-104")
    @Test
    void isNotReadyWhileTheDatabaseRefusesWrites() {
        Visitor visitor = visitor();
        Map<String, String> form = Visitor.filled(visitor.get(FORGOT), FORGOT, Map.of("identifier", "somebody"));
        assertThat(visitor.post(FORGOT, form).status()).isEqualTo(303);
        readOnly(true);
        assertThat(visitor.post(FORGOT, form).status()).isIn(500, 503);
        for (int i = 0; i < 2; i++) {
            Visitor.Answer ready = health("/readiness");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.body()).isEqualTo("{\"status\":\"DOWN\"}");
            assertThat(health("/liveness").status()).isEqualTo(200);
        }
        readOnly(false);
        assertThat(health("/readiness").status()).isEqualTo(200);
        assertThat(visitor.post(FORGOT, form).status()).isEqualTo(303);
    }

    private Visitor.Answer health(String probe) {
        return visitor().with("Accept", "*/*").get("/actuator/health" + probe);
    }

    /** For connections that begin from now on. */
    private void readOnly(boolean now) {
        String name = database.replaceAll(".*/([a-z0-9]+)[?].*", "$1");
        JdbcClient.create(new DriverManagerDataSource(database.replace(name, "postgres"), "postgres", ""))
                .sql("alter database " + name + " set default_transaction_read_only = " + now)
                .update();
        pool.getHikariPoolMXBean().softEvictConnections();
    }
}
