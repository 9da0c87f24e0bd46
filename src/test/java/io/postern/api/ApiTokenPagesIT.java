package io.postern.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.AtOnce;
import io.postern.testing.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiTokenPagesIT extends ApplicationTest {

    private static final String PAGE = "/settings/api-tokens";

    private Visitor root;

    @BeforeEach
    void signIn() {
        jdbc.sql("delete from api_token").update();
        jdbc.sql("delete from alert").update();
        root = administrator();
    }

    @Test
    void showsANewTokenOnceAndStoresItsHash() {
        Visitor.Answer page = create("backup on db1", "backup, Sign-in ,backup");
        String token = page.page().select("[data-token]").attr("value");
        assertThat(token).matches("postern_[A-Za-z0-9_-]{43}");
        assertThat(page.page().select("tr[data-token-id]").text()).contains("backup on db1", "backup, SIGN_IN", "root");
        assertThat(root.get(PAGE).shown()).contains("backup on db1").doesNotContain(token);
        assertThat(stored()).isNotBlank().doesNotContain(token);
        assertThat(root.get("/audit").page().text())
                .contains("API token created", "backup on db1")
                .doesNotContain(token);
    }

    @Test
    void theLineBesideANewTokenWorksAsPasted() throws Exception {
        String line = create("it’s “quoted”", "it's a component")
                .page()
                .select("[data-curl]")
                .text();
        String here = line.replace("https://postern.example", "http://localhost:" + port);
        assertThat(here).isNotEqualTo(line);
        Process curl =
                new ProcessBuilder("sh", "-c", here).redirectErrorStream(true).start();
        assertThat(curl.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(curl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"result\":\"raised\"}");
        assertThat(root.get("/alerts").page().select("tr[data-alert]").text())
                .contains("it's a component", "The nightly backup failed.");
    }

    @Test
    void whatIsWrongIsSaidAtItsField() {
        Visitor.Answer answer = root.submit(PAGE, Map.of("name", " ", "components", " , "));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.error("name")).isPresent();
        assertThat(answer.error("components")).isPresent();
        answer = root.submit(PAGE, Map.of("name", "x".repeat(81), "components", "c".repeat(61)));
        assertThat(answer.error("name")).isPresent();
        assertThat(answer.error("components")).isPresent();
        assertThat(Visitor.filled(answer, PAGE, Map.of())).containsEntry("components", "c".repeat(61));
        assertThat(root.submit(PAGE, Map.of("name", "a\u202eb", "components", "x"))
                        .error("name"))
                .isPresent();
        assertThat(stored()).isEmpty();
    }

    @Test
    void twoTokensThatAreValidHaveTwoNames() {
        create("Café backup", "*");
        Visitor.Answer refused = root.submit(PAGE, Map.of("name", "CAFE\u0301 Backup", "components", "disk"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.error("name"))
                .hasValueSatisfying(said -> assertThat(said).contains("Another valid token"));
        assertThat(Visitor.filled(refused, PAGE, Map.of())).containsEntry("components", "disk");
        assertThat(refused.page().select("tr[data-token-id]")).hasSize(1);
        String id = refused.page().select("tr[data-token-id]").attr("data-token-id");
        root.submit(PAGE, PAGE + "/" + id + "/revoke", Map.of());
        create("Café backup", "*");
    }

    @Test
    void refusesTheSecondOfTwoTokensOfOneName() throws Exception {
        Map<String, String> form = Visitor.filled(root.get(PAGE), PAGE, Map.of("name", "backup", "components", "*"));
        Callable<Integer> create = () -> root.post(PAGE, form).status();
        assertThat(AtOnce.all(List.of(create, create))).containsExactlyInAnyOrder(303, 422);
    }

    @Test
    void aTokenIsRevokedAndStaysInTheList() {
        Element row = create("old", "*").page().select("tr[data-token-id]").first();
        String revoke = PAGE + "/" + row.attr("data-token-id") + "/revoke";
        assertThat(root.submit(PAGE, revoke, Map.of()).status()).isEqualTo(303);
        row = root.get(PAGE).page().select("tr[data-token-id]").first();
        assertThat(row.attr("data-state")).isEqualTo("revoked");
        assertThat(row.select("form")).isEmpty();
        assertThat(root.post(revoke, Map.of("_csrf", root.csrf(PAGE))).status()).isEqualTo(404);
        assertThat(root.get("/audit").page().text()).contains("API token revoked");
    }

    @Test
    void thePasswordIsAskedForAgainAfterAWhile() {
        clock.advance(Duration.ofMinutes(16));
        Visitor.Answer asked = root.submit(PAGE, Map.of("name", "late", "components", "*"));
        assertThat(asked.location()).endsWith("/reauthenticate");
        assertThat(stored()).isEmpty();
        root.submit("/reauthenticate", Map.of("password", PASSWORD));
        assertThat(Visitor.filled(root.get(PAGE), PAGE, Map.of())).containsEntry("name", "late");
    }

    @Test
    void somebodyElsesCookieShowsNoToken() {
        Visitor stranger = administrator().with("Cookie", "new-token=postern_" + "x".repeat(43));
        assertThat(stranger.get(PAGE).page().select("[data-token]")).isEmpty();
    }

    @Test
    void theDocumentationSaysHowItIsDone() {
        String text = root.get(PAGE + "/documentation").page().select("main").text();
        assertThat(text)
                .contains("https://postern.example/api/alerts", "512", "RFC 9457", "WARNING")
                .doesNotContain("??");
    }

    private Visitor.Answer create(String name, String components) {
        Visitor.Answer made = root.submit(PAGE, Map.of("name", name, "components", components));
        assertThat(made.status()).as(made.body()).isEqualTo(303);
        return root.get(made.location());
    }

    private String stored() {
        return String.join(
                "\n",
                jdbc.sql("select token_hash || name || components from api_token")
                        .query(String.class)
                        .list());
    }
}
