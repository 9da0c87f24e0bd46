package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.postern.mail.settings.ActiveAccount;
import io.postern.mail.settings.Forms;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

/** The page, and saving it. */
abstract class MailPageTests extends MailPageFixture {

    @Test
    void thePageShowsTheFieldsInBothLanguages() throws Exception {
        String english = page(get("/settings/mail"));
        String german = page(get("/settings/mail").locale(Locale.GERMAN));

        assertThat(english)
                .contains("SMTP host", "Enable SSL", "name=\"fromAddress\"", "name=\"recipient\"", "Never tested.")
                .contains("data-warning=\"public-address-missing\"")
                .doesNotContain("??");
        assertThat(german).contains("SMTP-Benutzername", "Standardabsenderadresse", "Noch nie getestet.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8080", "https://postern.localhost", "http://127.0.0.1", "http://[::1]:8080"})
    void warnsOfLinksThatOnlyThisMachineReaches(String publicUrl) throws Exception {
        jdbc.sql("update installation set public_url = ?").param(publicUrl).update();
        try {
            assertThat(page(get("/settings/mail")))
                    .contains("data-warning=\"public-address-localhost\"")
                    .doesNotContain("data-warning=\"public-address-missing\"");
        } finally {
            jdbc.sql("update installation set public_url = null").update();
        }
    }

    @Test
    void savingAnswers303AndTheNextMailUsesIt() throws Exception {
        MockHttpServletResponse response = send("/settings/mail", Forms.valid());

        assertThat(response.getStatus()).isEqualTo(303);
        assertThat(account.current()).isInstanceOfSatisfying(ActiveAccount.Ready.class, ready -> assertThat(
                        ready.account().host())
                .isEqualTo("mail.corp.example"));
        assertThat(jdbc.sql("select count(*) from audit_line")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(jdbc.sql("select * from audit_line").query().singleRow().toString())
                .contains("mail.settings.audit.changed", "mail.corp.example", "password")
                .doesNotContain("s3cret");
    }

    @Tag("case-55")
    @Test
    void theStoredPasswordIsInNoPage() throws Exception {
        send("/settings/mail", Forms.valid());

        assertThat(page(get("/settings/mail"))).doesNotContain("s3cret").contains("A password is stored");
        assertThat(send("/settings/mail", Forms.valid().with("port", "x")).getContentAsString())
                .contains("data-error-for=\"port\"")
                .doesNotContain("s3cret");
        assertThat(send("/settings/mail/preset", Forms.valid().with("preset", "google"))
                        .getContentAsString())
                .contains("smtp.gmail.com")
                .doesNotContain("s3cret");
        assertThat(jdbc.sql("select sealed_secret from mail_settings")
                        .query(String.class)
                        .single())
                .doesNotContain("s3cret");
    }

    @Test
    void reportsErrorsAtFieldsAndKeepsTypedText() throws Exception {
        MockHttpServletResponse response = send(
                "/settings/mail",
                Forms.valid()
                        .with("port", "70000")
                        .with("host", "127.0.0.1:6379")
                        .with("ehloName", "localhost"));

        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.getContentAsString())
                .contains("data-error-for=\"port\"", "data-error-for=\"host\"", "data-error-for=\"ehloName\"")
                .contains("value=\"70000\"", "value=\"127.0.0.1:6379\"")
                .containsPattern("<details[^>]*open");
    }

    @Tag("case-57")
    @Test
    void asksForThePasswordWhenTheHostChanges() throws Exception {
        send("/settings/mail", Forms.valid());
        MockHttpServletResponse response =
                send("/settings/mail", Forms.valid().without("password").with("host", "evil.example"));

        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.getContentAsString())
                .contains("data-error-for=\"password\"")
                .contains("you changed SMTP host, and");
    }

    @Tag("case-64")
    @Test
    void tellsTheLaterOfTwoAdministrators() throws Exception {
        send("/settings/mail", Forms.valid().with("version", "0"));
        MockHttpServletResponse late =
                send("/settings/mail", Forms.valid().with("version", "0").with("host", "other.corp.example"));

        assertThat(late.getStatus()).isEqualTo(422);
        assertThat(late.getContentAsString()).contains("data-error-for=\"version\"");
        assertThat(jdbc.sql("select host from mail_settings")
                        .query(String.class)
                        .single())
                .isEqualTo("mail.corp.example");
    }

    @Test
    void aPresetFillsTheFormAndStoresNothing() throws Exception {
        String html = send(
                        "/settings/mail/preset",
                        Forms.valid().with("preset", "google").with("username", "me@gmail.com"))
                .getContentAsString();

        assertThat(html)
                .contains("value=\"smtp.gmail.com\"", "value=\"587\"", "value=\"me@gmail.com\"", "app password");
        assertThat(jdbc.sql("select count(host) from mail_settings")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void suggestsAProviderForATypedAddress() throws Exception {
        Forms typed = Forms.valid().with("username", "me@GMail.com").with("host", "");

        assertThat(send("/settings/mail/suggestion", typed).getContentAsString())
                .contains("Google", "value=\"google\"", "Fill in its settings")
                .doesNotContain("s3cret");
        assertThat(send("/settings/mail/suggestion", typed.with("username", "me@corp.example"))
                        .getContentAsString())
                .as("nothing to suggest")
                .isBlank();
        assertThat(send("/settings/mail/suggestion", typed.with("username", "").with("fromAddress", "me@web.de"))
                        .getContentAsString())
                .contains("WEB.DE");
        assertThat(send("/settings/mail/suggestion", typed.with("host", "relay.corp.example"))
                        .getContentAsString())
                .as("nothing to suggest")
                .isBlank();
        assertThat(send(
                                "/settings/mail/preset",
                                typed.with("fromAddress", "me@gmail.com").with("suggested", "google"))
                        .getContentAsString())
                .contains("value=\"smtp.gmail.com\"", "value=\"me@gmail.com\"");
    }

    @Test
    void warnsOfUnusualValuesWhileTyping() throws Exception {
        Forms typed = Forms.valid().with("host", "smtp.office365.com").with("maxPerMinute", "60");

        String html = send("/settings/mail/warnings", typed).getContentAsString();

        assertThat(html)
                .contains("data-warning=\"ms-basic-auth-ends\"", "December 2026")
                .contains("data-warning=\"provider-limits\"", "30 e-mails per minute")
                .doesNotContain("<form", "s3cret");
        assertThat(send("/settings/mail/warnings", typed.with("authMethod", "OAUTH2"))
                        .getContentAsString())
                .contains("data-warning=\"provider-limits\"")
                .doesNotContain("ms-basic-auth-ends");
    }

    @Test
    void appliesAQuickFixToTheFormOnly() throws Exception {
        String html = send("/settings/mail/cure", Forms.valid().with("cure", "implicit-tls-465"))
                .getContentAsString();

        assertThat(html).contains("value=\"465\"", "value=\"mail.corp.example\"");
        assertThat(send("/settings/mail/cure", Forms.valid().with("cure", "nonsense"))
                        .getStatus())
                .isEqualTo(404);
    }

    @Tag("case-65")
    @Test
    void asksForThePasswordAfterTheKeyChanged() throws Exception {
        send("/settings/mail", Forms.valid());
        jdbc.sql("update mail_settings set sealed_secret = 'x'").update();

        assertThat(account.current()).isInstanceOf(ActiveAccount.SecretUnreadable.class);
        assertThat(page(get("/settings/mail"))).contains("data-warning=\"secret-unreadable\"");
    }
}
