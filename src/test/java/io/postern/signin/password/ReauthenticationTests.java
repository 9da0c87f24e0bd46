package io.postern.signin.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.testing.Visitor.Answer;
import io.postern.users.Role;
import io.postern.users.User;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The password is asked for again before what would hand the account or the mail over (OWASP ASVS 7.5.1, 7.5.3). */
class ReauthenticationTests extends ApplicationTest {

    private static final Map<String, String> CONFIRMATION = Map.of("password", PASSWORD);

    private Visitor root;

    @BeforeEach
    void signInSomeTimeAgo() {
        jdbc.sql("delete from rate_limit").update();
        root = administrator();
        clock.advance(Duration.ofMinutes(16));
    }

    @Test
    void withinFifteenMinutesNobodyIsAsked() {
        Visitor recent = administrator();
        clock.advance(Duration.ofMinutes(14));
        User user = user();

        assertThat(recent.submit(page(user), Map.of("role", "OPERATOR")).location())
                .endsWith("/users");
        assertThat(users.byId(user.id()).orElseThrow().role()).isEqualTo(Role.OPERATOR);
    }

    @Test
    void expiresARecentSignInDespiteAClockSetBack() {
        clock.advance(Duration.ofDays(700));
        Visitor ahead = administrator();
        clock.advance(Duration.ofDays(-700));
        User user = user();

        assertThat(ahead.submit(page(user), Map.of("role", "OPERATOR")).location())
                .endsWith("/reauthenticate");
        assertThat(users.byId(user.id()).orElseThrow().role()).isEqualTo(Role.USER);
    }

    @Test
    void aRoleIsChangedAfterThePasswordOnly() {
        User user = user();
        Answer asked = root.submit(page(user), Map.of("role", "ADMINISTRATOR", "displayName", "Ms New"));

        assertThat(asked.status()).isEqualTo(303);
        assertThat(asked.location()).endsWith("/reauthenticate");
        assertThat(users.byId(user.id()).orElseThrow().role()).isEqualTo(Role.USER);

        Answer confirmed = root.submit("/reauthenticate", CONFIRMATION);
        assertThat(confirmed.status()).isEqualTo(303);
        assertThat(confirmed.location()).endsWith(page(user));
        Answer form = root.get(page(user));
        assertThat(form.page().select("[role=status]").text()).contains("Confirmed");
        Map<String, String> kept = Visitor.filled(form, page(user), Map.of());
        assertThat(kept).containsEntry("role", "ADMINISTRATOR").containsEntry("displayName", "Ms New");
        assertThat(Visitor.filled(root.get(page(user)), page(user), Map.of()))
                .as("shown once")
                .containsEntry("role", "USER");

        assertThat(root.post(page(user), kept).location()).endsWith("/users");
        assertThat(users.byId(user.id()).orElseThrow().role()).isEqualTo(Role.ADMINISTRATOR);
    }

    @Test
    void doesNotOverwriteOthersWithARetainedForm() {
        User user = user();
        root.submit(page(user), Map.of("role", "OPERATOR"));
        administrator().submit(page(user), Map.of("displayName", "Theirs"));
        root.submit("/reauthenticate", CONFIRMATION);

        assertThat(root.submit(page(user), Map.of()).error("version")).isPresent();
        assertThat(users.byId(user.id()).orElseThrow().displayName()).isEqualTo("Theirs");
    }

    @Test
    void aWrongPasswordOpensNothingAndTenAreTooMany() {
        User user = user();
        root.submit(page(user), Map.of("email", "mine@elsewhere.example"));
        for (int i = 0; i < 10; i++) {
            assertThat(root.submit("/reauthenticate", Map.of("password", "wrong"))
                            .status())
                    .isEqualTo(422);
        }
        Answer right = root.submit("/reauthenticate", CONFIRMATION);

        assertThat(right.status()).isEqualTo(422);
        assertThat(right.error("password"))
                .hasValueSatisfying(said -> assertThat(said).contains("15 min"));
        assertThat(root.submit(page(user), Map.of("email", "mine@elsewhere.example"))
                        .location())
                .endsWith("/reauthenticate");
        assertThat(users.byId(user.id()).orElseThrow().email()).isEqualTo(user.email());
        assertThat(actions()).contains("signin.audit.not-confirmed");
    }

