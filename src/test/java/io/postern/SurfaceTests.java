package io.postern;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.net.EmailAddress;
import io.postern.testing.ApplicationTest;
import io.postern.testing.RawHttp;
import io.postern.testing.Visitor;
import io.postern.users.AccountData;
import io.postern.users.Role;
import io.postern.users.User;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the outside of the process shows. */
class SurfaceTests extends ApplicationTest {

    private static final List<String> TELLTALES = List.of(
            "exception",
            "java.",
            "org.",
            "jakarta",
            "tomcat",
            "spring",
            "hibernate",
            "h2 ",
            "select ",
            "stack",
            "sql",
            "4.1.");

    @Test
    void case111_nothingButHealthIsExposed() {
        List<Visitor> visitors = List.of(
                visitor(),
                new Visitor(port).with("Accept", "*/*"),
                signedIn(user().username(), PASSWORD),
                administrator());
        for (String path : List.of(
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/configprops",
                "/actuator/loggers",
                "/actuator/threaddump",
                "/actuator/beans",
                "/actuator/mappings",
                "/actuator/shutdown",
                "/h2-console",
                "/h2-console/",
                "/swagger",
                "/swagger-ui.html",
                "/v3/api-docs")) {
            for (Visitor visitor : visitors) {
                assertThat(visitor.get(path).status()).as(path).isIn(401, 404, 405);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/", "/forgot-password", "/actuator/health"})
    void case111_traceIsRefused(String path) {
        RawHttp.Answer answer = raw("TRACE " + path + " HTTP/1.1", "Host: localhost");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.text()).doesNotContain("X-Secret");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertTellsNothing(answer.text());
    }

    @Test
    void case112_mailThatIsDownDoesNotMakeTheProcessUnhealthy() {
        smtp.close();
        forgot(user().username());
        deliver();

        for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
            Visitor.Answer answer =
                    new Visitor(port).with("Accept", "application/json").get(path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("UP")
                    .doesNotContain("components")
                    .doesNotContain("details");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json", "*/*"})
    void case113_aDefectTellsNothingOfItself(String accept) {
        Visitor administrator = administrator().with("Accept", accept);
        jdbc.sql("alter table audit_line rename to audit_line_away").update();
        Visitor.Answer answer;
        try {
            answer = administrator.get("/audit");
        } finally {
            jdbc.sql("alter table audit_line_away rename to audit_line").update();
        }
        assertThat(answer.status()).isEqualTo(500);
        assertTellsNothing(answer.body());
        assertHardened(answer.response().headers());
    }

    @Test
    void case113_badInputTellsNothingEither() {
        Visitor administrator = administrator();
        String csrf = administrator.csrf("/profile");
        for (Visitor.Answer answer : List.of(
                administrator.get("/users/not-a-uuid"),
                administrator.get("/deliveries/99999999999999999999"),
                administrator.get("/users?page=x&sort=x'&role=x"),
                administrator.get("/audit?from=x&to=y"),
                administrator.get("/deliveries?state=x&q=%25"),
                administrator.post(
                        "/users?_csrf=" + Visitor.encode(csrf), Map.of("username[0]", "x", "role.class", "y")),
                administrator.post("/theme", Map.of("_csrf", csrf)),
                administrator.with("Accept", "application/json").get("/nowhere"),
                administrator.with("Accept", "x/").get("/nowhere"))) {
            assertThat(answer.status()).as(answer.response().uri().toString()).isLessThan(500);
            if (answer.status() >= 400 && answer.status() != 422) {
                assertTellsNothing(answer.body());
            }
            assertHardened(answer.response().headers());
        }
    }

    @Test
    void case115_namesAndAddressesAreInertEverywhere() {
        String name = "<img src=x onerror=alert(1)>\"'>${7*7}[[${7*7}]]";
        User user = users.createWithPassword(
                new AccountData("inert", new EmailAddress("a'&c@corp.example"), name, Role.ADMINISTRATOR, null),
                users.encode(PASSWORD));
        forgot("<script>alert(1)</script>");
        forgot("inert");
        visitor().signIn("\"<script>alert(2)</script>\"@x.org", "wrong");
        deliver();
        Visitor reader = signedIn("inert", PASSWORD);
        long id = jdbc.sql("select max(id) from delivery").query(Long.class).single();

        for (String page : List.of(
                "/users",
                "/users/" + user.id(),
                "/profile",
                "/audit",
                "/deliveries",
                "/deliveries/" + id,
                "/users?q=%3Cscript%3E",
                "/deliveries?q=%22%3E%3Cscript%3Ealert(3)%3C/script%3E")) {
            Visitor.Answer answer = reader.get(page);
            assertThat(answer.status()).as(page).isEqualTo(200);
            assertInert(answer.body());
        }
        String html = mailsTo(user).get(0).html();
        assertInert(html);
        assertThat(html).contains("&lt;img");
        assertThat(reader.get("/audit.csv").body()).doesNotContain("\n=").doesNotContain("\n<");
    }

    @Test
    void case116_everyAnswerIsHardened() {
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
            assertHardened(answer.response().headers());
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
        assertHardened(visitor.get("/app.css").response().headers());
    }

    @Test
    void case116_cookiesAreForThisSiteAndNotForScripts() {
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

    @Test
    void case116_overHttpsCookiesHaveTheHostPrefixAndTransportSecurityIsStrict() {
        RawHttp.Answer answer = raw("GET /profile HTTP/1.1", "Host: postern.example", "Accept: text/html");
        RawHttp.Answer form = raw("GET /login HTTP/1.1", "Host: postern.example", "Accept: text/html");
        String link = resetLink(user());
        RawHttp.Answer opened = raw("GET " + link + " HTTP/1.1", "Host: postern.example", "Accept: text/html");

        assertThat(opened.status()).isEqualTo(303);
        for (RawHttp.Answer each : List.of(answer, form, opened)) {
            assertThat(each.header("Strict-Transport-Security")).contains("max-age=31536000");
            assertThat(each.head().lines().filter(line -> line.startsWith("Set-Cookie:")))
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("Set-Cookie: __Host-")
                            && line.contains("Secure")
                            && line.contains("HttpOnly")
                            && line.contains("Path=/;")
                            && line.contains("SameSite=Lax"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1|X: y",
                "GET /login HTTP/9.9|Host: localhost",
                "GET /<> HTTP/1.1|Host: localhost",
                "GET /%zz HTTP/1.1|Host: localhost",
                "NONSENSE"
            })
    void case113_whatIsNoRequestIsRefusedWithoutDetails(String head) {
        RawHttp.Answer answer = raw(head.split("[|]"));

        assertThat(answer.status()).isBetween(400, 505);
        assertTellsNothing(answer.text());
    }

    private RawHttp.Answer raw(String... lines) {
        List<String> head = new java.util.ArrayList<>(List.of(lines));
        head.add("X-Secret: one");
        head.add("Connection: close");
        return RawHttp.send(port, head, "");
    }

    private static void assertHardened(HttpHeaders headers) {
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .as(headers.map().toString())
                .contains("script-src 'self';", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(headers.firstValue("Referrer-Policy").orElse("")).isIn("same-origin", "no-referrer");
        assertThat(headers.firstValue("Server")).isEmpty();
        assertThat(headers.firstValue("X-Powered-By")).isEmpty();
    }

    private static void assertTellsNothing(String body) {
        String shown = body.replaceAll("(?s)<head>.*?</head>", "").toLowerCase(java.util.Locale.ROOT);
        assertThat(TELLTALES).noneMatch(shown::contains);
    }

    private static void assertInert(String html) {
        assertThat(html).doesNotContain("<img src=x", "<script>alert", "49[[", "[[49]]");
    }
}
