package io.postern.signin.factor;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.AtOnce;
import io.postern.testing.Visitor;
import io.postern.testing.Visitor.Answer;
import io.postern.users.Role;
import io.postern.users.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in with a second step (OWASP ASVS 6.3.3). */
class FactorSignInTests extends FactorTest {

    @Test
    void asksForTheCodeAndLeadsToTheRequestedPage() {
        Enrolled anna = enrol(user(Role.OPERATOR));
        Visitor visitor = visitor();
        assertThat(visitor.get("/deliveries?state=SENT").location()).endsWith("/login");
        assertThat(visitor.signIn(anna.user().username(), PASSWORD).location()).endsWith("/login/factor");
        assertThat(lastSignIn(anna.user())).isEqualTo(anna.user().lastSignInAt().orElseThrow());
        String session = session(visitor);

        Answer in = enter(visitor, code(anna.secret()));

        assertThat(in.location()).endsWith("/deliveries?state=SENT");
        assertThat(visitor.get("/deliveries").status()).isEqualTo(200);
        assertThat(session(visitor)).as("a session of the first step").isNotEqualTo(session);
        assertThat(lastSignIn(anna.user())).isAfter(anna.user().lastSignInAt().orElseThrow());
        assertThat(actions(anna.user()))
                .containsSubsequence("signin.audit.password-accepted", "signin.audit.signed-in");
    }