    @Test
    void mailSettingsAreRetainedWithoutTheirPassword() {
        String secret = "an smtp secret of mine";
        String before = host();
        Answer asked = root.submit(
                "/settings/mail",
                Map.of("host", "smtp.attacker.example", "username", "me", "password", secret, "sslEnabled", "true"));

        assertThat(asked.location()).endsWith("/reauthenticate");
        assertThat(sessionData()).doesNotContain(secret).contains("smtp.attacker.example");
        root.submit("/reauthenticate", CONFIRMATION);
        Answer form = root.get("/settings/mail");
        assertThat(form.body()).doesNotContain(secret);
        assertThat(Visitor.filled(form, "/settings/mail", Map.of()))
                .containsEntry("host", "smtp.attacker.example")
                .containsEntry("username", "me")
                .containsEntry("sslEnabled", "true");
        assertThat(host()).isEqualTo(before);
    }

    @Test
    void ofTheGeneralSettingsThePublicAddressAloneAsks() {
        User user = user();
        assertThat(root.submit(page(user), Map.of("displayName", "Only a name")).location())
                .endsWith("/users");
        // The second one puts it back for the tests that share the installation.
        for (String name : List.of("Works", "Postern")) {
            assertThat(root.submit("/settings/general", Map.of("installationName", name))
                            .location())
                    .endsWith("/settings/general");
        }
    }

    @Test
    void leavesAPageWithScriptsAsItIs() {
        String secret = "an smtp secret of mine";
        Map<String, String> typed = new HashMap<>(
                Map.of("host", "smtp.dialog.example", "sslEnabled", "true", "username", "me", "password", secret));
        typed.put("_dialog", "17-4-1-99");
        Answer answer = root.submit("/settings/mail", typed);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.response().headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("_dialog=17-4-1-99;"));
        assertThat(sessionData()).doesNotContain("smtp.dialog.example");
        Visitor dialog = root.with("X-Dialog", "true");
        assertThat(dialog.get("/reauthenticate").page().select("main, form[action=/reauthenticate]"))
                .hasSize(1);
        assertThat(dialog.submit("/reauthenticate", Map.of("password", "wrong")).status())
                .isEqualTo(422);
        assertThat(dialog.submit("/reauthenticate", CONFIRMATION).status()).isEqualTo(204);
        assertThat(root.submit("/settings/mail", typed).location()).endsWith("/settings/mail");
    }

    @Test
    void answersAForeignNumberAsWithoutScripts() {
        Answer answer = root.submit("/settings/mail", Map.of("host", "smtp.typed.example", "_dialog", "a;b"));
        assertThat(answer.location()).endsWith("/reauthenticate");
        assertThat(answer.response().headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("_dialog"));
    }

    @Test
    void aNewUserNeedsThePasswordToo() {
        Answer asked = root.submit(
                "/users/new", "/users", Map.of("username", "accomplice", "role", "ADMINISTRATOR", "email", ""));

        assertThat(asked.location()).endsWith("/reauthenticate");
        assertThat(users.byIdentifier("accomplice")).isEmpty();
        assertThat(root.submit("/reauthenticate", CONFIRMATION).location()).endsWith("/users/new");
        root.submit("/users/new", "/users", Map.of());
        assertThat(users.byIdentifier("accomplice")).isPresent();
    }

    @Test
    void renewsTheSessionIdAndAudits() {
        String before = root.cookies().toString();
        assertThat(root.submit("/reauthenticate", CONFIRMATION).location()).endsWith("/");

        assertThat(root.cookies().toString()).isNotEqualTo(before);
        assertThat(root.get("/users").status()).isEqualTo(200);
        assertThat(actions()).contains("signin.audit.confirmed");
    }

    private String page(User user) {
        return "/users/" + user.id();
    }

    private String host() {
        return jdbc.sql("select host from mail_settings").query(String.class).single();
    }

    private List<String> actions() {
        return jdbc.sql("select action from audit_line").query(String.class).list();
    }

    private String sessionData() {
        return jdbc.sql("select attribute_bytes from spring_session_attributes")
                .query((row, number) -> new String(row.getBytes(1), java.nio.charset.StandardCharsets.UTF_8))
                .list()
                .toString();
    }
}
