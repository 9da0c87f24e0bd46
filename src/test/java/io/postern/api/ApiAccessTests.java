package io.postern.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.SignedInUser;
import io.postern.users.User;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use the API, and for what. */
class ApiAccessTests extends ApiFixture {

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
    void refusesAlteredAndRevokedTokens() throws Exception {
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
    void aTokenRestsWhileItsMakerIsNoAdministrator() throws Exception {
        User maker = user(Role.ADMINISTRATOR);
        token = tokens.create("of one who goes", List.of("*"), SignedInUser.of(maker));
        assertThat(post(ALERT).statusCode()).isEqualTo(200);
        jdbc.sql("delete from alert").update();

        users.disable(maker.id());
        assertProblem(post(ALERT), 401, "bad-token");
        Visitor root = administrator();
        assertThat(root.get("/settings/api-tokens")
                        .page()
                        .select("[data-state=resting]")
                        .text())
                .contains("of one who goes", maker.username());
        assertThat(root.get("/users/" + maker.id() + "/api-tokens")
                        .page()
                        .select("[data-api-tokens=1]")
                        .text())
                .contains("of one who goes");

        users.enable(maker.id());
        assertThat(post(ALERT).statusCode()).isEqualTo(200);
        jdbc.sql("update users set role = 'OPERATOR' where id = ?")
                .param(maker.id())
                .update();
        jdbc.sql("delete from alert").update();
        assertProblem(post(ALERT), 401, "bad-token");
        jdbc.sql("update users set role = 'ADMINISTRATOR' where id = ?")
                .param(maker.id())
                .update();
        assertThat(post(ALERT).statusCode()).isEqualTo(200);
        jdbc.sql("delete from alert").update();
        users.delete(maker.id());
        assertProblem(post(ALERT), 401, "bad-token");
    }

    @Test
    void refusesSessionsAndTokensInTheAddress() throws Exception {
        Visitor root = administrator();
        assertThat(root.postRaw("/api/alerts?access_token=" + token + "&_csrf=" + root.csrf("/profile"), "")
                        .status())
                .isEqualTo(401);
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
        String second = lastUse();
        assertThat(second).isGreaterThan(first);
        clock.advance(Duration.ofMinutes(-2));
        post(ALERT);
        assertThat(lastUse())
                .as("a clock that is set back")
                .isGreaterThanOrEqualTo(first)
                .isLessThan(second);
    }

    private String lastUse() {
        return jdbc.sql(
                        "select cast(last_used_at as varchar) from api_token where id = (select max(id) from api_token)")
                .query((row, number) -> String.valueOf(row.getString(1)))
                .single();
    }
}
