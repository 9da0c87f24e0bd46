package io.postern.signin.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** A fresh installation. An empty variable for the first administrator means none. */
@TestPropertySource(
        properties = {
            "postern.admin.username=",
            "postern.admin.email=",
            "postern.admin.password=",
            "postern.setup.token=" + SetupTests.TOKEN
        })
class SetupTests extends ApplicationTest {

    static final String TOKEN = "chosen-by-the-operator-for-the-test";
    private static final String PAGE = "/setup?token=" + TOKEN;

    @BeforeEach
    void fresh() {
        jdbc.sql("delete from users").update();
        jdbc.sql("update installation set set_up_at = null").update();
    }

    @Tag("case-119")
    @Test
    void thereIsNoDefaultAccount() {
        assertThat(users.byIdentifier("admin")).isEmpty();
        assertThat(jdbc.sql("select count(*) from users").query(Integer.class).single())
                .isZero();
        for (String password : List.of("admin", "password", "postern", "")) {
            assertThat(visitor().signIn("admin", password).status()).isEqualTo(422);
        }
        assertThat(visitor().get("/login").body()).contains("isn’t set up yet");
    }

    @Tag("case-119")
    @ParameterizedTest
    @ValueSource(strings = {"/setup", "/setup?token=", "/setup?token=wrong", "/setup?token=" + TOKEN + "x"})
    void withoutTheTokenThereIsNoSetupPage(String page) {
        assertThat(visitor().get(page).status()).isEqualTo(404);
    }

    @Test
    void throttlesGuessesAtTheToken() {
        Visitor guesser = visitor();
        for (int i = 0; i < 20; i++) {
            assertThat(guesser.get("/setup?token=guess" + i).status()).isEqualTo(404);
        }
        Visitor.Answer refused = guesser.get("/setup?token=guess");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.response().headers().firstValue("Retry-After")).hasValue("900");
        assertThat(guesser.get(PAGE).status()).as("a right guess").isEqualTo(429);
        assertThat(guesser.post("/setup", form(visitor())).status()).isIn(403, 429);
        assertThat(visitor().get(PAGE).status()).as("from elsewhere").isEqualTo(200);
        clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        assertThat(guesser.get(PAGE).status()).isEqualTo(200);
    }

    @Tag("case-119")
    @Test
    void thePostWantsTheTokenToo() {
        Visitor visitor = visitor();
        Map<String, String> form = form(visitor);
        form.put("token", "wrong");
        assertThat(visitor.post("/setup", form).status()).isEqualTo(404);
        form.remove("token");
        assertThat(visitor.post("/setup", form).status()).isEqualTo(404);
    }

    @Tag("case-119")
    @Test
    void letsOneOfTwoSetUp() throws Exception {
        List<Visitor> visitors = List.of(visitor(), visitor());
        List<Map<String, String>> forms = new ArrayList<>();
        for (Visitor visitor : visitors) {
            Map<String, String> form = form(visitor);
            form.put("username", "first" + forms.size());
            form.put("email", "first" + forms.size() + "@corp.example");
            forms.add(form);
        }
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                int number = i;
                answers.add(threads.submit(() ->
                        visitors.get(number).post("/setup", forms.get(number)).status()));
            }
            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(303, 404);
        } finally {
            threads.shutdownNow();
        }
        assertThat(jdbc.sql("select count(*) from users").query(Integer.class).single())
                .isEqualTo(1);
        assertThat(visitor().get(PAGE).status()).isEqualTo(404);
        assertThat(visitors.get(0).post("/setup", forms.get(0)).status()).isEqualTo(404);
        // Also when nobody is left.
        jdbc.sql("delete from users").update();
        assertThat(visitor().get(PAGE).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, "/setup", "/setup?token=wrong"})
    void sendsLaterVisitorsToTheSignIn(String page) {
        Visitor first = visitor();
        assertThat(first.post("/setup", form(first)).status()).isEqualTo(303);

        Visitor.Answer english = visitor().get(page);
        assertThat(english.status()).isEqualTo(404);
        assertThat(english.page().select("h1").text()).isEqualTo("Already set up");
        assertThat(english.page().select("main a").attr("href")).isEqualTo("/login");
        Visitor german = visitor().with("Accept-Language", "de");
        assertThat(german.get(page).page().select("h1").text()).isEqualTo("Bereits eingerichtet");
        assertThat(visitor().with("Accept", "application/json").get(page).body())
                .contains("\"status\":404", "\"code\":\"not-found\"");
    }

    @Test
    void aFormThatWasOpenMeanwhileIsToldSoToo() {
        Visitor late = visitor();
        Map<String, String> form = form(late);
        Visitor first = visitor();
        assertThat(first.post("/setup", form(first)).status()).isEqualTo(303);

        assertThat(late.post("/setup", form).page().select("h1").text()).isEqualTo("Already set up");
    }

    @ParameterizedTest
    @CsvSource({
        "username, ''",
        "username, a b\tc",
        "email, ''",
        "email, not an address",
        "password, short",
        "password, password12345678",
        "passwordConfirmation, another one entirely",
        "publicUrl, ''",
        "publicUrl, postern.example",
        "publicUrl, ftp://postern.example",
        "publicUrl, https://user@postern.example"
    })
    void setupTellsWhatIsWrongAndKeepsWhatWasTyped(String field, String typed) {
        Visitor visitor = visitor();
        Map<String, String> form = form(visitor);
        form.put(field, typed);

        Visitor.Answer answer = visitor.post("/setup", form);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.error(field)).as(answer.body()).isPresent();
        assertThat(answer.page().select("[data-error-for]").eachAttr("data-error-for"))
                .containsOnly(field);
        assertThat(answer.page().select("[name=username]").val()).isEqualTo(form.get("username"));
        assertThat(answer.body()).doesNotContain(PASSWORD);
        assertThat(jdbc.sql("select count(*) from users").query(Integer.class).single())
                .isZero();
    }

    @Test
    void createsTheAdministratorAndConfirmsTheAddress() {
        Visitor visitor = visitor();

        Visitor.Answer answer = visitor.post("/setup", form(visitor));

        assertThat(answer.status()).isEqualTo(303);
        Visitor.Answer first = visitor.get(answer.location());
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.page().select("[role=status] .alert-success").text()).contains("set up");
        assertThat(visitor.get("/settings/mail").status()).isEqualTo(200);
        assertThat(signedIn("chief", PASSWORD).get("/settings/mail").status()).isEqualTo(200);
    }

    private static Map<String, String> form(Visitor visitor) {
        Visitor.Answer page = visitor.get(PAGE);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.response().headers().firstValue("Referrer-Policy")).contains("no-referrer");
        return new HashMap<>(Visitor.filled(
                page,
                "/setup",
                Map.of(
                        "username", "chief",
                        "email", "chief@corp.example",
                        "displayName", "The Chief",
                        "password", PASSWORD,
                        "passwordConfirmation", PASSWORD,
                        "publicUrl", "https://postern.example")));
    }
}
