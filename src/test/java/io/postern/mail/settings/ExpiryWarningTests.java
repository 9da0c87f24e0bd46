package io.postern.mail.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.OAuthSecret;
import io.postern.mail.ServerCertificateExpiring;
import io.postern.mail.page.MailStoryTests;
import io.postern.mail.page.OAuthTest;
import io.postern.mail.smtp.TestCertificates;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;

/** Certificates and client secrets whose days are nearly over are noticed before they stop the mail. */
class ExpiryWarningTests extends OAuthTest {

    @Autowired
    private ConfigurableApplicationContext application;

    private final List<Object> published = new CopyOnWriteArrayList<>();
    private final ApplicationListener<PayloadApplicationEvent<Object>> listener =
            ApplicationListener.forPayload(published::add);

    @Autowired
    private ClientSecretExpiry clientSecrets;

    @Autowired
    private ServerCertificates certificates;

    @Override
    protected OAuthGrantType grant() {
        return OAuthGrantType.CLIENT_CREDENTIALS;
    }

    @AfterEach
    void stopListening() {
        mailSettings.removeBackups();
        application.removeApplicationListener(listener);
    }

    @BeforeEach
    void forget() {
        application.addApplicationListener(listener);
        jdbc.sql("delete from rate_limit").update();
        jdbc.sql("delete from mail_server_certificate").update();
        jdbc.sql("delete from alert").update();
        administrator.submit("/settings/mail", settings());
    }

    @Test
    void warnsOncePerDayOfAnExpiringCertificate() {
        smtp.startTls(ending(20));
        User user = user();
        resetLink(user);
        resetLink(user);

        assertThat(published(ServerCertificateExpiring.class)).singleElement().satisfies(expiring -> {
            assertThat(expiring.host()).isEqualTo("localhost");
            assertThat(expiring.subject()).isEqualTo("CN=localhost");
            assertThat(expiring.notAfter()).isBefore(clock.instant().plus(Duration.ofDays(21)));
        });
        assertThat(administrator.get("/settings/mail").warnings()).contains("certificate-expires");
        assertThat(administrator
                        .get("/alerts?severity=WARNING")
                        .page()
                        .select("tr[data-alert]")
                        .text())
                .contains("The certificate of the mail server localhost is valid until");

        clock.advance(Duration.ofHours(25));
        resetLink(user);
        assertThat(published(ServerCertificateExpiring.class)).hasSize(2);
    }

    @Test
    void warnsOfACertificateThatNobodyMeets() {
        smtp.startTls(ending(40));
        MailStoryTests.test(administrator, Map.of());
        assertThat(openAlerts()).isEmpty();
        jdbc.sql("update mail_server_certificate set not_after = ?")
                .param(Timestamp.from(clock.instant().plus(Duration.ofDays(20))))
                .update();
        certificates.look();
        assertThat(openAlerts()).containsExactly("certificate-expiring:localhost");
    }

    @Test
    void endsTheWarningOnceRenewed() {
        smtp.startTls(ending(3));
        MailStoryTests.test(administrator, Map.of());
        assertThat(published(ServerCertificateExpiring.class)).hasSize(1);
        assertThat(administrator
                        .get("/settings/mail")
                        .page()
                        .select("[data-warning=certificate-expires]")
                        .text())
                .contains("localhost");

        assertThat(openAlerts()).containsExactly("certificate-expiring:localhost");

        smtp.startTls(ending(90));
        MailStoryTests.test(administrator, Map.of());
        assertThat(administrator.get("/settings/mail").warnings()).doesNotContain("certificate-expires");
        assertThat(published(ServerCertificateExpiring.class)).hasSize(1);
        assertThat(openAlerts()).isEmpty();
    }

    @Test
    void endsTheAlertWhenTheServerChanges() {
        smtp.startTls(ending(3));
        MailStoryTests.test(administrator, Map.of());
        assertThat(openAlerts()).containsExactly("certificate-expiring:localhost");

        assertThat(administrator
                        .submit("/settings/mail", settings("host", "127.0.0.1"))
                        .status())
                .isEqualTo(303);
        assertThat(openAlerts()).isEmpty();
    }