    @Tag("case-130")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/overview",
                "/overview/now",
                "/users",
                "/users.csv",
                "/alerts/bell",
                "/banners",
                "/settings/mail",
                "/settings/mail/test/stream",
                "/settings/mail/oauth2/callback?code=x&state=y",
                "/settings/system",
                "/profile",
                "/profile/security",
                "/profile/security/app",
                "/reauthenticate",
                "/api",
                "/actuator/prometheus",
                "/nowhere"
            })
    void opensNothingBeforeTheCode(String path) {
        Visitor visitor = withPassword(enrol(user(Role.ADMINISTRATOR)).user());

        for (Visitor asking : List.of(visitor, visitor.with("HX-Request", "true"))) {
            Answer answer = asking.get(path);
            assertThat(answer.status()).isIn(302, 286, 401, 403, 404);
            assertThat(answer.location()).isIn("", "/login/factor");
            assertThat(answer.page().select("nav, [data-banner], .bell")).isEmpty();
        }
        assertThat(visitor.get("/forgot-password").page().select("nav, [data-banner], .bell"))
                .isEmpty();
    }

    @Tag("case-130")
    @Test
    void sendsNoFormBeforeTheCode() {
        Enrolled anna = enrol(user(Role.ADMINISTRATOR));
        Visitor visitor = withPassword(anna.user());
        String csrf = visitor.csrf("/login/factor");
        Stream.of(
                        "/users",
                        "/profile",
                        "/profile/password",
                        "/profile/security/app/remove",
                        "/profile/security/codes",
                        "/reauthenticate",
                        "/users/" + anna.user().id() + "/reset-factors",
                        "/settings/security",
                        "/settings/mail/test")
                .forEach(path -> {
                    Answer answer = visitor.post(path, Map.of("_csrf", csrf, "password", PASSWORD, "code", "1"));
                    assertThat(answer.status()).as(path).isEqualTo(302);
                    assertThat(answer.location()).as(path).isEqualTo("/login/factor");
                });
        assertThat(users.existing(anna.user().id()).hasSecondFactor()).isTrue();
    }

    @Tag("case-130")
    @Test
    void asksSessionsFromBeforeTheAppWasAdded() {
        User user = user(Role.OPERATOR);
        Visitor before = signedIn(user.username(), PASSWORD);
        Enrolled anna = enrol(user);

        assertThat(before.get("/profile").location()).endsWith("/login");
        assertThat(anna.visitor().get("/profile").status()).isEqualTo(200);
    }

    @Tag("case-130")
    @Test
    void aResetLinkSetsThePasswordAndNoMore() {
        Enrolled anna = enrol(user());
        deliver();
        Visitor visitor = visitor();
        visitor.get(resetLink(anna.user()));
        assertThat(visitor.submit(
                                "/reset-password",
                                Map.of("password", NEW_PASSWORD, "passwordConfirmation", NEW_PASSWORD))
                        .status())
                .isEqualTo(303);

        assertThat(visitor.signIn(anna.user().username(), NEW_PASSWORD).location())
                .endsWith("/login/factor");
        assertThat(visitor.get("/profile/security/app").location()).endsWith("/login/factor");
        assertThat(enter(visitor, code(anna.secret())).status()).isEqualTo(303);
        assertThat(visitor.get("/profile").status()).isEqualTo(200);
    }

    @Tag("case-131")
    @Test
    void takesACodeOnceAlsoOfSeveralAtOnce() throws Exception {
        Enrolled anna = enrol(user());
        String code = code(anna.secret());
        List<Callable<Answer>> attempts = Stream.generate(() -> withPassword(anna.user()))
                .limit(4)
                .<Callable<Answer>>map(visitor -> () -> enter(visitor, code))
                .toList();

        List<Answer> answers = AtOnce.all(attempts);

        assertThat(answers).filteredOn(answer -> answer.status() == 303).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 303)
                .allSatisfy(refused -> assertThat(refused.error("code")).isPresent());
        Answer again = enter(withPassword(anna.user()), code);
        assertThat(again.error("code"))
                .hasValueSatisfying(said -> assertThat(said).contains("already used"));
        forgetAttempts();
        nextCode();
        assertThat(enter(withPassword(anna.user()), code).status())
                .as("a step later")
                .isEqualTo(422);
        assertThat(enter(withPassword(anna.user()), code(anna.secret())).status())
                .isEqualTo(303);
    }

    @Tag("case-131")
    @Test
    void fiveWrongCodesAreTheLastInFifteenMinutes() {
        Enrolled anna = enrol(user());
        for (int i = 0; i < 5; i++) {
            assertThat(enter(withPassword(anna.user()), i % 2 == 0 ? WRONG : "ABCD-EFGH-IJKL-MNOP")
                            .status())
                    .isEqualTo(422);
        }
        for (String right : List.of(code(anna.secret()), anna.codes().get(0))) {
            Answer refused = enter(withPassword(anna.user()), right);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.error("code"))
                    .hasValueSatisfying(said -> assertThat(said).contains("15 min"));
        }
        assertThat(signedIn(user().username(), PASSWORD).get("/profile").status())
                .as("others")
                .isEqualTo(200);

        clock.advance(Duration.ofMinutes(15));
        assertThat(enter(withPassword(anna.user()), code(anna.secret())).status())
                .isEqualTo(303);
        assertThat(actions(anna.user())).contains("signin.audit.factor-failed");
    }

    @Tag("case-131")
    @ParameterizedTest
    @ValueSource(ints = {-60, 60})
    void refusesAnAppWhoseClockIsOffByAMinute(int seconds) {
        Enrolled anna = enrol(user());
        clock.advance(Duration.ofSeconds(seconds));
        String code = code(anna.secret());
        clock.advance(Duration.ofSeconds(-seconds));

        Answer refused = enter(withPassword(anna.user()), code);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.error("code"))
                .hasValueSatisfying(said -> assertThat(said).contains("clock"));
    }

    @Test
    void aRecoveryCodeStandsInForTheAppOnce() {
        Enrolled anna = enrol(user());
        String code = anna.codes().get(3);
        Visitor visitor = withPassword(anna.user());

        assertThat(enter(visitor, " " + code.replace("-", "").toLowerCase(java.util.Locale.ROOT) + " ")
                        .location())
                .endsWith("/");
        visitor.get("/");
        assertThat(visitor.get("/profile").page().select("[data-notice]").text())
                .contains("9 left");
        assertThat(enter(withPassword(anna.user()), code).status()).isEqualTo(422);
        assertThat(enter(withPassword(enrol(user()).user()), anna.codes().get(4))
                        .status())
                .as("another account")
                .isEqualTo(422);
        assertThat(actions(anna.user())).contains("signin.audit.code-used");
    }

    @Test
    void aChangedPasswordEndsTheSignInUnderWay() {
        Enrolled anna = enrol(user());
        Visitor visitor = withPassword(anna.user());
        Map<String, String> form =
                Visitor.filled(visitor.get("/login/factor"), "/login/factor", Map.of("code", code(anna.secret())));
        users.changePasswordHash(anna.user().id(), users.encode(NEW_PASSWORD));

        assertThat(visitor.post("/login/factor", form).status()).isIn(303, 403);
        assertThat(visitor.get("/profile").location()).endsWith("/login");
    }

    private java.time.Instant lastSignIn(User user) {
        return users.existing(user.id()).lastSignInAt().orElseThrow();
    }

    private static String session(Visitor visitor) {
        return visitor.cookies().stream()
                .filter(cookie -> cookie.getName().equals("SESSION"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}
