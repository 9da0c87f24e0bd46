package io.postern;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.InternalDetails;
import io.postern.testing.RawHttp;
import io.postern.testing.SecurityHeaderAssertions;
import io.postern.testing.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the outside of the process shows. */
class SurfaceTests extends ApplicationTest {

    @Tag("case-111")
    @Test
    void nothingButHealthIsExposed() {
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

    @Tag("case-111")
    @ParameterizedTest
    @ValueSource(strings = {"/login", "/", "/forgot-password", "/actuator/health"})
    void traceIsRefused(String path) {
        RawHttp.Answer answer = raw("TRACE " + path + " HTTP/1.1", "Host: localhost");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.text()).doesNotContain("X-Secret");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        InternalDetails.assertNoneIn(answer.text());
    }

    @Tag("case-113")
    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json", "*/*"})
    void aDefectTellsNothingOfItself(String accept) {
        Visitor administrator = administrator().with("Accept", accept);
        jdbc.sql("alter table audit_line rename to audit_line_away").update();
        Visitor.Answer answer;
        try {
            answer = administrator.get("/audit");
        } finally {
            jdbc.sql("alter table audit_line_away rename to audit_line").update();
        }
        assertThat(answer.status()).isEqualTo(500);
        InternalDetails.assertNoneIn(answer.body());
        SecurityHeaderAssertions.assertPresent(answer.response().headers());
    }

    @Tag("case-113")
    @Test
    void badInputTellsNothingEither() {
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
                InternalDetails.assertNoneIn(answer.body());
            }
            SecurityHeaderAssertions.assertPresent(answer.response().headers());
        }
    }

    @Tag("case-113")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1|X: y",
                "GET /login HTTP/9.9|Host: localhost",
                "GET /<> HTTP/1.1|Host: localhost",
                "GET /%zz HTTP/1.1|Host: localhost",
                "NONSENSE"
            })
    void whatIsNoRequestIsRefusedWithoutDetails(String head) {
        RawHttp.Answer answer = raw(head.split("[|]"));

        assertThat(answer.status()).isBetween(400, 505);
        InternalDetails.assertNoneIn(answer.text());
    }

    private RawHttp.Answer raw(String... lines) {
        List<String> head = new java.util.ArrayList<>(List.of(lines));
        head.add("X-Secret: one");
        head.add("Connection: close");
        return RawHttp.send(port, head, "");
    }
}
