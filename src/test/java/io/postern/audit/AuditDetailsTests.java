package io.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** What a line says besides, and lines beneath a line. */
abstract class AuditDetailsTests extends ApplicationTest {

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private AuditGroups groups;

    private Visitor root;

    @BeforeEach
    void nothingHappened() {
        root = administrator();
        jdbc.sql("delete from audit_line").update();
    }

    /** The texts are those with which the room shows the value itself. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        users.audit.created           | role            | OPERATOR             | Rolle: Operator
        users.audit.changed           | language        | – → de               | Sprache: – → Deutsch
        installation.audit.changed    | defaultLanguage | en → de              | Standardsprache: Englisch (English) → Deutsch
        mail.settings.audit.changed   | tlsMode         | AUTO → IMPLICIT      | TLS-Modus: Automatisch (nach Port) → TLS ab dem ersten Byte
        mail.settings.audit.changed   | authMethod      | AUTO → OAUTH2        | Anmeldeverfahren: Automatisch (nach Benutzername) → OAuth 2.0
        mail.settings.audit.changed   | host            | auto                 | SMTP-Host: auto
        mail.settings.audit.tested    | outcome         | accepted             | Ergebnis: angenommen
        webhook.audit.changed         | severity        | ERROR → FATAL        | Schweregrad: Fehler → Schwerer Fehler
        webhook.audit.changed         | format          | STANDARD → GOOGLE_CHAT | Format: Standard Webhooks → Google Chat
        webhook.audit.changed         | components      | MAIL, SIGN_IN        | Komponenten: E-Mail, Anmeldung
        mail.deliveries.audit.expired | kind            | password-reset       | Art der E-Mail: Passwort zurücksetzen
        mail.deliveries.audit.exported | state          | FAILED               | Zustand: Abgelehnt
        alerts.audit.exported         | state           | UNREAD               | Zustand: Ungelesen
        users.audit.exported          | status          | PENDING              | Status: Eingeladen
        audit.audit.exported          | action          | users.audit.created  | Aktion: Benutzer hinzugefügt
        """)
    void codedValuesHaveTheTextsOfTheirRoom(String action, String field, String value, String shown) {
        events.publishEvent(new AuditEntry(action, "berta", Map.of(field, value)));
        Visitor german = root.with("Accept-Language", "de");
        assertThat(german.get("/audit?q=berta").page().select("[data-detail]").text())
                .isEqualTo(shown);
        assertThat(german.get("/audit.csv?q=berta").body()).contains(field + '=' + value, shown);
    }

    @Test
    void aFailureIsToldByItsCause() {
        events.publishEvent(
                new AuditEntry("mail.settings.audit.tested", "berta", Map.of("outcome", "certificate-untrusted")));
        assertThat(root.get("/audit?q=berta").page().select("[data-detail]").text())
                .startsWith("Outcome: ")
                .contains("certificate")
                .doesNotContain("certificate-untrusted");
    }

    @Test
    void labelsStandForKeysAndInTheFileBesideThem() {
        events.publishEvent(new AuditEntry(
                "users.audit.changed",
                "berta",
                Map.of(
                        "role",
                        "USER → ADMINISTRATOR",
                        "displayName",
                        "a=b",
                        "sslEnabled",
                        "true → false",
                        "odd",
                        "x")));
        Document page = root.get("/audit").page();
        assertThat(page.select("[data-detail]").eachText())
                .containsExactly("Display name: a=b", "odd: x", "Role: User → Administrator", "Enable SSL: yes → no");
        assertThat(page.select("main table").text()).contains("User changed").doesNotContain("displayName");
        assertThat(root.get("/audit.csv?q=berta").body())
                .contains("\"users.audit.changed\"", "role=USER → ADMINISTRATOR", "\"User changed\"")
                .contains("Role: User → Administrator");
        assertThat(root.with("Accept-Language", "de").get("/audit.csv?q=berta").body())
                .contains("role=USER → ADMINISTRATOR", "Rolle: Benutzer → Administrator");
    }

    @Test
    void partsStandBeneathTheLineOfTheirAction() {
        transaction.executeWithoutResult(
                status -> groups.beneath(new AuditEntry("users.imports.audit.imported", "2"), () -> {
                    happen("anna.");
                    happen("bert.");
                }));
        happen("carl.");
        Document all = root.get("/audit").page();
        assertThat(all.select("main tbody").text())
                .contains("carl.", "2 lines beneath")
                .doesNotContain("anna.");
        String within = all.select("main a[href*=within]").attr("href");
        assertThat(lines(within)).contains("anna.", "bert.").doesNotContain("carl.");
        assertThat(lines("/audit?q=anna")).contains("anna.");
        assertThat(lines("/audit?action=users.audit.created")).contains("anna.", "carl.");
        assertThat(lines("/audit?within=x")).contains("carl.");
        assertThat(root.get("/audit.csv").body()).contains("anna.", "carl.");
    }

    private String lines(String path) {
        return root.get(path).page().select("main tbody").text();
    }

    private void happen(String subject) {
        events.publishEvent(new AuditEntry("users.audit.created", subject));
    }
}
