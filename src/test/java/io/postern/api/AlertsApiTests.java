package io.postern.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Alerts that other systems raise over HTTP. */
class AlertsApiTests extends ApplicationTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String ALERT =
            "{\"severity\":\"ERROR\",\"component\":\"backup\",\"message\":\"The dump failed\",\"key\":\"dump\"}";

    @Autowired
    private ApiTokens tokens;

    private String token;

    @BeforeEach
    void makeToken() {
        jdbc.sql("delete from alert").update();
        token = tokens.create("test", List.of("backup", "Router"), "root");
    }

    @Test
    void anAlertIsRaisedAndFoldsByItsKeyUntilItIsResolved() throws Exception {
        HttpResponse<String> answer = post(ALERT);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"result\":\"raised\"}");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        post(ALERT.replace("The dump failed", "It failed again"));
        clock.advance(Duration.ofMinutes(5));
        Visitor operator = operator();
        String row = operator.get("/alerts").page().select("tr[data-alert]").text();
        assertThat(row).contains("Error", "backup", "The dump failed", "2");
        assertThat(operator.get("/alerts").page().select(".bell").text()).contains("The dump failed");
        String end = "{\"component\":\"backup\",\"key\":\"dump\",\"resolved\":true}";
        assertThat(post(end).body()).isEqualTo("{\"result\":\"resolved\"}");
        assertThat(post(end).body()).isEqualTo("{\"result\":\"nothing-open\"}");
        assertThat(operator.get("/alerts").page().select("tr[data-alert]").text())
                .contains("Resolved after 5 min");
    }

    @Test
    void withoutAKeyTheSameMessageFolds() throws Exception {
        for (String message : List.of("one", "two", "one")) {
            assertThat(post(alert("backup", message)).statusCode()).isEqualTo(200);
        }
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aComponentIsWrittenAsTheTokenHasItAndPosternsOwnAreMeantInAnySpelling() throws Exception {
        assertThat(post(alert("ROUTER", "x")).statusCode()).isEqualTo(200);
        assertThat(jdbc.sql("select component from alert").query(String.class).single())
                .isEqualTo("Router");
        token = tokens.create("all", List.of("*"), "root");
        assertThat(post(alert("sign-in", "x")).statusCode()).isEqualTo(200);
        assertThat(post(alert("anything", "x")).statusCode()).isEqualTo(200);
        assertThat(jdbc.sql("select component from alert order by id")
                        .query(String.class)
                        .list())
                .containsExactly("Router", "SIGN_IN", "anything");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{}{}",
                "{\"severity\":\"ERROR\",\"severity\":\"INFO\",\"component\":\"backup\",\"message\":\"x\"}"
            })
    void whatIsNotOneObjectIsMalformed(String body) throws Exception {
        assertProblem(post(body), 400, "malformed");
    }

    @Test
    void everyFieldThatIsNotRightIsNamed() throws Exception {
        assertFields("{}", "severity missing", "component missing", "message missing");
        assertFields(
                "{\"severity\":\"CRITICAL\",\"component\":\"backup\",\"message\":\"x\"}", "severity unknown-severity");
        assertFields(
                "{\"severity\":3,\"component\":[\"backup\"],\"message\":{}}",
                "severity not-a-text",
                "component not-a-text",
                "message not-a-text");
        assertFields(alert("backup", "x".repeat(513)), "message too-long");
        assertFields(alert("b".repeat(61), "x"), "component too-long");
        assertFields(alert("backup", "a\\nb"), "message control-characters");
        assertFields(alert("backup", "a\\u0000b"), "message control-characters");
        assertFields(alert("backup", "a\\u001b[31mb"), "message control-characters");
        assertFields(alert("backup", "a\\u202eb"), "message control-characters");
        assertFields(alert("backup", "a\\ud800b"), "message control-characters");
        assertFields(alert("back\\u200bup", "x"), "component control-characters");
        assertFields(alert("backup", " \\t "), "message missing");
        assertFields(ALERT.replace("dump\"}", "k".repeat(201) + "\"}"), "key too-long");
        assertFields(ALERT.replace("}", ",\"time\":\"2001-01-01\"}"), "time unknown-field");
        assertFields("{\"component\":\"backup\",\"resolved\":true}", "key missing");
        assertFields(ALERT.replace("}", ",\"resolved\":\"yes\"}"), "resolved not-a-boolean");
    }

    @Test
    void aMessageOfTheFullLengthIsKeptWhateverItsCharacters() throws Exception {
        String message = "\uD83D\uDEA8".repeat(512);
        assertThat(post(alert("backup", message)).statusCode()).isEqualTo(200);
        assertThat(jdbc.sql("select verbatim from alert").query(String.class).single())
                .isEqualTo(message);
    }

    @Test
    void case115_htmlAndFormulasAreTextLikeAnyOther() throws Exception {
        assertThat(post(alert("backup", "<script>alert(1)</script>")).statusCode())
                .isEqualTo(200);
        assertThat(post(alert("backup", "=cmd|'/c calc'!A1 ${7*7} [[${7*7}]]")).statusCode())
                .isEqualTo(200);
        String page = operator().get("/alerts").body();
        assertThat(page).contains("&lt;script&gt;alert(1)", "${7*7}").doesNotContain("<script>alert", "[[49]]");
    }

    @Test
    void aComponentOutsideTheTokensScopeIsRefused() throws Exception {
        assertProblem(post(alert("billing", "x")), 403, "component-out-of-scope");
        assertProblem(
                post("{\"component\":\"billing\",\"key\":\"x\",\"resolved\":true}"), 403, "component-out-of-scope");
    }

    @Test
    void whatAnotherSystemCallsAnAlertNeverMeetsPosternsOwn() throws Exception {
        token = tokens.create("all", List.of("*"), "root");
        smtp.close();
        queue.mails(1);
        deliver();
        assertThat(post("{\"component\":\"Mail\",\"key\":\"mail-held\",\"resolved\":true}")
                        .body())
                .contains("nothing-open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic eDp5", "Bearer postern_x", "Bearer %", "Token "})
    void withoutAGoodTokenNothingIsStored(String authorization) throws Exception {
        HttpResponse<String> answer = post(ALERT, authorization, "application/json", "en");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(count()).isZero();
    }

    @Test
    void aTokenThatDiffersInOneCharacterOrIsRevokedIsNone() throws Exception {
        String other = token.substring(0, token.length() - 2) + (token.endsWith("AA") ? "BB" : "AA");
        assertProblem(post(ALERT, "Bearer " + other, "application/json", "en"), 401, "bad-token");
        assertThat(post(ALERT).statusCode()).isEqualTo(200);
        long id = jdbc.sql("select max(id) from api_token").query(Long.class).single();
        assertThat(tokens.revoke(id)).isTrue();
        assertThat(tokens.revoke(id)).isFalse();
        jdbc.sql("delete from alert").update();
        assertProblem(post(ALERT), 401, "bad-token");
    }

    @Test
    void aSessionOrATokenInTheAddressIsNoToken() throws Exception {
        Visitor root = administrator();
        assertThat(root.postRaw("/api/alerts?access_token=" + token + "&_csrf=" + root.csrf("/profile"), "")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whatIsNotJsonOrTooLargeIsRefused() throws Exception {
        assertThat(post(ALERT, "Bearer " + token, "application/x-www-form-urlencoded", "en")
                        .statusCode())
                .isEqualTo(415);
        HttpResponse<String> text = post(ALERT, "Bearer " + token, "text/plain", "en");
        assertThat(text.statusCode()).isEqualTo(415);
        assertThat(text.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertProblem(post(alert("backup", "x".repeat(17_000))), 413, "too-large");
        assertProblem(post("[".repeat(16_000)), 400, "malformed");
    }

    @Test
    void problemsAreSaidInTheCallersLanguage() throws Exception {
        HttpResponse<String> answer = post(alert("backup", ""), "Bearer " + token, "application/json", "de");
        assertThat(JsonPath.<String>read(answer.body(), "$.errors[0].detail")).isEqualTo("Dieses Feld ist nötig.");
    }

    @Test
    void theAddressAnswersToNothingElse() throws Exception {
        HttpResponse<String> get = CLIENT.send(
                request("/api/alerts", "Bearer " + token).GET().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(get.statusCode()).isEqualTo(405);
        HttpResponse<String> nowhere = CLIENT.send(
                request("/api/users", "Bearer " + token).GET().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.body()).contains("not-found");
        Visitor bearer = visitor().with("Authorization", "Bearer " + token);
        assertThat(bearer.get("/alerts").status()).isEqualTo(302);
        assertThat(bearer.get("/settings/api-tokens").status()).isEqualTo(302);
    }

    @Test
    void theLastUseIsNotedToTheMinute() throws Exception {
        assertThat(lastUse()).isEqualTo("null");
        post(ALERT);
        String first = lastUse();
        assertThat(first).isNotEqualTo("null");
        post(ALERT);
        assertThat(lastUse()).isEqualTo(first);
        clock.advance(Duration.ofMinutes(2));
        post(ALERT);
        assertThat(lastUse()).isNotEqualTo(first);
    }

    @Test
    void case108_aStormFromSeveralSendersIsOneRowWithTheirCount() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Integer> send = () -> post(ALERT).statusCode();
            for (Future<Integer> each : threads.invokeAll(
                    IntStream.range(0, 400).mapToObj(i -> send).toList())) {
                assertThat(each.get()).isEqualTo(200);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(jdbc.sql("select occurrences from alert").query(Long.class).single())
                .isEqualTo(400);
    }

    private void assertFields(String body, String... problems) throws Exception {
        HttpResponse<String> answer = post(body);
        assertProblem(answer, 422, "invalid-fields");
        List<String> fields = JsonPath.read(answer.body(), "$.errors[*].field");
        List<String> codes = JsonPath.read(answer.body(), "$.errors[*].code");
        assertThat(IntStream.range(0, fields.size())
                        .mapToObj(i -> fields.get(i) + " " + codes.get(i))
                        .toList())
                .containsExactlyInAnyOrder(problems);
    }

    private void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo(code);
        assertThat(JsonPath.<String>read(answer.body(), "$.title")).isNotBlank().doesNotContain("??");
        assertThat(JsonPath.<Integer>read(answer.body(), "$.status")).isEqualTo(status);
        assertThat(count()).isZero();
    }

    private static String alert(String component, String message) {
        return "{\"severity\":\"WARNING\",\"component\":\"" + component + "\",\"message\":\"" + message + "\"}";
    }

    private HttpResponse<String> post(String body) throws Exception {
        return post(body, "Bearer " + token, "application/json", "en");
    }

    private HttpResponse<String> post(String body, String authorization, String type, String language)
            throws IOException, InterruptedException {
        HttpRequest request = request("/api/alerts", authorization)
                .header("Content-Type", type)
                .header("Accept-Language", language)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private String lastUse() {
        return jdbc.sql(
                        "select cast(last_used_at as varchar) from api_token where id = (select max(id) from api_token)")
                .query((row, number) -> String.valueOf(row.getString(1)))
                .single();
    }

    private int count() {
        return jdbc.sql("select count(*) from alert where component not in ('MAIL', 'SIGN_IN')")
                .query(Integer.class)
                .single();
    }

    private Visitor operator() {
        return signedIn(user(Role.OPERATOR).username(), PASSWORD);
    }
}
