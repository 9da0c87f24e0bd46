package io.postern.mail.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.BrowserTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** From an address to saved settings, as an administrator goes it. */
@Import(DiscoveredDomain.class)
class DiscoveryBrowserIT extends BrowserTest {

    @Autowired
    private Domain domain;

    @BeforeEach
    void emptySettings() {
        domain.forget();
        jdbc.sql("update mail_settings set host = null where id = 1").update();
    }

    @ParameterizedTest
    @CsvSource({
        "en,Found and signed in: smtp.corp.example:465 accepts the password for mailer@corp.example.",
        "de,Gefunden und angemeldet: smtp.corp.example:465 akzeptiert das Passwort für mailer@corp.example."
    })
    void theAddressIsEnough(String language, String found) {
        ScriptedSmtpServer server = domain.mail().at("smtp.corp.example", 465).takingOnly(Domain.PASSWORD);
        server.on(Phase.GREETING, Act.held(), Act.behave());
        browser.speak(language);
        browser.signIn(ADMINISTRATOR, PASSWORD);
        browser.isAccessibleInEachLook();
        browser.visit("/settings/mail");
        browser.isAccessibleInEachLook();

        browser.fill("address", "mailer@corp.example");
        browser.click("#discover");
        browser.await("#discover-form #password");
        browser.isAccessibleInEachLook();
        browser.fill("password", Domain.PASSWORD);
        browser.click("#discover");
        browser.await("[data-stage=candidates][data-state=running]");
        assertThat(browser.find("#cancel-test").isDisplayed()).isTrue();
        browser.isAccessibleInEachLook();
        server.release();

        browser.await("[data-discovery=authenticated]");
        assertThat(browser.text("[data-discovery] strong")).isEqualTo(found);
        assertThat(browser.value("host")).isEqualTo("smtp.corp.example");
        assertThat(browser.value("password")).isEqualTo(Domain.PASSWORD);
        assertThat(browser.driver().getPageSource()).doesNotContain(Domain.PASSWORD);
        browser.click(".mail-report summary");
        browser.isAccessibleInEachLook();

        browser.click("#save");
        browser.await(".flash .alert");
        assertThat(jdbc.sql("select host from mail_settings where id = 1")
                        .query(String.class)
                        .single())
                .isEqualTo("smtp.corp.example");
        assertThat(browser.shows("#discover-link")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"en", "de"})
    void whatIsNotFoundOrNotKnownIsExplained(String language) {
        browser.speak(language);
        browser.signIn(ADMINISTRATOR, PASSWORD);
        search("mailer@a-domain-that-has-no-mail-server-of-its-own.corp.example", "");
        browser.await("[data-discovery=nothing]");
        browser.isAccessibleInEachLook();

        domain.dns().with("_submissions._tcp.corp.example SRV 0 1 465 smtp.hoster.example.");
        domain.mail().at("smtp.hoster.example", 465);
        search("mailer@corp.example", Domain.PASSWORD);
        browser.await("[data-discovery=confirm]");
        assertThat(browser.value("password")).isEqualTo(Domain.PASSWORD);
        browser.isAccessibleInEachLook();
        browser.click("#confirm");
        browser.click("#discover");
        browser.await("[data-discovery=authenticated]");

        search("someone@gmail.com", Domain.PASSWORD);
        browser.await("[data-discovery=app-password]");
        browser.isAccessibleInEachLook();
        search("someone@outlook.com", "");
        browser.await("[data-discovery=oauth]");
        browser.isAccessibleInEachLook();
    }

    @Test
    void aMissingCaIsTrustedByOneClick() {
        domain.mail().trustNobody();
        domain.mail().at("mail.corp.example", 587);
        browser.signIn(ADMINISTRATOR, PASSWORD);
        search("mailer@corp.example", Domain.PASSWORD);
        browser.await("[data-discovery=untrusted]");
        browser.isAccessibleInEachLook();
        browser.click("[data-discovery] button[value=trust-ca]");
        browser.await("[data-changed]");

        assertThat(browser.value("trustedCertificates")).contains("BEGIN CERTIFICATE");
        assertThat(browser.value("host")).isEqualTo("mail.corp.example");
        assertThat(browser.value("password")).isEqualTo(Domain.PASSWORD);
    }

    @Test
    void aSearchIsCancelled() {
        domain.mail().at("smtp.corp.example", 465).on(Phase.GREETING, Act.hang());
        browser.signIn(ADMINISTRATOR, PASSWORD);
        search("mailer@corp.example", "");
        browser.await("[data-stage=candidates][data-state=running]");
        browser.click("#cancel-test");
        browser.await("[data-discovery=cancelled]");
    }

    private void search(String address, String password) {
        allowTestsAgain();
        browser.visit("/settings/mail/discover");
        browser.fill("address", address);
        browser.fill("password", password);
        browser.click("#discover");
    }
}
