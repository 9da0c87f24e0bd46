package io.postern.signin.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.AtOnce;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** What several people do at the same moment. */
@Import(PausingEncoderConfiguration.class)
@TestPropertySource(properties = "postern.setup.token=" + ParallelSignInTests.TOKEN)
class ParallelSignInTests extends ApplicationTest {

    static final String TOKEN = "chosen-by-the-operator-for-the-test";

    @Autowired
    private PausingEncoderConfiguration encoder;

    @BeforeEach
    void forgetFailures() {
        jdbc.sql("delete from sign_in_failure").update();
    }

    @Tag("case-40")
    @ParameterizedTest
    @ValueSource(strings = {"password", "role", "disabled", "deleted"})
    void refusesASignInWhenTheAccountChangesMeanwhile(String change) throws Exception {
        User user = user(Role.OPERATOR);
        Visitor visitor = visitor();
        Map<String, String> form = form(visitor, user.username(), PASSWORD);
        Visitor administrator = administrator();
        PausingEncoderConfiguration.Pause pause = encoder.pauseNext();
        CompletableFuture<Visitor.Answer> signIn = CompletableFuture.supplyAsync(() -> visitor.post("/login", form));
        pause.awaitComparison();
        try {
            switch (change) {
                case "password" -> users.changePasswordHash(user.id(), users.encode(NEW_PASSWORD));
                case "role" ->
                    assertThat(administrator
                                    .submit("/users/" + user.id(), Map.of("role", "USER"))
                                    .status())
                            .isEqualTo(303);
                case "disabled" -> users.disable(user.id());
                default -> users.delete(user.id());
            }
        } finally {
            pause.release();
        }

        assertThat(signIn.get().status()).isEqualTo(422);
        assertThat(visitor.get("/profile").location()).isEqualTo("/login");
        assertThat(jdbc.sql("select action from audit_line where subject = ? and action like 'signin.%'")
                        .param(user.username())
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly("signin.audit.failed");
    }

    @Tag("case-40")
    @Test
    void refusesAPasswordChangeAfterAConcurrentReset() throws Exception {
        User user = user();
        Visitor stranger = signedIn(user.username(), PASSWORD);
        Map<String, String> form = Visitor.filled(
                stranger.get("/profile"),
                "/profile/password",
                Map.of(
                        "currentPassword", PASSWORD,
                        "password", "whatever a stranger likes",
                        "passwordConfirmation", "whatever a stranger likes"));
        PausingEncoderConfiguration.Pause pause = encoder.pauseNext();
        CompletableFuture<Visitor.Answer> change =
                CompletableFuture.supplyAsync(() -> stranger.post("/profile/password", form));
        pause.awaitComparison();
        try {
            users.changePasswordHash(user.id(), users.encode(NEW_PASSWORD));
        } finally {
            pause.release();
        }

        assertThat(change.get().status()).isEqualTo(303);
        assertThat(stranger.get("/profile").location()).isEqualTo("/login");
        signedIn(user.username(), NEW_PASSWORD);
    }

    @Tag("case-52")
    @Test
    void limitsSimultaneousGuesses() throws Exception {
        User user = user();
        List<Callable<Integer>> guesses = IntStream.range(0, 24)
                .mapToObj(number -> visitor())
                .<Callable<Integer>>map(visitor -> {
                    Map<String, String> form = form(visitor, user.username(), "wrong");
                    return () -> visitor.post("/login", form).status();
                })
                .toList();

        List<Integer> statuses = AtOnce.all(guesses);

        assertThat(statuses).hasSize(24).contains(422).isSubsetOf(422, 429, 503);
        // As many as hash at once may end beyond the tenth.
        assertThat(statuses.stream().filter(status -> status == 422).count())
                .isLessThanOrEqualTo(10 + Runtime.getRuntime().availableProcessors());
    }

    @Tag("case-51")
    @Test
    void leavesAtMostOneOfSessionsEndingEachOther() throws Exception {
        User user = user();
        List<Visitor> sessions = IntStream.range(0, 8)
                .mapToObj(number -> signedIn(user.username(), PASSWORD))
                .toList();
        List<Callable<Integer>> endings = new ArrayList<>();
        for (Visitor session : sessions) {
            Map<String, String> form =
                    Visitor.filled(session.get("/profile"), "/profile/sessions/end-others", Map.of());
            endings.add(() -> session.post("/profile/sessions/end-others", form).status());
        }

        assertThat(AtOnce.all(endings)).hasSize(8).contains(303).isSubsetOf(302, 303, 403);

        assertThat(sessions.stream().filter(session -> session.get("/profile").status() == 200))
                .hasSizeLessThanOrEqualTo(1);
        signedIn(user.username(), PASSWORD);
    }

    @Tag("case-119")
    @Test
    void ofManyWhoSetUpAtOnceOneDoes() throws Exception {
        jdbc.sql("update installation set set_up_at = null").update();
        List<Callable<Integer>> setups = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            Visitor visitor = visitor();
            Map<String, String> form = Visitor.filled(
                    visitor.get("/setup?token=" + TOKEN),
                    "/setup",
                    Map.of(
                            "username",
                            "first" + number,
                            "email",
                            "first" + number + "@corp.example",
                            "displayName",
                            "First",
                            "password",
                            PASSWORD,
                            "passwordConfirmation",
                            PASSWORD,
                            "publicUrl",
                            "https://postern.example"));
            setups.add(() -> visitor.post("/setup", form).status());
        }

        List<Integer> statuses = AtOnce.all(setups);

        assertThat(statuses).containsOnlyOnce(303).allMatch(status -> List.of(303, 404, 503)
                .contains(status));
        assertThat(jdbc.sql("select username from users where username like 'first%'")
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly("first" + statuses.indexOf(303));
        assertThat(visitor().get("/setup?token=" + TOKEN).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "delete"})
    void leavesOneOfAdministratorsRemovingEachOther(String action) throws Exception {
        List<User> administrators = List.of(user(Role.ADMINISTRATOR), user(Role.ADMINISTRATOR));
        List<Visitor> visitors = administrators.stream()
                .map(each -> signedIn(each.username(), PASSWORD))
                .toList();
        jdbc.sql("update users set role = 'OPERATOR' where role = 'ADMINISTRATOR' and id not in (?, ?)")
                .params(administrators.get(0).id(), administrators.get(1).id())
                .update();
        try {
            List<Callable<Integer>> removals = new ArrayList<>();
            for (int number = 0; number < 2; number++) {
                Visitor visitor = visitors.get(number);
                String page = "/users/" + administrators.get(1 - number).id();
                Map<String, String> form = Visitor.filled(visitor.get(page), page + "/" + action, Map.of());
                removals.add(() -> visitor.post(page + "/" + action, form).status());
            }

            AtOnce.all(removals);

            assertThat(jdbc.sql("select count(*) from users where role = 'ADMINISTRATOR' and disabled = false")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        } finally {
            jdbc.sql("update users set role = 'ADMINISTRATOR', disabled = false where username = ?")
                    .param(ADMINISTRATOR)
                    .update();
        }
    }

    private static Map<String, String> form(Visitor visitor, String username, String password) {
        return Visitor.filled(visitor.get("/login"), "/login", Map.of("username", username, "password", password));
    }
}
