package io.postern.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Alerts that other systems raise over HTTP. */
class AlertsApiTests extends ApiFixture {

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
    void textsLoseWhatCopyingBroughtAlong() throws Exception {
        assertThat(post(alert("\u00a0backup\u200b", "\ufeffIt failed\u3000")).statusCode())
                .isEqualTo(200);
        assertThat(jdbc.sql("select component || ': ' || verbatim from alert")
                        .query(String.class)
                        .single())
                .isEqualTo("backup: It failed");
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
    void whatAnotherSystemCallsAnAlertNeverMeetsPosternsOwn() throws Exception {
        token = tokens.create("all", List.of("*"), "root");
        smtp.close();
        queue.mails(1);
        deliver();
        assertThat(post("{\"component\":\"Mail\",\"key\":\"mail-held\",\"resolved\":true}")
                        .body())
                .contains("nothing-open");
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
}
