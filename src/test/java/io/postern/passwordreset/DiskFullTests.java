package io.postern.passwordreset;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.PosternApplication;
import io.postern.testing.ApplicationTest;
import io.postern.testing.FullDisk;
import io.postern.testing.Visitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class DiskFullTests {

    private static final String PAGE = "/forgot-password";

    /** In the pool, by default. */
    private static final int CONNECTIONS = 10;

    @TempDir
    private Path folder;

    private final List<String> acknowledged = new ArrayList<>();

    /** As it was shown while all was well. */
    private Map<String, String> form = Map.of();

    @AfterEach
    void makeRoom() {
        FullDisk.full(false);
    }

    @Test
    void case104_onAFullDiskRequestsFailAndNothingAcknowledgedIsLost() {
        FullDisk.register();
        try (ConfigurableApplicationContext application = start()) {
            Visitor visitor = visitor(application);
            form = Visitor.filled(visitor.get(PAGE), PAGE, Map.of());
            assertThat(asked(visitor, "before")).isTrue();

            FullDisk.full(true);
            for (int i = 0; i < 15; i++) {
                assertThat(asked(visitor, "during" + i)).isFalse();
            }
            Visitor probe = visitor(application).with("Accept", "*/*");
            assertThat(probe.get("/actuator/health/liveness").status()).isEqualTo(200);
            for (int i = 0; i < 3; i++) {
                Visitor.Answer ready = probe.get("/actuator/health/readiness");
                assertThat(ready.status()).isEqualTo(503);
                assertThat(ready.body()).isEqualTo("{\"status\":\"DOWN\"}");
            }

            FullDisk.full(false);
            assertThatProbesAloneBringItBack(probe);
            int refused = 0;
            for (int i = 0; i < 3 * CONNECTIONS; i++) {
                refused += asked(visitor, "after" + i) ? 0 : 1;
            }
            assertThat(refused)
                    .as("a connection that was used just now is not looked at before it is used again")
                    .isLessThanOrEqualTo(CONNECTIONS);
            assertThat(waiting(application)).isEqualTo(acknowledged);
        }
        try (ConfigurableApplicationContext again = start()) {
            assertThat(waiting(again)).isEqualTo(acknowledged);
        }
    }

    /** Nobody sends requests to what is not ready. Each probe may meet a connection that is dead. */
    private static void assertThatProbesAloneBringItBack(Visitor probe) {
        int failed = 0;
        while (probe.get("/actuator/health/readiness").status() != 200) {
            assertThat(++failed).isLessThanOrEqualTo(CONNECTIONS);
        }
    }

    private boolean asked(Visitor visitor, String name) {
        Map<String, String> fields = new HashMap<>(form);
        fields.put("identifier", name);
        Visitor.Answer answer = visitor.post(PAGE, fields);
        boolean taken = answer.status() == 303;
        if (taken) {
            acknowledged.add(name);
        } else {
            assertThat(answer.status()).isIn(500, 503);
        }
        return taken;
    }

    private static List<String> waiting(ConfigurableApplicationContext application) {
        return application
                .getBean(JdbcClient.class)
                .sql("select reference from delivery where kind = 'password-reset' order by id")
                .query(String.class)
                .list();
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(PosternApplication.class, ApplicationTest.Replacements.class)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=jdbc:h2:full:" + folder.resolve("postern"),
                        "--postern.secret-key=" + "0123456789abcdef".repeat(4),
                        "--postern.password-reset.requests-per-address=100",
                        "--postern.delivery.tick=1h");
    }

    private static Visitor visitor(ConfigurableApplicationContext application) {
        return new Visitor(((ServletWebServerApplicationContext) application)
                .getWebServer()
                .getPort());
    }
}