    @Test
    void aCertificateWithTimeLeftIsNotWorthAWord() {
        smtp.startTls(ending(22));
        MailStoryTests.test(administrator, Map.of());

        assertThat(published(ServerCertificateExpiring.class)).isEmpty();
        assertThat(administrator.get("/settings/mail").warnings()).doesNotContain("certificate-expires");
    }

    @Test
    void aCertificateThatWasRefusedIsNoServersCertificate() {
        smtp.startTls(TestCertificates.expired());
        MailStoryTests.test(administrator, Map.of());

        assertThat(jdbc.sql("select count(*) from mail_server_certificate")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-400, -1, 0, 21})
    void warnsOncePerDayOfAnExpiringClientSecret(int daysLeft) {
        enter(daysLeft);
        clientSecrets.look();
        clientSecrets.look();

        assertThat(published(OAuthSecret.Expiring.class)).singleElement().satisfies(expiring -> {
            assertThat(expiring.clientId()).isEqualTo(settings().get("oauthClientId"));
            assertThat(expiring.lastDay()).isEqualTo(today().plusDays(daysLeft));
        });
        clock.advance(Duration.ofHours(25));
        clientSecrets.look();
        assertThat(published(OAuthSecret.Expiring.class)).hasSize(2);
    }

    @Test
    void warnsOfTheSecretOfEachServer() {
        Map<String, String> ending = new HashMap<>(settings());
        ending.put("oauthSecretExpires", today().plusDays(3).toString());
        String page = administrator.submit("/settings/mail/servers/new", ending).location();
        clientSecrets.look();
        assertThat(openAlerts()).containsExactly("client-secret-expiring:" + page.replaceAll("\\D", ""));
        assertThat(administrator.get("/alerts").body()).contains("backup mail server localhost:" + smtp.port());
        assertThat(administrator.get(page).warnings()).contains("oauth-secret-expires");
        assertThat(administrator.get("/settings/mail").warnings()).doesNotContain("oauth-secret-expires");
        administrator.submit(page, page + "/delete", Map.of());
        assertThat(openAlerts()).isEmpty();
    }

    @Test
    void ignoresClientSecretsUnusedOrFarFromExpiry() {
        enter(23);
        clientSecrets.look();
        enter(1);
        administrator.submit("/settings/mail", Map.of("authMethod", "NONE"));
        clientSecrets.look();

        assertThat(published(OAuthSecret.Expiring.class)).isEmpty();
    }

    @Test
    void endsTheAlertWhenANewExpiryIsEntered() {
        enter(3);
        clientSecrets.look();
        assertThat(openAlerts()).containsExactly("client-secret-expiring");
        enter(4);
        assertThat(openAlerts()).containsExactly("client-secret-expiring");

        enter(365);
        assertThat(openAlerts()).isEmpty();
    }

    @Test
    void endsTheAlertWhenTheClientSecretIsUnused() {
        enter(3);
        clientSecrets.look();
        administrator.submit("/settings/mail", Map.of("authMethod", "NONE"));

        assertThat(openAlerts()).isEmpty();
    }

    private List<String> openAlerts() {
        return jdbc.sql("select cause from alert where resolved_at is null and cause like '%expiring%'")
                .query((row, number) -> row.getString(1))
                .list();
    }

    private Map<String, String> settings(String field, String value) {
        Map<String, String> changed = new HashMap<>(settings());
        changed.put(field, value);
        return changed;
    }

    private <T> List<T> published(Class<T> kind) {
        return published.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private SSLContext ending(int daysLeft) {
        return TestCertificates.until(clock.instant().plus(Duration.ofDays(daysLeft)));
    }

    private void enter(int daysLeft) {
        Visitor.Answer saved = administrator.submit(
                "/settings/mail",
                Map.of("oauthSecretExpires", today().plusDays(daysLeft).toString()));
        assertThat(saved.status()).isEqualTo(303);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
