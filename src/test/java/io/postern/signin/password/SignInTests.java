package io.postern.signin.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import java.net.HttpCookie;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in, and what a session is. */
class SignInTests extends ApplicationTest {

    @BeforeEach
    void forgetFailures() {
        jdbc.sql("delete from sign_in_failure").update();
    }

    @Tag("case-48")
    @Test
    void unknownWrongDisabledAndInvitedReadTheSame() {
        User known = user();
        User disabled = user();
        users.disable(disabled.id());
        List<String> pages = new ArrayList<>();
        for (String name : List.of("nobody", known.username(), disabled.username())) {
            Visitor.Answer answer = visitor().signIn(name, name.equals(known.username()) ? "wrong" : PASSWORD);
            pages.add(answer.status()
                    + answer.body()
                            .replaceAll("(name=\"_csrf\" value=\")[^\"]+", "$1")
                            .replace("value=\"" + name + "\"", "value=\"\""));
        }
        assertThat(pages).allMatch(pages.get(0)::equals);
        assertThat(pages.get(0)).startsWith("422").doesNotContain(PASSWORD);
    }

    @Tag("case-117")
    @Test
    void doesNotAuditAPasswordTypedAsTheName() {
        String name = "nobody-" + UUID.randomUUID();
        for (String typed : List.of(PASSWORD, "Tr0ub4dor&3", "x".repeat(65), name, name + "@corp.example")) {
            visitor().signIn(typed, "x");
        }
        assertThat(jdbc.sql(
                                "select subject from audit_line where action = 'signin.audit.failed' order by id desc limit 5")
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly(name + "@corp.example", name, "–", "–", "–");
    }

    @Tag("case-49")
    @Test
    void theSessionIdIsNewAfterSigningIn() {
        User user = user();
        Visitor visitor = signedIn(user.username(), PASSWORD);
        String first = session(visitor);
        Visitor.Answer again = visitor.submit("/login", Map.of("username", user.username(), "password", PASSWORD));
        assertThat(again.status()).isEqualTo(303);
        assertThat(session(visitor)).isNotEqualTo(first);

        Visitor fixed = visitor();
        fixed.with("Cookie", "JSESSIONID=fixed; SESSION=Zml4ZWQ=");
        String csrf = fixed.csrf("/login");
        Visitor.Answer answer =
                fixed.post("/login", Map.of("username", user.username(), "password", PASSWORD, "_csrf", csrf));
        assertThat(answer.location()).isEqualTo("/");
        assertThat(answer.response().headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("SESSION="))
                .noneMatch(cookie -> cookie.contains("fixed") || cookie.contains("Zml4ZWQ"));
    }

    @Tag("case-51")
    @Test
    void hidesEndedSessionsFromTheList() {
        User user = user(Role.OPERATOR);
        signedIn(user.username(), PASSWORD);
        assertThat(administrator()
                        .submit("/users/" + user.id(), Map.of("role", "USER"))
                        .status())
                .isEqualTo(303);

        assertThat(signedIn(user.username(), PASSWORD)
                        .get("/profile")
                        .page()
                        .select("[data-session]")
                        .eachAttr("data-session"))
                .containsExactly("current");
    }

    @Tag("case-51")
    @ParameterizedTest
    @ValueSource(strings = {"logout", "disabled", "other role", "deleted"})
    void anOldCookieIsRefusedAtOnce(String end) {
        User user = user(Role.OPERATOR);
        Visitor visitor = signedIn(user.username(), PASSWORD);
        assertThat(visitor.get("/deliveries").status()).isEqualTo(200);
        HttpCookie cookie = cookie(visitor);
        switch (end) {
            case "logout" -> {
                Visitor.Answer out = visitor.submit("/profile", "/logout", Map.of());
                assertThat(out.location()).isEqualTo("/login?logout");
            }
            case "disabled" -> users.disable(user.id());
            case "deleted" -> users.delete(user.id());
            default ->
                assertThat(administrator()
                                .submit("/users/" + user.id(), Map.of("role", "USER"))
                                .status())
                        .isEqualTo(303);
        }

        Visitor replaying = visitor().with("Cookie", cookie.getName() + "=" + cookie.getValue());

        assertThat(replaying.get("/deliveries").location()).isEqualTo("/login");
        assertThat(replaying.get("/profile").location()).isEqualTo("/login");
    }

    @Tag("case-47")
    @Test
    void aPasswordOfTenMegabytesIsRefusedUnread() {
        Visitor visitor = visitor();
        String csrf = visitor.csrf("/login");

        assertThat(visitor.post("/login", Map.of("username", "x", "password", "p".repeat(10_000_000), "_csrf", csrf))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void pagesForEverybodyMakeNoSession() {
        int before = sessions();
        Visitor visitor = visitor();
        for (String page :
                List.of("/login", "/forgot-password", "/reset-password", "/invitation", "/users", "/nowhere")) {
            visitor.get(page);
        }
        visitor.submit("/forgot-password", Map.of("identifier", "nobody"));
        visitor.submit("/forgot-password", Map.of("identifier", ""));
        visitor.signIn("nobody", "wrong");

        assertThat(sessions()).isEqualTo(before);
        assertThat(visitor.cookies()).extracting(HttpCookie::getName).doesNotContain("SESSION", "JSESSIONID");
    }

    @Test
    void leadsToTheWantedPageOnly() {
        User user = user();
        Visitor visitor = visitor();
        assertThat(visitor.get("/profile?tab=1").location()).isEqualTo("/login");
        assertThat(visitor.signIn(user.username(), PASSWORD).location()).isEqualTo("/profile?tab=1");

        for (String evil :
                List.of("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)")) {
            String value = java.util.Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(evil.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            Visitor tricked = visitor();
            String csrf = tricked.csrf("/login");
            String token = tricked.cookies().get(0).getValue();
            Visitor.Answer answer = new Visitor(port)
                    .with("Cookie", "CSRF=" + token + "; wanted=" + value)
                    .post("/login", Map.of("username", user.username(), "password", PASSWORD, "_csrf", csrf));
            assertThat(answer.location()).isEqualTo("/");
        }
    }

    @Test
    void leadsTheNextSignInToTheStartPage() {
        User operator = user(Role.OPERATOR);
        User user = user();
        Visitor visitor = visitor();
        visitor.get("/deliveries");
        assertThat(visitor.signIn(operator.username(), PASSWORD).location()).isEqualTo("/deliveries");
        visitor.submit("/profile", "/logout", Map.of());

        assertThat(visitor.signIn(user.username(), PASSWORD).location()).isEqualTo("/");
    }

    @Test
    void leadsBackToTheFormOfAnEndedSession() {
        User user = user();
        Visitor visitor = signedIn(user.username(), PASSWORD);
        for (String referer : List.of(
                "http://localhost:" + port + "/profile?tab=1", "https://evil.example//evil.example", "a b", "")) {
            Map<String, String> form = Visitor.filled(visitor.get("/profile"), "/profile", Map.of());
            jdbc.sql("delete from spring_session").update();
            visitor.with("Referer", referer);
            assertThat(visitor.post("/profile", form).location()).isEqualTo("/login");
            assertThat(visitor.signIn(user.username(), PASSWORD).location())
                    .isEqualTo(referer.endsWith("tab=1") ? "/profile?tab=1" : "/");
        }
    }

    private int sessions() {
        return jdbc.sql("select count(*) from spring_session")
                .query(Integer.class)
                .single();
    }

    private static HttpCookie cookie(Visitor visitor) {
        return visitor.cookies().stream()
                .filter(cookie -> cookie.getName().equals("SESSION"))
                .findFirst()
                .orElseThrow();
    }

    private static String session(Visitor visitor) {
        return cookie(visitor).getValue();
    }
}
