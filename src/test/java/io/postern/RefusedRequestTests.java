package io.postern;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.postern.testing.ApplicationTest;
import io.postern.testing.InternalDetails;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Each way in which a request can fail as a whole, as it comes about, to somebody signed in and to somebody not. */
class RefusedRequestTests extends ApplicationTest {

    @Autowired
    private HikariDataSource pool;

    /** A request that fails, by somebody who may or may not be signed in. */
    enum Failing {
        TWICE(400, "bad-request", "Invalid request", "Ungültige Anfrage"),
        WITHOUT_CSRF_TOKEN(403, "forbidden", "Not allowed", "Kein Zugriff"),
        BY_THE_FIREWALL(400, "bad-request", "Invalid request", "Ungültige Anfrage"),
        NOWHERE(404, "not-found", "Page not found", "Seite nicht gefunden"),
        BY_ANOTHER_METHOD(
                405,
                "method-not-allowed",
                "This page can’t be opened directly",
                "Diese Seite lässt sich nicht direkt aufrufen"),
        TOO_LARGE(413, "too-large", "Too much data", "Zu viele Daten"),
        WITH_TOO_MANY_FIELDS(400, "bad-request", "Invalid request", "Ungültige Anfrage"),
        DEFECT(500, "internal", "Something went wrong", "Es ist etwas schiefgelaufen");

        private final int status;
        private final String code;
        private final String english;
        private final String german;

        Failing(int status, String code, String english, String german) {
            this.status = status;
            this.code = code;
            this.english = english;
            this.german = german;
        }

        Visitor.Answer by(Visitor visitor) {
            return switch (this) {
                case TWICE -> visitor.get("/login?username=a&username=b");
                case WITHOUT_CSRF_TOKEN -> visitor.post("/forgot-password", Map.of("identifier", "x"));
                case BY_THE_FIREWALL -> visitor.get("/profile;x");
                case NOWHERE -> visitor.get("/nowhere");
                case BY_ANOTHER_METHOD -> visitor.get("/setup/strength");
                case TOO_LARGE -> visitor.post("/login", Map.of("username", "x".repeat(300_000)));
                case WITH_TOO_MANY_FIELDS ->
                    visitor.post(
                            "/login",
                            IntStream.range(0, 1_100)
                                    .boxed()
                                    .collect(Collectors.toMap(each -> "field" + each, each -> "x")));
                case DEFECT -> visitor.get("/reset-password?token=" + "A".repeat(43));
            };
        }
    }

    @Tag("case-113")
    @ParameterizedTest
    @EnumSource
    void itsPageIsInTheReadersLanguageAndTellsNothing(Failing failing) {
        User greta = user("greta" + UUID.randomUUID(), Role.USER, Locale.GERMAN);
        Visitor signedIn = signedIn(greta.username(), PASSWORD);

        assertPage(failing, visitor(), "en", failing.english);
        assertPage(failing, visitor().with("Accept-Language", "de-AT"), "de", failing.german);
        assertPage(failing, signedIn, "de", failing.german);
    }

    @Tag("case-113")
    @ParameterizedTest
    @EnumSource
    void aProgramGetsAProblem(Failing failing) {
        for (String accepted : new String[] {"application/json", "application/problem+json, */*;q=0.1"}) {
            Visitor.Answer answer = answer(failing, visitor().with("Accept", accepted));

            assertThat(answer.status()).isEqualTo(failing.status);
            assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body())
                    .contains("\"status\":" + failing.status, "\"code\":\"" + failing.code + "\"", failing.english);
            InternalDetails.assertNoneIn(answer.body());
        }
    }

    @Test
    void answersTomcatsRefusalsWithOurOwnPage() {
        assertThat(visitor().get("/profile/%ff").page().title()).isEqualTo("Invalid request · Postern");
    }

    /** Whoever waits for a connection waits for ten seconds. */
    @Test
    void refusesInTheReadersLanguageWithoutTheDatabase() throws Exception {
        User greta = user("greta" + UUID.randomUUID(), Role.USER, Locale.GERMAN);
        Visitor signedIn = signedIn(greta.username(), PASSWORD);
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
                all.add(pool.getConnection());
            }
            assertThat(CompletableFuture.supplyAsync(() -> Failing.TWICE.by(signedIn))
                            .get(8, TimeUnit.SECONDS)
                            .page()
                            .select("html")
                            .attr("lang"))
                    .isEqualTo("en");
        } finally {
            for (Connection each : all) {
                each.close();
            }
        }
        assertThat(Failing.TWICE.by(signedIn).page().select("html").attr("lang"))
                .isEqualTo("de");
    }

    @Test
    void treatsAnEndedSessionAsNobody() {
        User greta = user("greta" + UUID.randomUUID(), Role.USER, Locale.GERMAN);
        Visitor signedIn = signedIn(greta.username(), PASSWORD);
        // By another's change of the password while this sign-in was in flight, whose session nobody ended.
        jdbc.sql("update users set credential_version = credential_version + 1 where id = ?")
                .param(greta.id())
                .update();

        assertPage(Failing.TWICE, signedIn, "en", Failing.TWICE.english);
    }

    private void assertPage(Failing failing, Visitor visitor, String language, String title) {
        Visitor.Answer answer = answer(failing, visitor);

        assertThat(answer.status()).isEqualTo(failing.status);
        assertThat(answer.page().select("html").attr("lang")).isEqualTo(language);
        assertThat(answer.page().select("h1").text()).isEqualTo(title);
        assertThat(answer.page().title()).isEqualTo(title + " · Postern");
        assertThat(answer.page().select(".quiet-brand").text()).isEqualTo("Postern");
        assertThat(answer.page().select("link[rel=stylesheet]")).isNotEmpty();
        InternalDetails.assertNoneIn(answer.body());
    }

    /** With a table missing while the defect is looked for; nothing else needs it. */
    private Visitor.Answer answer(Failing failing, Visitor visitor) {
        jdbc.sql("alter table link_token rename to link_token_away").update();
        try {
            return failing.by(visitor);
        } finally {
            jdbc.sql("alter table link_token_away rename to link_token").update();
        }
    }
}
