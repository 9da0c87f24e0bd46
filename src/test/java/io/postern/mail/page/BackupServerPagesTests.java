package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of a backup does what that of the primary does, for its own server. */
class BackupServerPagesTests extends ApplicationTest {

    private final ScriptedSmtpServer other = ScriptedSmtpServer.start();
    private Visitor administrator;
    private String page;

    @BeforeEach
    void addBackup() {
        allowTestsAgain();
        administrator = administrator();
        page = "/settings/mail/servers/" + mailSettings.backup(other.port(), "backup@corp.example");
    }

    @AfterEach
    void removeBackups() {
        other.close();
        mailSettings.removeBackups();
    }

    @Test
    void leadsToItsOwnAddressesAlone() {
        for (String shown : new String[] {page, "/settings/mail/servers/new"}) {
            Document html = administrator.get(shown).page();
            for (String attribute : new String[] {"action", "formaction", "hx-post", "data-stream"}) {
                assertThat(html.select("main [" + attribute + "]").eachAttr(attribute))
                        .as(attribute)
                        .isNotEmpty()
                        .allMatch(address -> address.startsWith(shown)
                                || address.endsWith("/move") && !shown.endsWith("/new")
                                || address.equals("/settings/mail/received"));
            }
        }
        assertThat(administrator.get(page).page().select("[aria-current=page][href=" + page + "]"))
                .hasSize(1);
    }

    @Test
    void movingItLeavesItsNeighboursOpenFormGood() {
        int neighbour = mailSettings.backup(other.port(), "third@corp.example");
        String beside = "/settings/mail/servers/" + neighbour;
        Visitor.Answer open = administrator.get(beside);
        assertThat(administrator
                        .submit(page, page + "/move", Map.of("direction", "down"))
                        .status())
                .isEqualTo(303);
        assertThat(administrator
                        .get("/settings/mail")
                        .page()
                        .select("#mail-servers [data-server]")
                        .eachAttr("data-server"))
                .containsExactly("1", String.valueOf(neighbour), page.substring(page.lastIndexOf('/') + 1));
        assertThat(administrator
                        .post(beside, Visitor.filled(open, beside, Map.of("fromDisplayName", "Third")))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void testsItsServerAndRemembersIt() {
        Visitor.Answer tested = test(Map.of());
        assertThat(tested.page().select("[data-outcome=accepted]")).hasSize(1);
        assertThat(other.accepted()).hasSize(1);
        assertThat(smtp.accepted()).isEmpty();
        assertThat(lastTest(page)).isEqualTo("accepted");
        assertThat(lastTest("/settings/mail")).isNotEqualTo("accepted");

        administrator.submit(page, Map.of("connectTimeout", "9"));
        assertThat(lastTest(page)).isEqualTo("changed");
        assertThat(administrator.get("/settings/mail").page().select("[data-server-test=changed]"))
                .isNotEmpty();
    }

    @Test
    void saysWhichServerIsUsedAndLiftsAHold() {
        assertThat(states("/settings/mail")).containsExactly("used", "ready");
        queue.hold("connection-refused");
        assertThat(states(page)).containsExactly("held", "used");
        assertThat(administrator
                        .submit("/settings/mail", "/settings/mail/use", Map.of())
                        .status())
                .isEqualTo(303);
        assertThat(states("/settings/mail")).containsExactly("used", "ready");
        assertThat(administrator.get("/audit").page().select("[data-action='mail.settings.audit.server-used']"))
                .hasSize(1);
    }

    private List<String> states(String shown) {
        return administrator
                .get(shown)
                .page()
                .select("#mail-servers [data-server-state]")
                .eachAttr("data-server-state");
    }

    @Test
    void fillsItsFormAndSavesNothing() {
        Map<String, String> typed =
                Visitor.filled(administrator.get(page), page, Map.of("preset", "google", "fromDisplayName", "Typed"));
        Visitor.Answer filled = administrator.post(page + "/preset", typed);
        assertThat(filled.page().select("[data-changed]")).hasSize(1);
        assertThat(Visitor.filled(filled, page, Map.of()))
                .containsEntry("fromDisplayName", "Typed")
                .containsEntry("host", "smtp.gmail.com");
        assertThat(Visitor.filled(administrator.get(page), page, Map.of())).containsEntry("host", "127.0.0.1");

        typed.put("cure", "starttls-587");
        assertThat(Visitor.filled(administrator.post(page + "/cure", typed), page, Map.of()))
                .containsEntry("port", "587");
        typed.put("host", "");
        typed.put("fromAddress", "somebody@gmail.com");
        assertThat(administrator.post(page + "/suggestion", typed).body()).contains(page + "/preset");
        typed.put("port", "465");
        typed.remove("sslEnabled");
        assertThat(administrator.post(page + "/warnings", typed).body()).contains("data-warning=\"port-tls-mode\"");
    }

    @Test
    void comesBackAfterThePasswordWasConfirmed() {
        Map<String, String> typed = Visitor.filled(administrator.get(page), page, Map.of("fromDisplayName", "Typed"));
        clock.advance(Duration.ofMinutes(16));
        Visitor.Answer asked = administrator.post(page, typed);
        assertThat(asked.location()).isEqualTo("/reauthenticate");
        Visitor.Answer confirmed = administrator.submit("/reauthenticate", Map.of("password", PASSWORD));
        assertThat(confirmed.location()).isEqualTo(page);
        assertThat(Visitor.filled(administrator.get(page), page, Map.of())).containsEntry("fromDisplayName", "Typed");
    }

    @Test
    void aSecretOpensOnlyAtItsOwnServer() {
        administrator.submit(page, Map.of("username", "b@corp.example", "password", "of the backup"));
        String another = "/settings/mail/servers/" + mailSettings.backup(other.port(), "backup@corp.example");
        administrator.submit(another, Map.of("username", "b@corp.example", "password", "of another"));
        assertThat(administrator.get(another).warnings()).doesNotContain("secret-unreadable");

        jdbc.sql("update mail_settings set sealed_secret = (select sealed_secret from mail_settings where id = ?)"
                        + " where id in (1, ?)")
                .params(id(page), id(another))
                .update();
        assertThat(administrator.get(another).warnings()).contains("secret-unreadable");
        assertThat(administrator.get("/settings/mail").warnings()).contains("secret-unreadable");
        assertThat(administrator.get(page).warnings()).doesNotContain("secret-unreadable");
        assertThat(administrator.submit(another, Map.of()).error("password")).isPresent();
    }

    private Visitor.Answer test(Map<String, String> fields) {
        return administrator.post(page + "/test", Visitor.filled(administrator.get(page), page, fields));
    }

    private String lastTest(String shown) {
        return administrator.get(shown).page().select("[data-last-test]").attr("data-last-test");
    }

    private static int id(String page) {
        return Integer.parseInt(page.substring(page.lastIndexOf('/') + 1));
    }
}
