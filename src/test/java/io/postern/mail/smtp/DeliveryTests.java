package io.postern.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.diagnosis.RetryClass;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Accepted;
import io.postern.mail.diagnosis.SendOutcome.Failed;
import io.postern.mail.diagnosis.SendOutcome.Unsent;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.message.OutgoingMail;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What comes of a batch of mails, each by itself. */
class DeliveryTests {

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void oneRecipientsRefusalDoesNotStopTheOthers() {
        server.onRecipient("b@corp.example", Act.reply("550 5.1.1 unknown"))
                .onRecipient("c@corp.example", Act.reply("451 4.3.0 later"));

        List<SendOutcome> outcomes = deliverTo("a@corp.example", "b@corp.example", "c@corp.example", "d@corp.example");

        assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
        assertThat(problem(outcomes.get(1))).isEqualTo(SmtpProblem.RECIPIENT_UNKNOWN);
        assertThat(problem(outcomes.get(2))).isEqualTo(SmtpProblem.RECIPIENT_DEFERRED);
        assertThat(outcomes.get(3)).isInstanceOf(Accepted.class);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void leavesTheRestUnsentWhenTheConnectionEnds() {
        server.on(Phase.FINAL_DOT, Act.behave(), Act.close());

        List<SendOutcome> outcomes = deliverTo("a@corp.example", "b@corp.example", "c@corp.example");

        assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
        assertThat(problem(outcomes.get(1))).isEqualTo(SmtpProblem.CONNECTION_LOST);
        assertThat(outcomes.get(2)).isInstanceOfSatisfying(Unsent.class, unsent -> assertThat(
                        unsent.cause().retry())
                .isEqualTo(RetryClass.TEMPORARY));
    }

    @Tag("case-96")
    @Test
    void blamesNoMailForA421BetweenTwo() {
        server.on(Phase.MAIL, Act.behave(), Act.andClose(Act.reply("421 4.7.0 too many messages")));

        List<SendOutcome> outcomes = deliverTo("a@corp.example", "b@corp.example");

        assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
        assertThat(outcomes.get(1)).isInstanceOfSatisfying(Unsent.class, unsent -> assertThat(
                        unsent.cause().retry())
                .isEqualTo(RetryClass.TEMPORARY));
    }

    @Tag("case-96")
    @Test
    void doesNotBlameAnAcceptedSenderLater() {
        server.on(Phase.MAIL, Act.behave(), Act.reply("550 5.7.0 Too many messages in this session"));

        List<SendOutcome> outcomes = deliverTo("a@corp.example", "b@corp.example", "c@corp.example");

        assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
        assertThat(outcomes.subList(1, 3))
                .allSatisfy(outcome ->
                        assertThat(((Unsent) outcome).cause().retry()).isEqualTo(RetryClass.TEMPORARY));
        assertThat(server.lines()).filteredOn(line -> line.startsWith("MAIL")).hasSize(2);
    }

    @Test
    void doesNotCountAClosingRefusalAgainstTheRest() {
        server.on(Phase.RCPT, Act.andClose(Act.reply("550 5.7.1 go away")));

        List<SendOutcome> outcomes = deliverTo("a@corp.example", "b@corp.example");

        assertThat(problem(outcomes.get(0))).isEqualTo(SmtpProblem.RECIPIENT_REFUSED);
        assertThat(outcomes.get(1)).isInstanceOfSatisfying(Unsent.class, unsent -> assertThat(
                        unsent.cause().retry())
                .isEqualTo(RetryClass.TEMPORARY));
    }

    @Test
    void aRefusedSenderIsRefusedOnce() {
        server.on(Phase.MAIL, Act.reply("553 5.7.1 not owned by user"));

        List<SendOutcome> outcomes = deliverTo("a@corp.example", "b@corp.example");

        assertThat(problem(outcomes.get(0))).isEqualTo(SmtpProblem.SENDER_NOT_OWNED);
        assertThat(outcomes.get(1)).isInstanceOf(Unsent.class);
        assertThat(server.lines()).filteredOn(line -> line.startsWith("MAIL")).hasSize(1);
    }

    @Tag("case-100")
    @Test
    void sendsTheOthersBesideAnUnwritableMail() {
        MimeMessage poison = new MimeMessage((Session) null);

        List<SendOutcome> outcomes = Accounts.deliver(Accounts.at(server).sender(), List.of(poison, Accounts.mail()));

        assertThat(problem(outcomes.get(0))).isEqualTo(SmtpProblem.UNEXPECTED);
        assertThat(outcomes.get(1)).isInstanceOf(Accepted.class);
    }

    @Tag("case-75")
    @Test
    void eachMailHasTheWholeTime() {
        server.on(Phase.FINAL_DOT, peer -> {
            // As long as it takes to give up a silent server: a part of the bound, which six of them exceed.
            try (ScriptedSmtpServer silent = ScriptedSmtpServer.start().on(Phase.MAIL, Act.hang())) {
                Accounts.at(silent).impatient().failure();
            }
            return Act.Then.BEHAVE;
        });
        SmtpSender sender = Accounts.at(server).bound(Duration.ofMillis(1500)).sender();

        assertThat(Accounts.deliver(sender, Collections.nCopies(6, Accounts.mail())))
                .hasSize(6)
                .hasOnlyElementsOfType(Accepted.class);
    }

    @Tag("case-79")
    @Test
    void waitsLongerForTheFinalDotsAnswerOnly() {
        server.on(Phase.MAIL, Act.behave(), Act.hang());

        List<SendOutcome> outcomes =
                Accounts.deliver(Accounts.at(server).impatient().sender(), List.of(Accounts.mail(), Accounts.mail()));

        assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
        assertThat(outcomes.get(1)).isInstanceOfSatisfying(Unsent.class, unsent -> assertThat(
                        unsent.cause().problem())
                .isEqualTo(SmtpProblem.SERVER_SILENT));
    }

    private List<SendOutcome> deliverTo(String... recipients) {
        List<OutgoingMail> mails = new ArrayList<>();
        for (String recipient : recipients) {
            mails.add(Accounts.mailTo(recipient));
        }
        return Accounts.deliver(Accounts.at(server).sender(), mails);
    }

    private static SmtpProblem problem(SendOutcome outcome) {
        return ((Failed) outcome).failure().problem();
    }
}
