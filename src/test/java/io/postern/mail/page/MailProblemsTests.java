package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.settings.TlsMode;
import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.mail.smtp.TestCertificates;
import io.postern.outbound.TrustedCertificates;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the test of the mail settings says of servers that do not take the mail: each over HTTP, against a real socket. */
class MailProblemsTests extends ApplicationTest {

    private static final Map<String, String> SIGNING_IN =
            Map.of("username", "mailer@corp.example", "password", "s3cret-Passw0rd");

    private Visitor administrator;

    @BeforeEach
    void signIn() {
        allowTestsAgain();
        administrator = administrator();
    }

    @Tag("case-71")
    @ParameterizedTest
    @CsvSource({
        "EXPIRED,STARTTLS,certificate-not-valid-now",
        "EXPIRED,IMPLICIT,certificate-not-valid-now",
        "OTHER_NAME,STARTTLS,certificate-name-mismatch",
        "OTHER_NAME,IMPLICIT,certificate-name-mismatch",
        "UNTRUSTED,STARTTLS,certificate-untrusted",
        "UNTRUSTED,IMPLICIT,certificate-untrusted"
    })
    void aCertificateThatProvesNothingIsRefusedInBothModes(Presented presented, TlsMode mode, String problem) {
        SSLContext context = presented.context();
        if (mode == TlsMode.IMPLICIT) {
            smtp.implicitTls(context);
        } else {
            smtp.startTls(context);
        }
        Map<String, String> fields = new HashMap<>(SIGNING_IN);
        fields.put("sslEnabled", "true");
        fields.put("tlsMode", mode.name());
        if (presented != Presented.UNTRUSTED) {
            fields.put("trustedCertificates", TrustedCertificates.pem(TestCertificates.authority()));
        }

        failsAt("tls", problem, fields);

        assertThat(smtp.signIns()).isEmpty();
        assertThat(smtp.accepted()).isEmpty();
    }

    enum Presented {
        EXPIRED,
        OTHER_NAME,
        UNTRUSTED;

        SSLContext context() {
            return switch (this) {
                case EXPIRED -> TestCertificates.expired();
                case OTHER_NAME -> TestCertificates.named("other.example");
                case UNTRUSTED -> TestCertificates.selfSigned().context();
            };
        }
    }

    @Test
    void nobodyListens() {
        smtp.close();
        failsAt("connect", "connection-refused", Map.of());
    }

    @Tag("case-75")
    @Test
    void waitsForASilentServerAsTheFormSays() {
        smtp.on(Phase.GREETING, Act.hang());
        failsAt("greeting", "server-silent", Map.of("readTimeout", "1"));
    }

    @Test
    void aWrongPassword() {
        smtp.takingOnly("another");
        Element stage = failsAt("authenticate", "credentials-rejected", SIGNING_IN);
        assertThat(stage.text()).contains("535 5.7.8").doesNotContain("s3cret");
    }

    @Tag("case-62")
    @Test
    void aServerThatOffersNoSignInProvesNoPassword() {
        smtp.offering("");
        failsAt("authenticate", "auth-not-offered", SIGNING_IN);
        assertThat(smtp.lines())
                .anyMatch(line -> line.startsWith("EHLO"))
                .noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    }

    @Test
    void holdsMailWithoutDefaultCredentialsAndSaysSo() {
        jdbc.sql("update mail_settings set use_default_credentials = true").update();
        queue.mail("somebody@corp.example");

        deliver();

        assertThat(smtp.connections()).isZero();
        assertThat(administrator.get("/users").body()).contains("data-banner=\"default-credentials-missing\"");
        assertThat(administrator.get("/settings/mail").body()).contains("This server process has no credentials");
        assertThat(test(Map.of("useDefaultCredentials", "true")).error("useDefaultCredentials"))
                .isPresent();
    }

    @Test
    void aRecipientThatTheServerRefuses() {
        smtp.onRecipient("nobody@corp.example", Act.reply("550 5.1.1 no such user"));
        failsAt("recipient", "recipient-unknown", Map.of("recipient", "nobody@corp.example"));
        assertThat(test(Map.of("recipient", "nobody@corp.example"))
                        .page()
                        .select("[data-stage=recipient]")
                        .attr("data-retry"))
                .isEqualTo("recipient");
    }

    @Tag("case-81")
    @Test
    void greetsWithThePublicOrTypedName() {
        test(Map.of());
        assertThat(smtp.lines()).contains("EHLO postern.example");
        test(Map.of("ehloName", "mail.corp.example"));
        assertThat(smtp.lines()).contains("EHLO mail.corp.example");
        assertThat(test(Map.of("ehloName", "under_score.example")).error("ehloName"))
                .isPresent();
        assertThat(test(Map.of("ehloName", "localhost")).error("ehloName")).isPresent();
        assertThat(smtp.connections()).isEqualTo(2);
    }

    @Tag("case-63")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/test",
                "/preset",
                "/cure",
                "/warnings",
                "/suggestion",
                "/test/5b6f1f0e-8f2c-4c3f-9a53-0d6b0d1f7a11/cancel"
            })
    void nothingHappensWithoutTheTokenOfThePage(String action) {
        Map<String, String> fields =
                Visitor.filled(administrator.get("/settings/mail"), "/settings/mail", Map.of("host", "evil.example"));
        for (String token : new String[] {null, "", visitor().csrf("/login")}) {
            Map<String, String> forged = new HashMap<>(fields);
            forged.put("_csrf", token);
            forged.values().removeIf(java.util.Objects::isNull);
            assertThat(administrator.post("/settings/mail" + action, forged).status())
                    .isEqualTo(403);
        }
        assertThat(smtp.connections()).isZero();
        assertThat(jdbc.sql("select host from mail_settings")
                        .query(String.class)
                        .single())
                .isEqualTo("127.0.0.1");
    }

    @Tag("case-63")
    @ParameterizedTest
    @ValueSource(strings = {"/test", "/preset", "/cure", "/warnings", "/suggestion"})
    void aLinkTestsAndChangesNothing(String action) {
        Visitor.Answer answer =
                administrator.get("/settings/mail" + action + "?host=evil.example&port=25&preset=google");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(administrator
                        .get("/settings/mail?host=evil.example")
                        .page()
                        .select("[name=host]")
                        .val())
                .isEqualTo("127.0.0.1");
        assertThat(smtp.connections()).isZero();
    }

    private Visitor.Answer test(Map<String, String> fields) {
        return MailStoryTests.test(administrator, fields);
    }

    private Element failsAt(String stage, String problem, Map<String, String> fields) {
        Visitor.Answer answer = test(fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Elements failed = answer.page().select("[data-stage][data-state=failed]");
        assertThat(failed).hasSize(1);
        assertThat(failed.get(0).attr("data-stage")).isEqualTo(stage);
        assertThat(failed.get(0).attr("data-problem")).isEqualTo(problem);
        Element result = answer.page().select("#mail-test-result").get(0);
        assertThat(result.select(".mail-failure").text()).contains("Likely cause:", "Next step:");
        return result;
    }
}
