package io.postern.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.SignedInUser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A system with a token, which posts alerts over HTTP. */
abstract class ApiFixture extends ApplicationTest {

    static final HttpClient CLIENT = HttpClient.newHttpClient();
    static final String ALERT =
            "{\"severity\":\"ERROR\",\"component\":\"backup\",\"message\":\"The dump failed\",\"key\":\"dump\"}";

    @Autowired
    ApiTokens tokens;

    String token;

    @BeforeEach
    void makeToken() {
        jdbc.sql("delete from alert").update();
        jdbc.sql("delete from api_token").update();
        token = tokens.create("test", List.of("backup", "Router"), root());
    }

    SignedInUser root() {
        return SignedInUser.of(users.byIdentifier(ADMINISTRATOR).orElseThrow());
    }

    void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo(code);
        assertThat(JsonPath.<String>read(answer.body(), "$.title")).isNotBlank().doesNotContain("??");
        assertThat(JsonPath.<Integer>read(answer.body(), "$.status")).isEqualTo(status);
        assertThat(count()).isZero();
    }

    static String alert(String component, String message) {
        return "{\"severity\":\"WARNING\",\"component\":\"" + component + "\",\"message\":\"" + message + "\"}";
    }

    HttpResponse<String> post(String body) throws Exception {
        return post(body, "Bearer " + token, "application/json", "en");
    }

    HttpResponse<String> post(String body, String authorization, String type, String language)
            throws IOException, InterruptedException {
        return post(body.getBytes(StandardCharsets.UTF_8), authorization, type, language);
    }

    HttpResponse<String> post(byte[] body, String authorization, String type, String language)
            throws IOException, InterruptedException {
        HttpRequest request = request("/api/alerts", authorization)
                .header("Content-Type", type)
                .header("Accept-Language", language)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    int count() {
        return jdbc.sql("select count(*) from alert where component not in ('MAIL', 'SIGN_IN')")
                .query(Integer.class)
                .single();
    }

    Visitor operator() {
        return signedIn(user(Role.OPERATOR).username(), PASSWORD);
    }
}
