package io.postern.mail.smtp;

import static io.postern.mail.smtp.Pipelined.A;
import static io.postern.mail.smtp.Pipelined.B;
import static io.postern.mail.smtp.Pipelined.C;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Accepted;
import io.postern.mail.diagnosis.SendOutcome.Failed;
import io.postern.mail.diagnosis.SendOutcome.Unsent;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.MovableClock;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that offer PIPELINING, and go wrong at what was sent ahead: no mail is lost, and none is sent twice. */
class PipeliningFaultTests {

    private static final Map<String, Act> CONFUSED = Map.of(
            "421", Act.andClose(Act.reply("421 4.7.0 closing")),
            "500", Act.reply("500 5.5.1 what?"),
            "503", Act.reply("503 5.5.1 bad sequence"),
            "354", Act.reply("354 go ahead"),
            "garbage", Act.reply("moin"),
            "two", Act.reply("250 2.0.0 ok", "250 2.0.0 ok"),
            "close", Act.close(),
            "reset", Act.reset(),
            "silence", Act.hang());

    private final ScriptedSmtpServer server = Pipelined.server();
    private final MovableClock clock = new MovableClock();
    private final SmtpSender sender = Accounts.at(server).impatient().at(clock).sender();

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Arguments> confusions() {
        return Stream.of(Phase.MAIL, Phase.RCPT, Phase.DATA).flatMap(phase -> CONFUSED.keySet().stream()
                .filter(how -> phase != Phase.DATA || !how.equals("354"))
                .map(how -> Arguments.of(phase, how)));
    }

