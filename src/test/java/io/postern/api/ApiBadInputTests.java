package io.postern.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API does not take, and what it says to that. */
class ApiBadInputTests extends ApiFixture {

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
        assertFields("{}", "component missing", "message missing");
        assertFields("{\"severity\":3,\"message\":null}", "component missing", "message missing");
        assertFields(alert("b".repeat(61), "x"), "component too-long");
        assertFields(alert("back\\u200bup", "x"), "component control-characters");
        assertFields(alert("backup", " \\t "), "message missing");
        assertFields(alert("backup", "\\u0000\\u0007"), "message missing");
        assertFields("{\"component\":\"backup\",\"resolved\":true}", "key missing");
        assertFields(ALERT.replace("}", ",\"resolved\":\"yes\"}"), "resolved not-a-boolean");
    }

    @Test
    void whatIsNotJsonOrTooLargeIsRefused() throws Exception {
        for (String type : List.of("application/x-www-form-urlencoded", "text/plain")) {
            HttpResponse<String> answer = post(ALERT, "Bearer " + token, type, "en");
            assertProblem(answer, 415, "unsupported-media-type");
            assertThat(answer.body()).contains("Content-Type: application/json");
            assertThat(answer.headers().firstValue("Accept")).hasValue("application/json");
        }
        assertProblem(post(alert("backup", "x".repeat(66_000))), 413, "too-large");
        assertProblem(post("[".repeat(16_000)), 400, "malformed");
    }

    @Test
    void problemsAreSaidInTheCallersLanguage() throws Exception {
        HttpResponse<String> answer = post(alert("backup", ""), "Bearer " + token, "application/json", "de");
        assertThat(JsonPath.<String>read(answer.body(), "$.errors[0].detail"))
                .isEqualTo("Dieses Feld ist erforderlich.");
    }

    @Test
    void aComponentOutsideTheTokensScopeIsRefused() throws Exception {
        assertProblem(post(alert("billing", "x")), 403, "component-out-of-scope");
        assertProblem(
                post("{\"component\":\"billing\",\"key\":\"x\",\"resolved\":true}"), 403, "component-out-of-scope");
        assertThat(jdbc.sql("select details from audit_line where action = 'api.audit.component-refused'")
                        .query(String.class)
                        .list())
                .hasSize(2)
                .allMatch(details -> details.contains("billing"));
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
}
