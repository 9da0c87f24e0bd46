package io.postern.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.postern.smtp.Act;
import io.postern.smtp.ReceivedMail;
import io.postern.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.ApplicationTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** With a PostgreSQL of its own, which is stopped and comes back. */
@DirtiesContext
class DatabaseAwayTests extends ApplicationTest {

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres postgres;

    @Autowired
    private HikariDataSource pool;

    @Autowired
    private CourierLifecycle lifecycle;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) throws IOException {
        postgres = start(0);
        String url = postgres.getJdbcUrl("postgres", "postgres");
        properties.add("spring.datasource.url", () -> url);
        properties.add("spring.datasource.username", () -> "postgres");
        properties.add("spring.datasource.hikari.connection-timeout", () -> "1000");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void case103_aDatabaseThatComesBackFindsTheCourierAtWork() throws IOException, SQLException {
        queue.mails(6);
        smtp.on(
                Phase.FINAL_DOT,
                Act.behave(),
                Act.behave(),
                peer -> {
                    postgres.close();
                    return Act.Then.BEHAVE;
                },
                Act.behave());
        queue.courier.tick();
        assertThat(smtp.accepted()).as("nothing is sent that can't be noted").hasSize(3);
        clock.advance(Duration.ofSeconds(10));
        assertThatThrownBy(queue.courier::tick).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(lifecycle::keepLeases).isInstanceOf(RuntimeException.class);

        postgres = start(postgres.getPort());
        // The pool tries no connection that was in use within the last half second: as if that had passed as well.
        pool.getHikariPoolMXBean().softEvictConnections();
        awaitConnection();
        assertThat(queue.count("SENDING")).isEqualTo(6);
        // As if a minute had passed for the database.
        jdbc.sql("update delivery set lease_until = lease_until - interval '1' minute where lease_owner is not null")
                .update();
        lifecycle.keepLeases();
        clock.advance(Duration.ofMinutes(1));
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(6);
        assertThat(smtp.accepted()).hasSize(7);
        assertThat(new HashSet<>(
                        smtp.accepted().stream().map(ReceivedMail::messageId).toList()))
                .as("what was accepted but not noted comes again under the same Message-ID")
                .hasSize(6);
    }

    /** A server that has just started may refuse the first connections; each attempt waits by itself. */
    private void awaitConnection() throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
                return;
            } catch (SQLException notYet) {
                if (attempt == 30) {
                    throw notYet;
                }
            }
        }
    }

    private static EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }
}