    @ParameterizedTest
    @MethodSource("confusions")
    void oneCommandAtATimeAfterAConfusedReply(Phase phase, String how) {
        server.on(phase, Act.behave(), CONFUSED.get(how), Act.behave());

        Map<String, SendOutcome> outcomes = Pipelined.drain(sender, Pipelined.mails());

        assertThat(outcomes.values()).hasSize(3).hasOnlyElementsOfType(Accepted.class);
        assertSentOnce(A, B, C);
        assertThat(server.connections()).isEqualTo(2);
        assertThat(Pipelined.goesAhead(sender, server)).isFalse();
        clock.advance(Duration.ofHours(25));
        assertThat(Pipelined.goesAhead(sender, server)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("confusions")
    void theFirstEnvelopeMayConfuseToo(Phase phase, String how) {
        assertThat(Pipelined.goesAhead(sender, server)).isTrue();
        server.on(phase, CONFUSED.get(how), Act.behave());

        Map<String, SendOutcome> outcomes = Pipelined.drain(sender, Pipelined.mails());

        // At MAIL it is as without PIPELINING.
        boolean atMail = phase == Phase.MAIL && !how.equals("two");
        assertThat(outcomes.get(A)).isInstanceOf(atMail ? Failed.class : Accepted.class);
        assertThat(outcomes.get(C)).isInstanceOf(Accepted.class);
        assertThat(server.acceptedFor(A)).hasSize(atMail ? 0 : 1);
        assertThat(Pipelined.goesAhead(sender, server)).isFalse();
    }

    @Test
    void aRefusalIsTheMailsOwn() {
        for (Phase phase : List.of(Phase.RCPT, Phase.DATA)) {
            for (String reply : List.of("450 4.2.0 later", "550 5.7.1 no")) {
                server.on(phase, Act.behave(), Act.reply(reply), Act.behave());

                List<SendOutcome> outcomes = Accounts.deliver(sender, Pipelined.mails());

                assertThat(outcomes)
                        .as(phase + " " + reply)
                        .hasExactlyElementsOfTypes(Accepted.class, Failed.class, Accepted.class);
                assertThat(((Failed) outcomes.get(1)).failure().reply()).isEqualTo(reply);
                server.on(phase, Act.behave());
            }
        }
        assertThat(Pipelined.goesAhead(sender, server)).isTrue();
    }

    @Test
    void aTemporaryRefusalOfTheSenderIsTheMailsOwn() {
        server.on(Phase.MAIL, Act.behave(), Act.reply("451 4.3.0 later"), Act.behave());
        server.on(Phase.RCPT, Act.behave(), Act.reply("503 5.5.1 no MAIL"), Act.behave());

        List<SendOutcome> outcomes = Accounts.deliver(sender, Pipelined.mails());

        assertThat(outcomes).hasExactlyElementsOfTypes(Accepted.class, Failed.class, Accepted.class);
        assertSentOnce(A, C);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void noEmptyMailGoesToARecipientThatWasTaken() {
        server.on(Phase.MAIL, Act.behave(), Act.reply("451 4.3.0 later"), Act.behave());

        List<SendOutcome> outcomes = Accounts.deliver(sender, Pipelined.mails());

        assertThat(outcomes).hasExactlyElementsOfTypes(Accepted.class, Unsent.class, Unsent.class);
        assertSentOnce(A);
    }

    @Test
    void findsOutAServerThatDropsWhatWasSentAhead() {
        server.on(Phase.FINAL_DOT, Pipelined.dropsTheRest(), Act.behave());

        Map<String, SendOutcome> outcomes = Pipelined.drain(sender, Pipelined.mails());

        assertThat(outcomes.values()).hasSize(3).hasOnlyElementsOfType(Accepted.class);
        assertSentOnce(A, B, C);
        assertThat(Pipelined.goesAhead(sender, server)).isFalse();
    }

    @Test
    void onlyAMailWithoutAReplyIsInDoubt() {
        for (Act act : List.of(Act.close(), Act.reset(), Act.hang())) {
            server.on(Phase.FINAL_DOT, Act.behave(), act, Act.behave());
            SmtpSender brief =
                    Accounts.at(server).bound(Duration.ofMillis(1000)).sender();

            List<SendOutcome> outcomes = Accounts.deliver(brief, Pipelined.mails());

            assertThat(outcomes).hasExactlyElementsOfTypes(Accepted.class, Failed.class, Unsent.class);
            assertThat(((Failed) outcomes.get(1)).failure().problem())
                    .isIn(SmtpProblem.CONNECTION_LOST, SmtpProblem.DEADLINE_EXCEEDED);
            assertThat(server.acceptedFor(C)).isEmpty();
        }
    }

    @Test
    void anAcceptedMailStaysAcceptedIfTheServerCloses() {
        server.on(Phase.FINAL_DOT, Act.andClose(Pipelined.accepting()), Act.behave());

        Map<String, SendOutcome> outcomes = Pipelined.drain(sender, Pipelined.mails());

        assertThat(outcomes.values()).hasSize(3).hasOnlyElementsOfType(Accepted.class);
        assertThat(server.acceptedFor(B)).hasSize(1);
        assertThat(Pipelined.goesAhead(sender, server)).isFalse();
    }

    @Test
    void anUnusableMailDoesNotConcernTheOneBefore() {
        MimeMessage unusable = new SMTPMessage((Session) null) {
            @Override
            public Address[] getAllRecipients() throws MessagingException {
                throw new MessagingException("no recipients");
            }
        };

        List<SendOutcome> outcomes =
                Accounts.deliver(sender, List.of(Accounts.mailTo(A), unusable, Accounts.mailTo(C)));

        assertThat(outcomes).hasExactlyElementsOfTypes(Accepted.class, Failed.class, Accepted.class);
    }

    @Test
    void nothingIsSentIntoAnUnfinishedMessage() throws MessagingException {
        MimeMessage broken = new SMTPMessage((Session) null) {
            @Override
            public void writeTo(OutputStream out, String @Nullable [] ignored) throws MessagingException {
                throw new MessagingException("no content");
            }
        };
        broken.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(B));
        ((SMTPMessage) broken).setEnvelopeFrom("postern@corp.example");

        List<SendOutcome> outcomes = Accounts.deliver(sender, List.of(Accounts.mailTo(A), broken, Accounts.mailTo(C)));

        assertThat(outcomes).hasExactlyElementsOfTypes(Accepted.class, Failed.class, Unsent.class);
        assertSentOnce(A);
    }

    private void assertSentOnce(String... recipients) {
        assertThat(server.accepted())
                .extracting(mail -> mail.recipients().get(0))
                .containsExactlyInAnyOrder(recipients);
    }
}
