package io.postern.mail.smtp;

import static io.postern.mail.smtp.Pipelined.A;
import static io.postern.mail.smtp.Pipelined.B;
import static io.postern.mail.smtp.Pipelined.C;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.mail.account.Encryption;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Accepted;
import io.postern.mail.diagnosis.SendOutcome.Failed;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.message.OutgoingMail;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The next mail's commands go out behind the final dot of the one before (RFC 2920), its body after that one's outcome. */
class PipeliningTests {

    private final ScriptedSmtpServer server = Pipelined.server();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theBodyWaitsForTheOutcomeBefore() {
        List<Integer> accepted = new ArrayList<>();

        deliver(any -> true, (mail, outcome) -> {
            if (!mail.to().value().equals(C)) {
                Pipelined.awaitLine(server, "RCPT TO:<" + (accepted.isEmpty() ? B : C) + ">");
            }
            accepted.add(server.accepted().size());
        });

        assertThat(accepted).containsExactly(1, 2, 3);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.lines()).endsWith("RCPT TO:<" + C + ">", "DATA", "QUIT");
        assertThat(server.accepted())
                .extracting(ReceivedMail::recipients)
                .containsExactly(List.of(A), List.of(B), List.of(C));
    }

    @Test
    void withoutTheOfferOneCommandFollowsAnother() {
        try (ScriptedSmtpServer plain = ScriptedSmtpServer.start()) {
            SmtpSender sender = Accounts.at(plain).sender();

            assertThat(Pipelined.goesAhead(sender, plain)).isFalse();
        }
        assertThat(Pipelined.goesAhead(Accounts.at(server).sender(), server)).isTrue();
    }

    @Test
    void aKnownServerGetsTheFirstEnvelopeTogether() {
        List<Boolean> together = new ArrayList<>();
        Act observed = peer -> {
            together.add(peer.hearsMore());
            return Act.Then.BEHAVE;
        };
        SmtpSender sender = Accounts.at(server).sender();

        server.on(Phase.MAIL, observed, Act.behave());
        Accounts.deliver(sender, Pipelined.mails());
        server.on(Phase.MAIL, observed, Act.behave());
        Accounts.deliver(sender, Pipelined.mails());
        server.on(Phase.MAIL, observed);
        Accounts.deliver(sender, List.of(Accounts.mail()));

        assertThat(together).containsExactly(false, true, false);
        assertThat(server.accepted()).hasSize(7);
    }

    @Test
    void nothingGoesAheadOfTlsAndSignIn() {
        Pipelined.offering(server.startTls(TestCertificates.good()).takingOnly("geheim"), Phase.SECOND_EHLO);
        server.on(Phase.EHLO, Act.reply("250-scripted.example", "250-PIPELINING", "250 STARTTLS"));
        // What had come in clear or before the sign-in would be lost at these.
        server.on(Phase.AUTH, Act.behave());
        SmtpSender sender = Accounts.at(server)
                .encrypted(Encryption.STARTTLS)
                .password("geheim")
                .sender();

        assertThat(Accounts.deliver(sender, Pipelined.mails())).hasSize(3).hasOnlyElementsOfType(Accepted.class);

        List<String> verbs = server.lines().stream()
                .map(line -> line.substring(0, 4))
                .limit(7)
                .toList();
        assertThat(verbs).containsExactly("EHLO", "STAR", "EHLO", "AUTH", "MAIL", "RCPT", "DATA");
        assertThat(server.commands())
                .filteredOn(command -> command.line().startsWith("MAIL"))
                .allMatch(ScriptedSmtpServer.Command::encrypted);
    }

    @Test
    void repliesMayComeInOnePacket() {
        Pipelined.coalesce(server);

        assertAllSentOnce();
    }

    @Test
    void repliesMayDrip() {
        server.on(Phase.MAIL, Pipelined.dripping("250-2.1.0 well\r\n250 2.1.0 ok"));
        server.on(Phase.RCPT, Pipelined.dripping("250 2.1.5 ok"));
        server.on(Phase.FINAL_DOT, Pipelined.dripping("250 2.0.0 taken"));

        assertAllSentOnce();
    }

    private void assertAllSentOnce() {
        assertThat(Accounts.deliver(Accounts.at(server).sender(), Pipelined.mails()))
                .hasSize(3)
                .hasOnlyElementsOfType(Accepted.class);
        assertThat(server.accepted()).hasSize(3);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void nothingFollowsAnOutcomeThatIsNotOnRecord() {
        assertThatThrownBy(() -> deliver(any -> true, (mail, outcome) -> {
                    throw new IllegalStateException("no database");
                }))
                .hasMessage("no database");

        assertThat(server.acceptedFor(A)).hasSize(1);
        assertEndedBeforeTheSecondBody();
    }

    @Test
    void aMailThatMayNoLongerGoHasNoOutcome() {
        List<SendOutcome> outcomes = new ArrayList<>();

        deliver(mail -> outcomes.isEmpty(), (mail, outcome) -> outcomes.add(outcome));

        assertThat(outcomes).singleElement().isInstanceOf(Accepted.class);
        assertEndedBeforeTheSecondBody();
    }

    /** No dot either, since an empty mail would go to a recipient that was taken. */
    private void assertEndedBeforeTheSecondBody() {
        Pipelined.awaitLine(server, "RCPT TO:<" + B + ">");
        assertThat(server.accepted()).hasSize(1);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.lines()).doesNotContain("QUIT", "RSET");
    }

    @Test
    void aMailThatMayNotGoIsPassedOver() {
        List<String> sent = new ArrayList<>();

        deliver(
                mail -> !mail.to().value().equals(B),
                (mail, outcome) -> sent.add(mail.to().value()));

        assertThat(sent).containsExactly(A, C);
        assertThat(server.accepted()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"554 5.5.1 no valid recipients", "250 2.0.0 taken", "451 4.3.0 later"})
    void aLoneDotsReplyIsNoOutcome(String reply) {
        server.onRecipient(B, Act.reply("550 5.1.1 unknown"));
        server.on(Phase.DATA, Act.behave(), Pipelined.wantsTheMessage(reply), Act.behave());

        assertOnlyTheSecondIsRefused();
    }

    @Test
    void aRefusedRecipientCostsNoConnection() {
        server.onRecipient(B, Act.reply("550 5.1.1 unknown"));

        assertOnlyTheSecondIsRefused();
    }

    private void assertOnlyTheSecondIsRefused() {
        SmtpSender sender = Accounts.at(server).sender();

        List<SendOutcome> outcomes = Accounts.deliver(sender, Pipelined.mails());

        assertThat(outcomes).hasExactlyElementsOfTypes(Accepted.class, Failed.class, Accepted.class);
        assertThat(((Failed) outcomes.get(1)).failure().problem()).isEqualTo(SmtpProblem.RECIPIENT_UNKNOWN);
        assertThat(((Failed) outcomes.get(1)).failure().reply()).isEqualTo("550 5.1.1 unknown");
        assertThat(server.accepted()).hasSize(2);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.lines()).containsOnlyOnce("RSET");
        assertThat(Pipelined.goesAhead(sender, server)).isTrue();
    }

    @Test
    void aRefusedMessageDoesNotResetTheNext() {
        server.on(Phase.FINAL_DOT, Act.reply("554 5.7.1 spam"), Act.behave());

        List<SendOutcome> outcomes = Accounts.deliver(Accounts.at(server).sender(), Pipelined.mails());

        assertThat(outcomes).hasExactlyElementsOfTypes(Failed.class, Accepted.class, Accepted.class);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.lines()).doesNotContain("RSET");
    }

    private void deliver(Predicate<OutgoingMail> mayGo, BiConsumer<OutgoingMail, SendOutcome> heard) {
        Accounts.at(server).sender().deliver(Pipelined.mails(), mayGo, StageListener.NONE, heard);
    }
}
