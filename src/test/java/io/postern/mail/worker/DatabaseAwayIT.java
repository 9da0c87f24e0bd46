package io.postern.mail.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.postern.mail.page.MailSettingsFixture;
import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.ApplicationTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** With a PostgreSQL of its own, which is stopped and comes back. */
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class DatabaseAwayIT extends ApplicationTest {

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres postgres;

    @Autowired
    private HikariDataSource pool;

    @Autowired
    private DeliveryWorkerLifecycle lifecycle;

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

    @Tag("case-103")
    @Test
    void aDatabaseThatComesBackFindsTheWorkerRunning() throws IOException, SQLException {
        queue.mails(6);
        smtp.on(Phase.FINAL_DOT, Act.behave(), Act.behave(), stopping(Act.behave()), Act.behave());
        queue.worker.tick();
        assertThat(smtp.accepted()).as("nothing is sent that can't be noted").hasSize(3);
        assertThatNothingGoesOn();

        comeBack();
        assertThat(queue.count("SENDING")).isEqualTo(6);
        lifecycle.tick();
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(6);
        assertThat(smtp.accepted())
                .as("what was accepted while it could not be noted is noted now, and does not go out again")
                .hasSize(6);
    }

    @Tag("case-103")
    @Test
    void recordsARefusalWhenTheDatabaseReturns() throws IOException, SQLException {
        long refused = queue.mail("a@corp.example");
        smtp.onRecipient("a@corp.example", stopping(Act.reply("550 5.1.1 no such user")), Act.behave());
        queue.mails(2);
        queue.worker.tick();
        assertThatNothingGoesOn();

        comeBack();
        lifecycle.tick();
        deliver();
        assertThat(queue.describe(refused)).isEqualTo("FAILED recipient-unknown 1");
        assertThat(queue.count("SENT")).isEqualTo(2);
        assertThat(smtp.accepted()).hasSize(2);
    }

    @Tag("case-103")
    @Test
    void whatAnotherInstanceTookOverMeanwhileIsTheOthers() throws IOException, SQLException {
        queue.mails(3);
        smtp.on(Phase.FINAL_DOT, stopping(Act.behave()), Act.behave());
        queue.worker.tick();
        comeBack();
        // As if a minute had passed for the database, in which the other one lived.
        jdbc.sql("update delivery set state = 'SENDING', lease_owner = '00000000-0000-0000-0000-000000000002',"
                        + " lease_until = current_timestamp + interval '60' second")
                .update();
        lifecycle.tick();
        assertThat(queue.count("SENDING")).isEqualTo(3);
        assertThat(smtp.accepted()).hasSize(1);
    }

    @Test
    void whatFailedFirstIsWhatTheLogTells(CapturedOutput output) throws IOException, SQLException {
        clock.advance(Duration.ofSeconds(10));
        mailSettings.plain(
                "127.0.0.1",
                smtp.port(),
                "postern@postern.example",
                new MailSettingsFixture.Bounds(Duration.ofSeconds(10), 1, 60));
        queue.mails(1);
        smtp.on(Phase.FINAL_DOT, stopping(Act.behave()), Act.behave());
        queue.worker.tick();
        assertThat(output.getOut().split("delivery worker ended early", 2)[1])
                .contains("AcceptanceService")
                .doesNotContain("SendingRate");
        comeBack();
        lifecycle.tick();
        assertThat(queue.count("SENT")).isEqualTo(1);
    }

    /** The database goes in the middle of what the server does. */
    private static Act stopping(Act act) {
        return peer -> {
            postgres.close();
            return act.play(peer);
        };
    }

    private void assertThatNothingGoesOn() {
        clock.advance(Duration.ofSeconds(10));
        assertThatThrownBy(lifecycle::tick).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(lifecycle::keepLeases).isInstanceOf(RuntimeException.class);
    }

    private void comeBack() throws IOException, SQLException {
        postgres = start(postgres.getPort());
        // The pool tries no connection that was in use within the last half second: as if that had passed as well.
        pool.getHikariPoolMXBean().softEvictConnections();
        awaitConnection();
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
