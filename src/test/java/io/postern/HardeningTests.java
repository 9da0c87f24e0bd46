package io.postern;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.RawHttp;
import io.postern.testing.SecurityHeaderAssertions;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every answer tells the browser not to do. */
class HardeningTests extends ApplicationTest {

    @Tag("case-116")
    @Test
    void everyAnswerIsHardened() {
        Visitor visitor = visitor();
        Visitor administrator = administrator();
        String csrf = visitor.csrf("/login");
        List<Visitor.Answer> answers = List.of(
                visitor.get("/login"),
                visitor.get("/forgot-password"),
                visitor.get("/reset-password"),
                visitor.get("/reset-password?token=x&token=y"),
                visitor.get("/reset-password?token=%00"),
                visitor.get("/confirm-address?token=x"),
                visitor.get("/mail-arrived?token=x"),
                visitor.get("/setup"),
                visitor.get("/users"),
                visitor.get("/nowhere"),
                visitor.get("/login;x"),
                visitor.get("/%2e%2e/login"),
                visitor.get("/error"),
                visitor.get("/favicon.ico"),
                visitor.get("/actuator/health"),
                visitor.get("/actuator/env"),
                visitor.post("/forgot-password", Map.of("identifier", "x")),
                visitor.post("/forgot-password", Map.of("identifier", "x", "_csrf", csrf)),
                visitor.post("/forgot-password", Map.of("identifier", "x".repeat(300_000), "_csrf", csrf)),
                visitor.post("/reset-password", Map.of("_csrf", csrf)),
                visitor.post("/login", Map.of("username", "x", "password", "y", "_csrf", csrf)),
                visitor.send("PUT", "/login"),
                visitor.send("DELETE", "/users"),
                visitor.send("OPTIONS", "/login"),
                visitor.send("HEAD", "/login"),
                visitor.send("PROPFIND", "/login"),
                administrator.get("/"),
                administrator.get("/users"),
                administrator.get("/settings/mail"),
                administrator.get("/audit.csv"),
                administrator.get("/nowhere"),
                signedIn(user().username(), PASSWORD).get("/users"));

        assertThat(answers).allSatisfy(answer -> {
            SecurityHeaderAssertions.assertPresent(answer.response().headers());
            // Tomcat's own refusal holds nothing.
            assertThat(
                            answer.response().uri().getRawPath().contains("%2e%2e")
                                    ? "no-store"
                                    : answer.response()
                                            .headers()
                                            .firstValue("Cache-Control")
                                            .orElse(""))
                    .as(answer.status() + " " + answer.response().uri())
                    .contains("no-store");
        });
        SecurityHeaderAssertions.assertPresent(
                visitor.get("/assets/app.css").response().headers());
    }

    @Tag("case-116")
    @Test
    void cookiesAreForThisSiteAndNotForScripts() {
        User user = user();
        Visitor visitor = visitor();
        List<Visitor.Answer> answers = List.of(
                visitor.get("/profile"),
                visitor.get("/login"),
                visitor.signIn(user.username(), PASSWORD),
                visitor.get("/profile"));
        List<String> cookies = answers.stream()
                .flatMap(answer -> answer.response().headers().allValues("Set-Cookie").stream())
                .toList();
        assertThat(cookies)
                .anyMatch(cookie -> cookie.startsWith("SESSION="))
                .allMatch(cookie -> cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    }

    @Tag("case-116")
    @Test
    void usesHostPrefixedCookiesAndHstsOverHttps() {
        RawHttp.Answer answer = raw("GET /profile HTTP/1.1", "Host: postern.example", "Accept: text/html");
        RawHttp.Answer form = raw("GET /login HTTP/1.1", "Host: postern.example", "Accept: text/html");
        String link = resetLink(user());
        RawHttp.Answer opened = raw("GET " + link + " HTTP/1.1", "Host: postern.example", "Accept: text/html");
        RawHttp.Answer signedIn = signIn(form, user().username());

        assertThat(opened.status()).isEqualTo(303);
        assertThat(signedIn.status()).isEqualTo(303);
        for (RawHttp.Answer each : List.of(answer, form, opened, signedIn)) {
            assertThat(each.header("Strict-Transport-Security"))
                    .as("other hosts of the domain are not this one's business")
                    .isEqualTo("max-age=31536000");
            assertThat(each.head().lines().filter(line -> line.startsWith("Set-Cookie:")))
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("Set-Cookie: __Host-")
                            && line.contains("Secure")
                            && line.contains("HttpOnly")
                            && line.contains("Path=/;")
                            && line.contains("SameSite=Lax"));
        }
    }

