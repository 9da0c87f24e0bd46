package io.postern.mail.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.settings.Forms;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureAdviceTests {

    private final Providers providers = new Providers();
    private final FailureAdvice advice = new FailureAdvice(providers);

    FailureAdviceTests() throws IOException {}

    @ParameterizedTest
    @CsvSource({
        "smtp.mail.yahoo.com, yahoo, app-password",
        "smtp.mail.me.com, icloud, app-password",
        "smtp.fastmail.com, fastmail, app-password",
        "smtp.zoho.eu, zoho, app-password-with-two-factor",
        "smtp.qq.com, qq, authorization-code",
        "smtp.163.com, netease-163, authorization-code",
        "smtp.yandex.ru, yandex, app-password",
        "smtp.gmail.com, google, google-app-password",
        "smtp.office365.com, microsoft365-password, ms-smtp-auth",
        "mail.gmx.com, gmx, enable-pop-imap"
    })
    void aKnownProviderHasItsOwnSteps(String host, String id, String step) {
        Advice found = advice.on(
                SmtpProblem.CREDENTIALS_REJECTED,
                "535 no",
                Forms.valid().with("host", host).form());

        assertThat(found.provider()).isNotNull();
        assertThat(found.provider().id()).isEqualTo(id);
        assertThat(found.provider().steps()).contains("mail.settings.step." + step);
        assertThat(found.provider().help()).hasScheme("https");
    }

    @ParameterizedTest
    @CsvSource({
        "client-blocked, 450 later, AUTO, .advice-for-now",
        "client-blocked, 550 no, AUTO, .advice-signed-in",
        "client-blocked, 550 no, NONE, .advice",
        "relay-denied, 550 no, OAUTH2, .advice-signed-in",
        "recipient-refused, 550 no, NONE, .advice",
        "auth-not-offered, , OAUTH2, .advice-oauth",
        "auth-not-offered, , PASSWORD, .advice"
    })
    void theWordsFitDigitAndSignIn(String code, String reply, String authMethod, String words) {
        SmtpProblem problem = SmtpProblem.byCode(code).orElseThrow();

        assertThat(advice.on(
                                problem,
                                reply,
                                Forms.valid().with("authMethod", authMethod).form())
                        .text())
                .isEqualTo("mail.diagnosis.problem." + code + words);
    }

    @Test
    void whatNoProviderCuresNamesNone() {
        assertThat(advice.on(
                                SmtpProblem.RECIPIENT_UNKNOWN,
                                "550 no",
                                Forms.valid().with("host", "smtp.gmail.com").form())
                        .provider())
                .isNull();
        assertThat(advice.on(
                                SmtpProblem.CREDENTIALS_REJECTED,
                                "535 no",
                                Forms.valid().form())
                        .provider())
                .isNull();
    }
}
