package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.BrowserTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;

/** The pages of the backup servers as an administrator meets them. */
class BackupServersBrowserIT extends BrowserTest {

    @BeforeEach
    void signIn() {
        browser.signIn(ADMINISTRATOR, PASSWORD);
    }

    @AfterEach
    void removeBackups() {
        mailSettings.removeBackups();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void areAccessibleInEachLook(String language) {
        browser.speak(language);
        browser.visit("/settings/mail");
        browser.isAccessibleInEachLook();
        int first = mailSettings.backup(smtp.port(), "backup@corp.example");
        mailSettings.backup(smtp.port(), "backup@corp.example");
        jdbc.sql("update mail_settings set ssl_enabled = true, host = ? where id = 1")
                .param("a-relay-whose-name-is-rather-long.mail.corp.example")
                .update();
        browser.visit("/settings/mail");
        browser.isAccessibleInEachLook();
        browser.visit("/settings/mail/servers/" + first);
        browser.click("#delete-server summary");
        browser.isAccessibleInEachLook();
        browser.click("#save");
        browser.await("[data-error-for=allowWeakerBackup]");
        browser.isAccessibleInEachLook();
        browser.visit("/settings/mail/servers/new");
        browser.isAccessibleInEachLook();
    }

    @Test
    void addedTestedMovedAndDeleted() {
        browser.visit("/settings/mail");
        browser.click("#add-server");
        browser.await("[name=allowWeakerBackup]");
        new Select(browser.find("#preset")).selectByValue("google");
        browser.await("[data-changed]");
        browser.fill("host", "127.0.0.1");
        browser.fill("port", String.valueOf(smtp.port()));
        browser.fill("username", "backup@corp.example");
        browser.fill("password", "s3cret-Passw0rd");
        browser.click("#sslEnabled");
        browser.click("#send-test");
        browser.await("#mail-test-result[data-outcome=accepted]");
        browser.click("#save-tested");
        browser.await(ExpectedConditions.presenceOfElementLocated(By.cssSelector(".flash .alert-success")));
        String added = browser.path();
        assertThat(added).matches("/settings/mail/servers/\\d+");

        mailSettings.backup(smtp.port(), "backup@corp.example");
        browser.visit("/settings/mail");
        browser.find("form[action='" + added + "/move'] [value=down]").sendKeys(Keys.ENTER);
        browser.await(".flash .alert-success");
        assertThat(browser.find("[data-place='2'] a").getAttribute("href")).endsWith(added);

        browser.click("[data-place='2'] a");
        browser.click("#delete-server summary");
        browser.click("#delete-server button");
        browser.await(".flash .alert-success");
        assertThat(browser.path()).isEqualTo("/settings/mail");
        assertThat(browser.shows("a[href$='" + added + "']")).isFalse();
    }
}
