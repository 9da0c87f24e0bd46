package io.postern.mail.worker;

import static io.postern.mail.smtp.Act.behave;
import static io.postern.mail.smtp.Act.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.page.MailSettingsFixture;
import io.postern.mail.smtp.ReceivedMail;
import io.postern.testing.ApplicationTest;
import io.postern.users.User;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class DeliveryWorkerTests extends ApplicationTest {

    private static final Duration FIRST_PAUSE_OVER = Duration.ofSeconds(37);

    @Autowired
    private TransactionTemplate transaction;

    @Tag("case-86")
    @Test
    void eachMailHasAnOutcomeOfItsOwn() {
        queue.mails(10);
        smtp.onRecipient("somebody3@corp.example", reply("550 5.1.1 no such user"));
        smtp.onRecipient("somebody5@corp.example", reply("451 4.3.0 try again"), behave());
        deliver();
        assertThat(smtp.accepted()).hasSize(8);
        assertThat(smtp.connections()).isEqualTo(1);
        assertThat(queue.count("SENT")).isEqualTo(8);
        assertThat(queue.count("FAILED")).isEqualTo(1);
        assertThat(queue.count("QUEUED")).isEqualTo(1);

        clock.advance(FIRST_PAUSE_OVER);
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(9);
        assertThat(smtp.accepted()).flatExtracting(ReceivedMail::recipients).doesNotHaveDuplicates();
    }

    @Tag("case-90")
    @Test
    void whatIsRolledBackSendsNothing() {
        transaction.executeWithoutResult(status -> {
            queue.mail("a@corp.example");
            status.setRollbackOnly();
        });
        deliver();
        assertThat(smtp.connections()).isZero();
    }

    @Tag("case-95")
    @Test
    void retriesAGreylistedMailAfterThePause() {
        smtp.onRecipient("a@corp.example", reply("451 4.7.1 greylisted, come back later"), behave());
        long mail = queue.mail("a@corp.example");
        deliver();
        assertThat(queue.describe(mail)).isEqualTo("QUEUED greylisted 1");
        clock.advance(Duration.ofSeconds(28));
        deliver();
        assertThat(smtp.connections()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(9));
        deliver();
        assertThat(queue.describe(mail)).isEqualTo("SENT null 2");
        assertThat(smtp.accepted()).hasSize(1);
    }

    @Tag("case-97")
    @Test
    void aRefusedRecipientIsTriedOnce() {
        smtp.onRecipient("a@corp.example", reply("550 5.1.1 no such user"), behave());
        long mail = queue.mail("a@corp.example");
        deliver();
        clock.advance(Duration.ofDays(1));
        deliver();
        assertThat(queue.describe(mail)).isEqualTo("FAILED recipient-unknown 1");
        assertThat(smtp.connections()).isEqualTo(1);
    }

    @Tag("case-101")
    @Test
    void givesUpAtItsAgeAndRetriesByHand() {
        smtp.onRecipient("a@corp.example", reply("451 4.3.0 try again"));
        long mail = queue.mail("a@corp.example");
        Duration waited = Duration.ZERO;
        while (queue.describe(mail).startsWith("QUEUED")) {
            deliver();
            clock.advance(Duration.ofMinutes(37));
            waited = waited.plusMinutes(37);
            queue.dropExpired();
        }
        assertThat(waited).isBetween(Duration.ofDays(2), Duration.ofDays(2).plusHours(1));
        assertThat(queue.describe(mail)).startsWith("DROPPED expired");

        smtp.onRecipient("a@corp.example", behave());
        assertThat(administrator()
                        .submit("/deliveries/" + mail, "/deliveries/" + mail + "/retry", java.util.Map.of())
                        .status())
                .isEqualTo(303);
        assertThat(queue.describe(mail)).isEqualTo("QUEUED null 0");
        deliver();
        assertThat(smtp.accepted()).hasSize(1);
    }

    @Tag("case-102")
    @Test
    void dropsALateResetAndKeepsATokensFullLife() {
        User punctual = user();
        User late = user();
        forgot(punctual.username());
        clock.advance(Duration.ofMinutes(29));
        deliver();
        clock.advance(Duration.ofMinutes(29));
        assertThat(visitor().get(link(mailsTo(punctual).get(0))).status()).isEqualTo(303);

        forgot(late.username());
        clock.advance(Duration.ofMinutes(31));
        deliver();
        assertThat(mailsTo(late)).isEmpty();
        assertThat(queue.describe(queue.newest())).isEqualTo("DROPPED expired 0");
    }

    @Test
    void keepsMessageIdAndLinkOfADuplicate() {
        User user = user();
        forgot(user.username());
        deliver();
        // As if the process had died between the server's 250 and the note of it.
        jdbc.sql("update delivery set state = 'QUEUED', finished_at = null").update();
        deliver();
        List<ReceivedMail> mails = mailsTo(user);
        assertThat(mails)
                .hasSize(2)
                .extracting(ReceivedMail::messageId)
                .containsOnly(mails.get(0).messageId());
        assertThat(visitor().get(link(mails.get(0))).status()).isEqualTo(303);
        assertThat(visitor().get(link(mails.get(1))).status()).isEqualTo(303);
    }

    @Test
    void doesNotResendWhenAKindFailsAfterAcceptance() {
        queue.mails(2);
        queue.kind.failsAfter = queue.newest();
        deliver();
        clock.advance(Duration.ofHours(1));
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(2);
        assertThat(smtp.accepted()).hasSize(2);
    }

    @Test
    void aHostileReplyIsKeptAndShownAsText() {
        smtp.onRecipient("a@corp.example", reply("550-5.1.1 <script>\0\u001b[1m", "550 5.1.1 " + "x".repeat(5000)));
        long mail = queue.mail("a@corp.example");
        deliver();
        assertThat(queue.describe(mail)).startsWith("FAILED");
        assertThat(administrator().get("/deliveries/" + mail).body())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>\0");
    }

    @Test
    void countsSingleMailsTowardsTheMinutesLimit() {
        mailSettings.plain(
                "127.0.0.1",
                smtp.port(),
                "postern@postern.example",
                new MailSettingsFixture.Bounds(Duration.ofSeconds(10), 2, 5));
        for (int i = 1; i <= 4; i++) {
            queue.mail("single" + i + "@corp.example");
            deliver();
            assertThat(smtp.accepted()).hasSize(i);
        }
        queue.mails(7);
        deliver();
        assertThat(smtp.accepted()).hasSize(5);
        clock.advance(Duration.ofMinutes(1));
        deliver();
        assertThat(smtp.accepted()).hasSize(10);
        clock.advance(Duration.ofMinutes(1));
        deliver();
        assertThat(smtp.accepted()).hasSize(11);
    }
}
