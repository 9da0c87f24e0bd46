package io.postern;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.RawHttp;
import io.postern.testing.Visitor;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** An installation that shares its host with others. */
@TestPropertySource(
        properties = {
            "server.servlet.context-path=/apps/postern",
            "postern.public-url=https://postern.example/apps/postern",
            "postern.transport-security.include-sub-domains=true"
        })
class ContextPathIT extends ApplicationTest {

    private static final String ROOT = "/apps/postern";

    @Test
    void cookiesAreSentToThisInstallationAlone() {
        Visitor visitor = visitor();
        List<Visitor.Answer> answers = List.of(
                visitor.get(ROOT + "/profile"),
                visitor.get(ROOT + "/login"),
                visitor.submit(ROOT + "/login", Map.of("username", ADMINISTRATOR, "password", PASSWORD)),
                visitor.submit(ROOT + "/profile", ROOT + "/theme", Map.of("theme", "dark")),
                visitor.get(resetLink()));

        assertThat(answers.get(2).location()).isEqualTo(ROOT + "/profile");
        assertThat(answers.stream().flatMap(each -> each.response().headers().allValues("Set-Cookie").stream()))
                .hasSizeGreaterThan(5)
                .allMatch(cookie -> cookie.matches(".*; Path=/apps/postern(/[a-z-]*)?(;.*|$)"));
        assertThat(visitor.get(ROOT + "/profile").status()).isEqualTo(200);
    }

    @Test
    void overHttpsTheirNamesTellInstallationsApart() {
        RawHttp.Answer form = raw("GET " + ROOT + "/login HTTP/1.1", "", "");
        String csrf = Jsoup.parse(form.text()).select("input[name=_csrf]").val();
        String body = "username=" + ADMINISTRATOR + "&password=" + Visitor.encode(PASSWORD) + "&_csrf="
                + Visitor.encode(csrf);
        RawHttp.Answer signedIn = raw("POST " + ROOT + "/login HTTP/1.1", cookies(form), body);
        RawHttp.Answer opened = raw("GET " + resetLink() + " HTTP/1.1", "", "");

        assertThat(signedIn.status()).isEqualTo(303);
        for (RawHttp.Answer each : List.of(form, signedIn, opened)) {
            assertThat(each.header("Strict-Transport-Security")).isEqualTo("max-age=31536000 ; includeSubDomains");
            assertThat(each.head().lines().filter(line -> line.startsWith("Set-Cookie:")))
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("Set-Cookie: __Host-apps%2Fpostern%2F"))
                    .allMatch(line -> line.contains("Path=/;") && line.contains("Secure"));
        }
        assertThat(raw("GET " + ROOT + "/profile HTTP/1.1", cookies(signedIn), "")
                        .status())
                .isEqualTo(200);
        assertThat(raw(
                                "GET " + ROOT + "/profile HTTP/1.1",
                                cookies(signedIn).replace("__Host-apps%2Fpostern%2F", "__Host-"),
                                "")
                        .status())
                .as("another installation's")
                .isEqualTo(302);
    }

    private String resetLink() {
        queue.clear();
        visitor().submit(ROOT + "/forgot-password", Map.of("identifier", ADMINISTRATOR));
        deliver();
        List<io.postern.mail.smtp.ReceivedMail> mails = smtp.acceptedFor("root@postern.example");
        return link(mails.get(mails.size() - 1));
    }

    private static String cookies(RawHttp.Answer answer) {
        return answer.head()
                .lines()
                .filter(line -> line.startsWith("Set-Cookie: "))
                .map(line -> line.substring("Set-Cookie: ".length(), line.indexOf(';')))
                .reduce((one, other) -> one + "; " + other)
                .orElseThrow();
    }

    private RawHttp.Answer raw(String line, String cookies, String body) {
        return RawHttp.send(
                port,
                List.of(
                        line,
                        "Host: postern.example",
                        "Connection: close",
                        "Accept: text/html",
                        "Cookie: " + cookies,
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: " + body.length()),
                body);
    }
}
