package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.BrowserTest;
import io.postern.testing.DnsServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The check of a From domain as an administrator meets it. */
class DomainPageBrowserIT extends BrowserTest {

    private static final DnsServer dns = DnsServer.start()
            .with(
                    "corp.example MX 0 .",
                    "corp.example TXT \"v=spf1 include:spf.protection.outlook.com include:corp.example -all\"",
                    "_dmarc.corp.example TXT \"v=DMARC1; p=reject; pct=100; rua=mailto:dmarc-reports@a-company-for-reports.example\"",
                    "_mta-sts.corp.example TXT \"v=STSv1; id=1\"",
                    "spf.protection.outlook.com TXT \"v=spf1 ip4:198.51.100.0/24 -all\"",
                    "smtp.corp.example A 192.0.2.25");

    @DynamicPropertySource
    static void ownDns(DynamicPropertyRegistry properties) {
        properties.add("postern.dns.servers", dns::address);
    }

    @AfterAll
    static void stop() {
        dns.close();
    }

    @ParameterizedTest
    @CsvSource({"en,Copied", "de,Kopiert"})
    void fromTheSettingsToTheRecordThatCures(String language, String copied) {
        browser.speak(language);
        browser.signIn(ADMINISTRATOR, PASSWORD);
        browser.visit("/settings/mail");
        browser.fill("host", "smtp.corp.example");
        browser.fill("fromAddress", "postern@corp.example");
        browser.click("#save");
        browser.await("[data-from-domain='corp.example'] [data-warning=spf-loop]");
        browser.isAccessibleInEachLook();

        browser.click("#open-domain");
        browser.await("[data-finding=mx-null]");
        assertThat(browser.text("[data-finding=spf-loop] [data-record]"))
                .isEqualTo("v=spf1 a:smtp.corp.example include:spf.protection.outlook.com -all");
        browser.isAccessibleInEachLook();
        browser.click("[data-finding=spf-loop] [data-copy]");
        browser.await(ExpectedConditions.textToBePresentInElementLocated(
                By.cssSelector("[data-finding=spf-loop] [data-copy]"), copied));
    }
}
