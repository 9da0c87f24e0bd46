package io.postern.mail.overview;

import static io.postern.overview.OverviewFixture.cure;
import static io.postern.overview.OverviewFixture.entry;
import static io.postern.overview.OverviewFixture.page;
import static io.postern.overview.OverviewFixture.todo;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.page.MailStoryTests;
import io.postern.mail.page.OAuthTest;
import io.postern.mail.settings.OAuthGrantType;
import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.mail.smtp.TestCertificates;
import io.postern.outbound.TrustedCertificates;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is to do in Settings &gt; Mail: each entry appears with its cause, and disappears once cured. */
class SettingsRepairsTests extends OAuthTest {

    @Override
    protected OAuthGrantType grant() {
        return OAuthGrantType.CLIENT_CREDENTIALS;
    }

    @BeforeEach
    void forget() {
        jdbc.sql("delete from mail_server_certificate").update();
        jdbc.sql("delete from mail_test_result").update();
    }

    @Test
    void aMissingMailServer() {
        jdbc.sql("update mail_settings set host = null").update();
        assertThat(cure(entry(administrator, "mail-not-configured"))).isEqualTo("/settings/mail");
        assertThat(page(administrator).select("[data-mail-state]").attr("data-mail-state"))
                .isEqualTo("not-set-up");
        assertThat(todo(administrator)).doesNotContain("mail-never-tested");
        save();
        assertThat(todo(administrator)).doesNotContain("mail-not-configured").contains("mail-never-tested");
    }

    @Test
    void settingsThatWereNotTestedAsTheyAre() {
        save();
        assertThat(todo(administrator)).contains("mail-never-tested");
        test();
        assertThat(todo(administrator)).noneMatch(code -> code.startsWith("mail-"));
        save("fromDisplayName", "Somebody else");
        assertThat(todo(administrator)).contains("mail-changed-since-test");

        smtp.on(Phase.MAIL, Act.reply("550 no such sender"));
        test();
        assertThat(todo(administrator)).contains("mail-test-failed").doesNotContain("mail-changed-since-test");
        assertThat(page(administrator).select("[data-last-test]").attr("data-last-test"))
                .isEqualTo("failed");
        smtp.on(Phase.MAIL, Act.behave());
        test();
        assertThat(todo(administrator)).noneMatch(code -> code.startsWith("mail-"));
    }

    @Test
    void aBackupHasItsOwnEntries() {
        save();
        test();
        int backup = mailSettings.backup(smtp.port(), "backup@corp.example", true);
        Element untested = entry(administrator, "mail-never-tested-" + backup);
        assertThat(untested.text()).contains("Backup server 127.0.0.1:" + smtp.port());
        assertThat(cure(untested)).isEqualTo("/settings/mail/servers/" + backup);
        assertThat(todo(administrator)).doesNotContain("mail-never-tested", "backup-weaker-" + backup);

        jdbc.sql("update mail_settings set allow_weaker_backup = false").update();
        assertThat(todo(administrator)).contains("backup-weaker-" + backup);
        mailSettings.removeBackups();
        assertThat(todo(administrator)).noneMatch(code -> code.endsWith("-" + backup));
    }

    @Test
    void aServersCertificateThatEndsSoon() {
        save();
        smtp.startTls(TestCertificates.until(clock.instant().plus(Duration.ofDays(20))));
        test();
        assertThat(entry(administrator, "server-certificate-ends").text()).contains("localhost");
        assertThat(entry(administrator, "server-certificate-ends").select(".repair-head time"))
                .hasSize(1);
        smtp.startTls(TestCertificates.until(clock.instant().plus(Duration.ofDays(90))));
        test();
        assertThat(todo(administrator)).doesNotContain("server-certificate-ends");
    }

    @Test
    void anOwnCaCertificateThatEndsSoon() {
        save();
        assertThat(todo(administrator)).doesNotContain("trusted-certificate-ends");
        String ending = TrustedCertificates.pem(
                TestCertificates.authorityUntil(clock.instant().plus(Duration.ofDays(20))));
        save("trustedCertificates", settings().get("trustedCertificates") + "\n" + ending);
        assertThat(entry(administrator, "trusted-certificate-ends").text()).contains("CN=Old CA");
        save();
        assertThat(todo(administrator)).doesNotContain("trusted-certificate-ends");
    }

    @ParameterizedTest
    @CsvSource({"3, oauth-secret-ends", "-3, oauth-secret-ended"})
    void aClientSecretThatEnds(int days, String code) {
        save();
        assertThat(todo(administrator)).noneMatch(each -> each.startsWith("oauth-"));
        save("oauthSecretExpires", today().plusDays(days).toString());
        assertThat(entry(administrator, code).select(".repair-head time").attr("datetime"))
                .startsWith(today().plusDays(days).toString());
        save("oauthSecretExpires", today().plusDays(300).toString());
        assertThat(todo(administrator)).noneMatch(each -> each.startsWith("oauth-"));
    }

    @ParameterizedTest
    @CsvSource({"smtp.office365.com, microsoft-password-ends, 2026-12-31", "smtp-mail.outlook.com, outlook-password, "})
    void microsoftWithAPassword(String host, String code, String by) {
        save();
        Map<String, String> fields = new HashMap<>(Map.of(
                "host", host,
                "port", "587",
                "authMethod", "PASSWORD",
                "password", "s3cret-Passw0rd",
                "trustedCertificates", ""));
        assertThat(administrator.submit("/settings/mail", fields).status()).isEqualTo(303);
        assertThat(entry(administrator, code).select(".repair-head time").attr("datetime"))
                .startsWith(by == null ? "" : by);
        save();
        assertThat(todo(administrator)).doesNotContain(code);
    }

    private void save() {
        save("oauthSecretExpires", "");
    }

    private void save(String field, String value) {
        Map<String, String> fields = new HashMap<>(settings());
        fields.put(field, value);
        assertThat(administrator.submit("/settings/mail", fields).status()).isEqualTo(303);
    }

    private void test() {
        allowTestsAgain();
        MailStoryTests.test(administrator, Map.of());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