    @Tag("case-116")
    @Test
    void acceptsOnlyTheHostPrefixedSessionCookieOverHttps() {
        RawHttp.Answer form = raw("GET /login HTTP/1.1", "Host: postern.example", "Accept: text/html");
        String session = cookie(signIn(form, user().username()), "__Host-SESSION");
        String profile = "GET /profile HTTP/1.1";
        String host = "Host: postern.example";

        assertThat(raw(profile, host, "Cookie: __Host-SESSION=" + session).status())
                .isEqualTo(200);
        // Any neighbour in the domain, or anybody on the way, may have set this one.
        assertThat(raw(profile, host, "Cookie: SESSION=" + session).status()).isEqualTo(302);
    }

    @Test
    void sendsHstsOverHttpsOnly() {
        for (String path :
                List.of("/actuator/health", "/api/alerts", "/assets/app.css", "/nowhere", "/%ff", "/alerts/bell")) {
            assertThat(raw("GET " + path + " HTTP/1.1", "Host: postern.example").header("Strict-Transport-Security"))
                    .as(path)
                    .isEqualTo("max-age=31536000");
            assertThat(raw("GET " + path + " HTTP/1.1", "Host: localhost").header("Strict-Transport-Security"))
                    .as(path)
                    .isEmpty();
        }
    }

    @Test
    void passwordManagersFindTheFormAndSearchEnginesNothing() {
        Visitor visitor = visitor();
        assertThat(visitor.get("/.well-known/change-password").location()).isEqualTo("/profile#currentPassword");
        assertThat(visitor.get("/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200")
                        .status())
                .isEqualTo(404);
        assertThat(signedIn(user().username(), PASSWORD).get("/profile").page().select("input#currentPassword"))
                .hasSize(1);
        for (String path : List.of("/login", "/forgot-password", "/nowhere", "/%ff", "/assets/app.css")) {
            assertThat(visitor.get(path).response().headers().firstValue("X-Robots-Tag"))
                    .as(path)
                    .hasValue("noindex");
        }
    }

    @Test
    void redirectsAnHttp10ProxyToAPathOnly() {
        for (String page : List.of("/", "/users", "/profile")) {
            assertThat(raw("GET " + page + " HTTP/1.0", "Host: postern.example").header("Location"))
                    .as(page)
                    .startsWith("/");
        }
    }

    private RawHttp.Answer signIn(RawHttp.Answer form, String username) {
        String csrf = Jsoup.parse(form.text()).select("input[name=_csrf]").val();
        String body =
                "username=" + username + "&password=" + Visitor.encode(PASSWORD) + "&_csrf=" + Visitor.encode(csrf);
        return RawHttp.send(
                port,
                List.of(
                        "POST /login HTTP/1.1",
                        "Host: postern.example",
                        "Connection: close",
                        "Cookie: __Host-CSRF=" + cookie(form, "__Host-CSRF"),
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: " + body.length()),
                body);
    }

    private static String cookie(RawHttp.Answer answer, String name) {
        return answer.head()
                .lines()
                .filter(line -> line.startsWith("Set-Cookie: " + name + "="))
                .map(line -> line.substring(line.indexOf('=') + 1, line.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private RawHttp.Answer raw(String... lines) {
        List<String> head = new java.util.ArrayList<>(List.of(lines));
        head.add("X-Secret: one");
        head.add("Connection: close");
        return RawHttp.send(port, head, "");
    }
}
