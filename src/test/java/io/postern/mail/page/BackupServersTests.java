package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Backup servers: adding, testing, saving, moving, deleting. */
class BackupServersTests extends ApplicationTest {

    private static final String NEW = "/settings/mail/servers/new";

    private final ScriptedSmtpServer other = ScriptedSmtpServer.start();
    private Visitor administrator;

    @BeforeEach
    void signIn() {
        allowTestsAgain();
        administrator = administrator();
    }

    @AfterEach
    void removeBackups() {
        other.close();
        mailSettings.removeBackups();
    }

    @Test
    void addedTestedSavedAndDeleted() {
        other.takingOnly("backup s3cret");
        assertThat(administrator
                        .get("/settings/mail")
                        .page()
                        .select("#add-server")
                        .attr("href"))
                .isEqualTo(NEW);
        Map<String, String> typed = server(other.port());
        Visitor.Answer tested = administrator.post(
                NEW + "/test", Visitor.filled(administrator.get(NEW), NEW, with(typed, "recipient", "a@corp.example")));
        assertThat(tested.page().select("[data-outcome=accepted]")).hasSize(1);
        assertThat(tested.page().select("#save-tested")).hasSize(1);
        assertThat(other.acceptedFor("a@corp.example")).hasSize(1);

        String page = add(typed);
        Visitor.Answer shown = administrator.get(page);
        assertThat(shown.page().select("[data-last-test]").attr("data-last-test"))
                .isEqualTo("accepted");
        assertThat(shown.shown()).doesNotContain("backup s3cret");
        assertThat(Visitor.filled(shown, page, Map.of()))
                .containsEntry("host", "127.0.0.1")
                .containsEntry("port", String.valueOf(other.port()))
                .containsEntry("username", "backup@corp.example")
                .containsEntry("password", "")
                .doesNotContainKey("alertEmailsEnabled");
        assertThat(Visitor.filled(administrator.get("/settings/mail"), "/settings/mail", Map.of()))
                .containsEntry("port", String.valueOf(smtp.port()))
                .doesNotContainKey("allowWeakerBackup");

        assertThat(administrator
                        .submit(page, Map.of("fromDisplayName", "Backup"))
                        .location())
                .isEqualTo(page);
        assertThat(administrator.submit(page, page + "/delete", Map.of()).location())
                .isEqualTo("/settings/mail");
        assertThat(administrator.get(page).status()).isEqualTo(404);
        assertThat(administrator.get("/audit.csv").body())
                .contains("place=1 → –", "server=" + id(page), "fromDisplayName=– → Backup");
        assertThat(tests()).isZero();
    }

    @Test
    void fiveAndNotSix() {
        Visitor.Answer form = administrator.get(NEW);
        for (int i = 0; i < 4; i++) {
            add(server(other.port()));
        }
        assertThat(places()).hasSize(5);
        assertThat(administrator.get("/settings/mail").page().select("#add-server"))
                .isEmpty();
        assertThat(administrator.get(NEW).location()).isEqualTo("/settings/mail");
        Visitor.Answer sixth = administrator.post(NEW, Visitor.filled(form, NEW, server(other.port())));
        assertThat(sixth.status()).isEqualTo(422);
        assertThat(sixth.error("form"))
                .hasValueSatisfying(said -> assertThat(said).contains("five"));
        assertThat(places()).hasSize(5);
    }

    @Test
    void theOrderIsChangedStepByStep() {
        String first = add(server(other.port()));
        String second = add(server(other.port()));
        String third = add(server(other.port()));

        Visitor.Answer moved = move("/settings/mail", third, "up");
        assertThat(moved.location()).isEqualTo("/settings/mail");
        assertThat(places()).containsExactly("1", id(first), id(third), id(second));
        assertThat(move(first, first, "down").location()).isEqualTo(first);
        assertThat(places()).containsExactly("1", id(third), id(first), id(second));
        assertThat(move("/settings/mail", third, "up").status()).isEqualTo(303);
        assertThat(places()).as("never before the primary").containsExactly("1", id(third), id(first), id(second));
        assertThat(administrator.get("/audit.csv").body()).contains("place=3 → 2", "place=1 → 2");
        assertThat(move("/settings/mail", third, "sideways").status()).isEqualTo(404);
    }

    @Test
    void anotherAdministratorsChangeIsNotOverwritten() {
        String page = add(server(other.port()));
        Visitor.Answer open = administrator.get(page);
        assertThat(administrator()
                        .submit(page, Map.of("fromDisplayName", "Hers"))
                        .status())
                .isEqualTo(303);

        Visitor.Answer saved = administrator.post(page, Visitor.filled(open, page, Map.of("fromDisplayName", "Mine")));
        assertThat(saved.status()).isEqualTo(422);
        assertThat(saved.error("version")).isPresent();
        Visitor.Answer deleted = administrator.post(page + "/delete", Visitor.filled(open, page + "/delete", Map.of()));
        assertThat(deleted.location()).isEqualTo(page);
        assertThat(administrator.get(page).page().select("[data-notice]").text())
                .contains("Another administrator");
        assertThat(Visitor.filled(administrator.get(page), page, Map.of())).containsEntry("fromDisplayName", "Hers");
    }

