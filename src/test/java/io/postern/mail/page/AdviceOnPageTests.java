package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.mail.smtp.TestCertificates;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The advice knows what the program knows: the digit, the sign-in, the certificate. */
class AdviceOnPageTests extends ApplicationTest {

    private Visitor administrator;

    @BeforeEach
    void signIn() {
        allowTestsAgain();
        administrator = administrator();
    }

    @Test
    void showsTheBranchOfTheDigitThatCame() {
        smtp.on(Phase.GREETING, Act.reply("421 4.3.2 Busy"));
        assertThat(failure(Map.of()).text())
                .containsIgnoringCase("deliveries are retried")
                .doesNotContain("block list", "this machine");
        smtp.on(Phase.GREETING, Act.reply("554 5.3.2 No"));
        assertThat(failure(Map.of()).text()).contains("block list").doesNotContain("retried");
    }

    /** One recipient's refusal holds no other domain's mails. */
    @Test
    void saysOfARecipientsRefusalWhatItHolds() {
        smtp.on(Phase.RCPT, Act.reply("550 5.7.1 Relaying denied"));
        assertThat(failure(Map.of()).text()).contains("to the same domain").doesNotContain("E-mail is put on hold");
        smtp.on(Phase.MAIL, Act.reply("550 5.7.1 Sender is not welcome"));
        assertThat(failure(Map.of()).text()).contains("E-mail is put on hold").doesNotContain("to the same domain");
    }

    @Test
    void offersNoSignInToWhoIsSignedIn() {
        smtp.on(Phase.RCPT, Act.reply("550 5.7.1 Relaying denied"));
        assertThat(failure(Map.of()).select("[value=authenticate-587]")).hasSize(1);
        Element signedIn = failure(Map.of("username", "a@corp.example", "password", "s3cret-Passw0rd"));
        assertThat(signedIn.select("[value=authenticate-587]")).isEmpty();
        assertThat(signedIn.text()).contains("The sign-in worked");
    }

    @ParameterizedTest
    @CsvSource({"b@corp.example, , 1", "A@corp.example, , 0", "'', , 0", "a@corp.example, bounces@corp.example, 1"})
    void offersTheUsernameAsFromWhereTheyDiffer(String from, String envelopeFrom, int offers) {
        smtp.on(Phase.MAIL, Act.reply("550 5.7.1 Sender is not welcome"));
        Element failed = failure(Map.of(
                "username",
                "a@corp.example",
                "password",
                "s3cret-Passw0rd",
                "fromAddress",
                from,
                "envelopeFrom",
                envelopeFrom == null ? "" : envelopeFrom));
        assertThat(failed.attr("data-outcome")).isEqualTo("sender-refused");
        assertThat(failed.select("[value=from-is-username]")).hasSize(offers);
    }

    @Test
    void aServersOwnCertificateIsTrustedUntilItsRenewal() {
        smtp.startTls(TestCertificates.selfSigned().context());
        assertThat(failure(Map.of("sslEnabled", "true"))
                        .select("[value=trust-ca]")
                        .text())
                .isEqualTo("Trust this server’s certificate until it is renewed");
        smtp.startTls(TestCertificates.good());
        assertThat(failure(Map.of("sslEnabled", "true"))
                        .select("[value=trust-ca]")
                        .text())
                .isEqualTo("Trust this CA certificate");
    }

    @Test
    void saysOfAnUntrustedCertificateThatItHasExpired() {
        smtp.startTls(TestCertificates.expiredSelfSigned());
        Element failed = failure(Map.of("sslEnabled", "true"));
        assertThat(failed.attr("data-outcome")).isEqualTo("certificate-untrusted");
        assertThat(failed.text()).contains("isn’t trusted here", "It has also expired", "Have the certificate renewed");
        assertThat(failed.select("[value=trust-ca]")).isEmpty();
    }

    private Element failure(Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.putIfAbsent("fromAddress", "postern@corp.example");
        return MailStoryTests.test(administrator, all)
                .page()
                .select("#mail-test-result")
                .get(0);
    }
}
