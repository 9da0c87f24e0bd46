package io.postern.accountlinks.reset;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.RawHttp;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking for a link in ways that no form does. */
class ResetRequestAbuseTests extends ApplicationTest {

    private static final String ATTACKER = "attacker@evil.example";

    @Tag("case-4")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "identifier=%s&identifier=" + ATTACKER,
                "identifier=" + ATTACKER + "&identifier=%s",
                "identifier[]=%s&identifier[]=" + ATTACKER,
                "identifier[0]=%s&identifier[1]=" + ATTACKER
            })
    void aSecondAddressIsRefused(String body) {
        String victim = user().email().orElseThrow().value();
        Visitor visitor = visitor();
        String csrf = Visitor.encode(visitor.csrf("/forgot-password"));

        Visitor.Answer answer = visitor.postRaw("/forgot-password", body.formatted(victim) + "&_csrf=" + csrf);
        deliver();

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(smtp.accepted()).isEmpty();
    }

    @Tag("case-4")
    @Test
    void aSecondAddressInTheQueryIsRefused() {
        String victim = user().email().orElseThrow().value();
        Visitor visitor = visitor();
        String csrf = visitor.csrf("/forgot-password");

        assertThat(visitor.post("/forgot-password?identifier=" + ATTACKER, Map.of("identifier", victim, "_csrf", csrf))
                        .status())
                .isEqualTo(400);
        deliver();
        assertThat(smtp.accepted()).isEmpty();
    }

    @Tag("case-6")
    @ParameterizedTest
    @ValueSource(strings = {"%s,A", "%s;A", "%s A", "%s\r\nBcc:A", "%s\nA", "A,%s", "<%s>", "%s\u2028A"})
    void nothingElseThanOneAddressIsUnderstood(String typed) {
        String victim = user().email().orElseThrow().value();

        forgot(typed.formatted(victim).replace("A", ATTACKER));
        deliver();

        assertThat(smtp.accepted()).isEmpty();
    }

    @Tag("case-6")
    @Test
    void aNulIsRefused() {
        assertThat(forgot(user().email().orElseThrow().value() + "\0" + ATTACKER)
                        .status())
                .isEqualTo(400);
        deliver();
        assertThat(smtp.accepted()).isEmpty();
    }

    @Tag("case-12")
    @Tag("case-11")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /forgot-password HTTP/1.1|Host: evil.example",
                "POST /forgot-password HTTP/1.1|Host: postern.example:80@evil.example",
                "POST /forgot-password HTTP/1.1|Host: postern.example|Host: evil.example",
                "POST http://evil.example/forgot-password HTTP/1.1|Host: postern.example",
                "POST /forgot-password HTTP/1.1|Host: postern.example.evil.example:443",
                "POST /forgot-password HTTP/1.1|Host: postern.example|X-Forwarded-Host: evil.example"
                        + "|X-Forwarded-Proto: http|X-Forwarded-Port: 81|X-Forwarded-Prefix: /evil"
                        + "|Forwarded: host=evil.example;proto=http|X-Original-URL: /evil"
                        + "|X-HTTP-Host-Override: evil.example"
            })
    void noHeaderChangesTheLink(String head) {
        User victim = user();
        Visitor visitor = visitor();
        String csrf = visitor.csrf("/forgot-password");
        String cookie = visitor.cookies().get(0).getValue();
        String body = "identifier=" + victim.username() + "&_csrf=" + Visitor.encode(csrf);
        List<String> lines = new ArrayList<>(List.of(head.split("[|]")));
        lines.addAll(List.of(
                "Connection: close",
                "Cookie: CSRF=" + cookie + "; __Host-CSRF=" + cookie,
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: " + body.length()));

        RawHttp.Answer answer = RawHttp.send(port, lines, body);
        deliver();

        if (answer.status() == 303) {
            assertThat(answer.header("Location")).isEqualTo("/forgot-password?sent");
            assertThat(mailsTo(victim)).hasSize(1);
            assertThat(mailsTo(victim).get(0).raw()).doesNotContain("evil");
            assertThat(link(mailsTo(victim).get(0))).startsWith("/reset-password?token=");
        } else {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(smtp.accepted()).isEmpty();
        }
    }

    @Tag("case-17")
    @Test
    void anythingTooLongIsRefused() {
        assertThat(forgot("a".repeat(1_000_000)).status()).isEqualTo(413);
        assertThat(forgot("a".repeat(200_000)).status()).isEqualTo(422);
        assertThat(forgot("a@".repeat(200)).error("identifier")).isPresent();
        assertThat(queue.states("password-reset")).isEmpty();
    }

    @Tag("case-20")
    @Test
    void withoutItsOwnCsrfTokenNothingIsAskedFor() {
        User victim = user();
        Map<String, String> form = new HashMap<>(Map.of("identifier", victim.username()));
        Visitor visitor = visitor();
        visitor.get("/forgot-password");

        assertThat(visitor.post("/forgot-password", form).status()).isEqualTo(403);
        form.put("_csrf", visitor().csrf("/forgot-password"));
        assertThat(visitor.post("/forgot-password", form).status()).isEqualTo(403);
        form.put("_csrf", "");
        assertThat(visitor.post("/forgot-password", form).status()).isEqualTo(403);

        assertThat(queue.states("password-reset")).isEmpty();
    }
}
