package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.mail.smtp.ScriptedSmtpServer.SignIn;
import io.postern.mail.smtp.TestCertificates;
import io.postern.outbound.TrustedCertificates;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the mail settings are for, from the form to somebody who is signed in again, over each kind of connection. */
public class MailStoryTests extends ApplicationTest {

    private static final String SECRET = "s3cret-Passw0rd";

    private enum Connection {
        PLAIN,
        STARTTLS,
        IMPLICIT
    }

    @BeforeEach
    void allowTests() {
        allowTestsAgain();
    }

    @ParameterizedTest
    @EnumSource
    void savedTestedAndUsedToGetBackIn(Connection connection) {
        smtp.takingOnly(SECRET);
        Visitor administrator = administrator();
        Visitor.Answer saved = administrator.submit("/settings/mail", settings(connection));
        assertThat(saved.status()).as(saved.body()).isEqualTo(303);

        Visitor.Answer tested = test(administrator, Map.of("recipient", "probe@corp.example"));
        assertThat(tested.page().select("[data-stage=done]").attr("data-state")).isEqualTo("ok");
        assertThat(smtp.acceptedFor("probe@corp.example")).hasSize(1);
        assertThat(administrator.get("/settings/mail").page().select("[data-last-test=accepted]"))
                .hasSize(1);

        User user = user();
        Visitor owner = visitor();
        owner.get(resetLink(user));
        Visitor.Answer changed =
                owner.submit("/reset-password", Map.of("password", NEW_PASSWORD, "passwordConfirmation", NEW_PASSWORD));
        assertThat(changed.location()).endsWith("/login?reset");
        signedIn(user.username(), NEW_PASSWORD);

        boolean encrypted = connection != Connection.PLAIN;
        assertThat(smtp.signIns()).hasSizeGreaterThanOrEqualTo(2).allMatch(each -> each.encrypted() == encrypted);
        assertThat(smtp.signIns()).extracting(SignIn::username).containsOnly("mailer@corp.example");
        assertThat(mailsTo(user).get(0).from()).isEqualTo("mailer@corp.example");
    }

    @Test
    void usesSavedSettingsForTheNextMail() {
        smtp.close();
        User user = user();
        forgot(user.username());
        deliver();
        assertThat(queue.isFlowing()).isFalse();

        try (ScriptedSmtpServer other = ScriptedSmtpServer.start()) {
            Visitor.Answer saved =
                    administrator().submit("/settings/mail", Map.of("port", String.valueOf(other.port())));
            assertThat(saved.status()).isEqualTo(303);
            deliver();
            assertThat(other.acceptedFor(user.email().orElseThrow().value())).hasSize(1);
        }
    }

    @Test
    void probesOnUnchangedSettingsWithoutAuditLine() {
        int port = smtp.port();
        smtp.close();
        User user = user();
        forgot(user.username());
        deliver();
        assertThat(queue.isFlowing()).isFalse();
        Visitor administrator = administrator();
        int before = changesInTheTrail();

        try (ScriptedSmtpServer back = ScriptedSmtpServer.startAt(port)) {
            deliver();
            assertThat(back.connections()).isZero();
            assertThat(administrator.submit("/settings/mail", Map.of()).status())
                    .isEqualTo(303);
            deliver();
            assertThat(back.acceptedFor(user.email().orElseThrow().value())).hasSize(1);
        }
        assertThat(changesInTheTrail()).isEqualTo(before);
    }

    private int changesInTheTrail() {
        return jdbc.sql("select count(*) from audit_line where action = 'mail.settings.audit.changed'")
                .query(Integer.class)
                .single();
    }

    @Tag("case-64")
    @Test
    void tellsOneOfTwoSimultaneousSaves() throws Exception {
        Visitor one = administrator();
        Visitor other = administrator();
        Map<String, String> first = Visitor.filled(
                one.get("/settings/mail"),
                "/settings/mail",
                Map.of("host", "one.corp.example", "fromAddress", "one@corp.example"));
        Map<String, String> second = Visitor.filled(
                other.get("/settings/mail"),
                "/settings/mail",
                Map.of("host", "two.corp.example", "fromAddress", "two@corp.example"));

        List<Visitor.Answer> answers =
                both(() -> one.post("/settings/mail", first), () -> other.post("/settings/mail", second));

        assertThat(answers).extracting(Visitor.Answer::status).containsExactlyInAnyOrder(303, 422);
        Visitor.Answer refused = answers.stream()
                .filter(answer -> answer.status() == 422)
                .findFirst()
                .orElseThrow();
        assertThat(refused.error("version")).isPresent();
        Map<String, Object> stored =
                jdbc.sql("select host, from_address from mail_settings").query().singleRow();
        assertThat(stored.values().stream()
                        .map(each -> String.valueOf(each).substring(0, 3))
                        .distinct())
                .hasSize(1);
    }

    private Map<String, String> settings(Connection connection) {
        Map<String, String> fields = new java.util.HashMap<>();
        fields.put("host", "127.0.0.1");
        fields.put("port", String.valueOf(smtp.port()));
        fields.put("username", "mailer@corp.example");
        fields.put("password", SECRET);
        fields.put("fromAddress", "");
        if (connection != Connection.PLAIN) {
            fields.put("sslEnabled", "true");
            fields.put("tlsMode", connection.name());
            fields.put("trustedCertificates", TrustedCertificates.pem(TestCertificates.authority()));
        }
        if (connection == Connection.STARTTLS) {
            smtp.startTls(TestCertificates.good());
        } else if (connection == Connection.IMPLICIT) {
            smtp.implicitTls(TestCertificates.good());
        }
        return fields;
    }

    public static Visitor.Answer test(Visitor visitor, Map<String, String> fields) {
        return visitor.post(
                "/settings/mail/test", Visitor.filled(visitor.get("/settings/mail"), "/settings/mail", fields));
    }

    private static List<Visitor.Answer> both(
            java.util.concurrent.Callable<Visitor.Answer> one, java.util.concurrent.Callable<Visitor.Answer> other)
            throws InterruptedException, ExecutionException {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Visitor.Answer> answers = new java.util.ArrayList<>();
            for (Future<Visitor.Answer> answer : two.invokeAll(List.of(one, other))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            two.shutdownNow();
        }
    }
}
