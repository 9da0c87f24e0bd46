package io.postern.mail.worker;

import static io.postern.mail.smtp.Act.andClose;
import static io.postern.mail.smtp.Act.behave;
import static io.postern.mail.smtp.Act.reply;
import static io.postern.mail.smtp.ScriptedSmtpServer.Phase.FINAL_DOT;
import static io.postern.mail.smtp.ScriptedSmtpServer.Phase.GREETING;
import static io.postern.mail.smtp.ScriptedSmtpServer.Phase.MAIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.page.MailSettingsFixture;
import io.postern.mail.smtp.Act;
import io.postern.testing.ApplicationTest;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BusyServerTests extends ApplicationTest {

    private static final Duration FIRST_PAUSE_OVER = Duration.ofSeconds(37);
    private static final Duration BACK_OFF_OVER = Duration.ofSeconds(5);

    @Tag("case-96")
    @Test
    void retriesAServerThatLetsNobodyIn() {
        smtp.on(GREETING, andClose(reply("421 4.3.2 too busy")));
        queue.mails(120);
        deliver();
        deliver();
        assertThat(smtp.connections())
                .as("as many as may be open at once, however much waits")
                .isEqualTo(2);
        clock.advance(BACK_OFF_OVER);
        deliver();
        assertThat(smtp.connections()).as("held after two in a row").isEqualTo(2);
        assertThat(queue.count("QUEUED")).isEqualTo(120);
        assertThat(queue.isFlowing()).isFalse();
        smtp.on(GREETING, behave());
        clock.advance(FIRST_PAUSE_OVER);
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(120);
        assertThat(smtp.accepted()).hasSize(120);
    }

    @Tag("case-96")
    @Test
    void sendsAllOverOneConnectionWhereOnlyOneIsAllowed() {
        queue.mails(100);
        deliver();
        int before = smtp.connections();
        smtp.on(GREETING, andClose(reply("421 4.7.0 Too many connections from your host")), behave());
        queue.mails(120);
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(220);
        assertThat(smtp.connections() - before)
                .as("the refused one, and one for each batch")
                .isEqualTo(4);
        assertThat(jdbc.sql("select max(attempts) from delivery")
                        .query(Integer.class)
                        .single())
                .as("no mail was at fault")
                .isEqualTo(1);
    }

    @Tag("case-96")
    @Test
    void postponesMailWhenNoConnectionIsAllowed() {
        smtp.on(GREETING, andClose(reply("421 4.7.0 Too many connections from your host")));
        queue.mails(1);
        for (int i = 0; i < 60; i++) {
            deliver();
            clock.advance(Duration.ofSeconds(6));
        }
        assertThat(smtp.connections()).isBetween(3, 6);
    }

    @Tag("case-96")
    @Test
    void reconnectsAfterAServerClosesMidBatch() {
        smtp.on(MAIL, behave(), behave(), andClose(reply("421 4.7.0 enough for now")), behave());
        queue.mails(5);
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(5);
        assertThat(smtp.connections()).isEqualTo(2);
        assertThat(smtp.accepted()).hasSize(5);
    }

    @Tag("case-96")
    @Test
    void opensConnectionsPastAPerConnectionLimit() {
        smtp.on(MAIL, behave(), behave(), reply("550 5.7.0 Too many messages in this session"), behave());
        queue.mails(5);
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(5);
        assertThat(queue.isFlowing()).isTrue();
        assertThat(smtp.connections()).isEqualTo(2);
    }

    @Tag("case-96")
    @Test
    void aServerThatClosesAtEachMailIsNotStormed() {
        smtp.on(MAIL, andClose(reply("421 4.7.0 not now")));
        queue.mails(120);
        deliver();
        assertThat(smtp.connections()).isLessThanOrEqualTo(4);
        assertThat(queue.count("QUEUED")).isEqualTo(120);
        smtp.on(MAIL, behave());
        clock.advance(FIRST_PAUSE_OVER);
        deliver();
        assertThat(smtp.accepted()).hasSize(120);
    }

    @Tag("case-75")
    @Test
    void retriesASilentServerAfterTheTimeout() {
        mailSettings.plain(
                "127.0.0.1",
                smtp.port(),
                "postern@postern.example",
                new MailSettingsFixture.Bounds(Duration.ofSeconds(1), 1, null));
        smtp.on(MAIL, Act.hang(), behave());
        queue.mails(2);
        deliver();
        assertThat(queue.count("QUEUED")).isEqualTo(2);
        assertThat(queue.isFlowing()).isFalse();
        clock.advance(FIRST_PAUSE_OVER);
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(2);
    }

    @Test
    void recomposesAMailThatWaitedLong() {
        queue.mails(3);
        smtp.on(FINAL_DOT, peer -> {
            clock.advance(Duration.ofMinutes(3));
            queue.leases.renew();
            return Act.Then.BEHAVE;
        });
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(3);
        assertThat(smtp.connections()).isEqualTo(3);
    }

    @Test
    void aRefusedSenderCostsNoMailAnAttempt() {
        smtp.on(MAIL, reply("550 5.7.60 Client does not have permissions to send as this sender"));
        long mail = queue.mail("a@corp.example");
        deliver();
        assertThat(queue.isFlowing()).isFalse();
        assertThat(queue.describe(mail)).isEqualTo("QUEUED sender-not-owned 0");
    }
}