    @Test
    void whatWasDeletedIsNotRevivedByAnOpenPage() {
        String page = add(server(other.port()));
        Visitor.Answer open = administrator.get(page);
        administrator().submit(page, page + "/delete", Map.of());

        for (String below : List.of("", "/delete", "/test", "/preset", "/warnings", "/suggestion", "/oauth/connect")) {
            assertThat(administrator
                            .post(page + below, Visitor.filled(open, page, Map.of()))
                            .status())
                    .as(below)
                    .isEqualTo(404);
        }
        assertThat(places()).containsExactly("1");

        assertThat(add(server(other.port()))).as("the id is free again").isEqualTo(page);
        assertThat(administrator
                        .post(page, Visitor.filled(open, page, Map.of()))
                        .status())
                .as("but the page is not of this server")
                .isEqualTo(422);
    }

    @Test
    void anUnknownServerHasNoPage() {
        for (String id : List.of("1", "2", "0", "-1", "02", "99999", "x", "2x")) {
            assertThat(administrator.get("/settings/mail/servers/" + id).status())
                    .as(id)
                    .isEqualTo(404);
        }
        assertThat(administrator.post(NEW + "/delete", csrf()).status()).isEqualTo(404);
        assertThat(administrator.post(NEW + "/move", csrf()).status()).isEqualTo(404);
        Visitor operator = signedIn(user(Role.OPERATOR).username(), PASSWORD);
        assertThat(operator.get(NEW).status()).isEqualTo(403);
    }

    @Test
    void thePrimaryComesFirst() {
        jdbc.sql("update mail_settings set host = null where id = 1").update();
        assertThat(administrator.get("/settings/mail").page().select("#mail-servers"))
                .isEmpty();
        assertThat(administrator.get(NEW).location()).isEqualTo("/settings/mail");
        Map<String, String> typed = with(server(other.port()), "_csrf", administrator.csrf("/settings/mail"));
        typed.remove("sslEnabled");
        assertThat(administrator.post(NEW, typed).error("form")).isPresent();
        assertThat(places()).containsExactly("1");
    }

    @Test
    void aBackupDoesNotSwitchTheAlertMails() {
        String page = add(server(other.port()));
        administrator.submit("/settings/mail", Map.of("alertEmailsEnabled", "true"));
        administrator.submit(page, Map.of("fromDisplayName", "Backup"));
        assertThat(enabled()).containsExactly(true, false);
        administrator.submit("/settings/mail", with(new LinkedHashMap<>(), "alertEmailsEnabled", null));
        administrator.submit(page, Map.of("alertEmailsEnabled", "true"));
        assertThat(enabled()).containsExactly(false, false);
    }

    private List<Boolean> enabled() {
        return jdbc.sql("select alert_emails_enabled from mail_settings order by place")
                .query(Boolean.class)
                .list();
    }

    private Visitor.Answer move(String shown, String server, String direction) {
        Visitor.Answer page = administrator.get(shown);
        return administrator.post(
                server + "/move", Visitor.filled(page, server + "/move", Map.of("direction", direction)));
    }

    private String add(Map<String, String> typed) {
        Visitor.Answer added = administrator.submit(NEW, typed);
        assertThat(added.status()).as(added.body()).isEqualTo(303);
        assertThat(added.location()).startsWith("/settings/mail/servers/");
        return added.location();
    }

    /** In their order, as the page shows them. */
    private List<String> places() {
        List<String> listed = administrator
                .get("/settings/mail")
                .page()
                .select("#mail-servers [data-server]")
                .eachAttr("data-server");
        return listed.isEmpty() ? List.of("1") : listed;
    }

    private int tests() {
        return jdbc.sql("select count(*) from mail_test_result where id > 1")
                .query(Integer.class)
                .single();
    }

    private Map<String, String> csrf() {
        return Map.of("_csrf", administrator.csrf("/settings/mail"));
    }

    private static String id(String page) {
        return page.substring(page.lastIndexOf('/') + 1);
    }

    private static Map<String, String> server(int port) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("host", "127.0.0.1");
        fields.put("port", String.valueOf(port));
        fields.put("sslEnabled", null);
        fields.put("username", "backup@corp.example");
        fields.put("password", "backup s3cret");
        return fields;
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        fields.put(name, value);
        return fields;
    }
}
