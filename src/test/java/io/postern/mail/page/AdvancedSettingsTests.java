package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ReceivedMail;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the fields under "Advanced" do to the message that is sent. */
class AdvancedSettingsTests extends ApplicationTest {

    private Visitor administrator;

    @BeforeEach
    void signIn() {
        allowTestsAgain();
        administrator = administrator();
    }

    @Test
    void namesAndAddressesAreInTheMessage() {
        save(Map.of(
                "ehloName", "mailer.corp.example",
                "fromAddress", "Postern@corp.example",
                "fromDisplayName", "Pförtner 🚪",
                "replyTo", "desk@corp.example",
                "envelopeFrom", "bounces@corp.example"));
        User user = user();

        resetLink(user);

        assertThat(smtp.lines()).contains("EHLO mailer.corp.example", "MAIL FROM:<bounces@corp.example>");
        ReceivedMail mail = mailsTo(user).get(0);
        assertThat(mail.header("Reply-To")).isEqualTo("desk@corp.example");
        assertThat(mail.header("From")).startsWith("=?UTF-8?").endsWith("<Postern@corp.example>");
    }

    @Test
    void withoutThemMailComesFromOneAddress() {
        save(Map.of("fromAddress", "postern@corp.example"));
        User user = user();

        resetLink(user);

        assertThat(smtp.lines()).contains("EHLO postern.example", "MAIL FROM:<postern@corp.example>");
        assertThat(mailsTo(user).get(0).raw()).doesNotContain("Reply-To:");
    }

    @Test
    void aMinuteHasItsLimit() {
        save(Map.of("maxPerMinute", "3"));
        queue.mails(5);

        deliver();

        assertThat(smtp.accepted()).hasSize(3);
    }

    @Tag("case-75")
    @Test
    void theTimeoutsCountForMailAsForTests() {
        save(Map.of("connectTimeout", "1", "readTimeout", "1"));
        smtp.on(Phase.EHLO, Act.hang());
        queue.mail("somebody@corp.example");

        deliver();

        assertThat(queue.count("QUEUED")).isEqualTo(1);
        assertThat(smtp.lines()).containsOnly("EHLO postern.example");
        Visitor.Answer tested = MailStoryTests.test(administrator, Map.of());
        assertThat(tested.page().select("[data-stage=ehlo]").attr("data-problem"))
                .isEqualTo("server-silent");
    }

    private void save(Map<String, String> fields) {
        Visitor.Answer saved = administrator.submit("/settings/mail", fields);
        assertThat(saved.status()).as(saved.body()).isEqualTo(303);
    }
}
