package io.postern.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.alerts.Severity;
import io.postern.testing.Visitor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts that other systems raise over HTTP. */
class AlertsApiTests extends ApiFixture {

    @Test
    void foldsAlertsByKeyUntilResolved() throws Exception {
        HttpResponse<String> answer = post(ALERT);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"result\":\"raised\"}");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        post(ALERT.replace("The dump failed", "It failed again"));
        clock.advance(Duration.ofMinutes(5));
        Visitor operator = operator();
        String row = operator.get("/alerts").page().select("tr[data-alert]").text();
        assertThat(row).contains("Error", "backup", "It failed again", "2");
        assertThat(operator.get("/alerts").page().select(".bell").text()).contains("It failed again");
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
    void anAlertInAnotherEncodingIsKept() throws Exception {
        byte[] latin1 = alert("backup", "Größe 0").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(post(latin1, "Bearer " + token, "application/json", "de").statusCode())
                .isEqualTo(200);
        assertThat(post("\ufeff" + alert("backup", "second")).statusCode()).isEqualTo(200);
        assertThat(jdbc.sql("select verbatim from alert order by id")
                        .query(String.class)
                        .list())
                .containsExactly("Gr\ufffd\ufffde 0", "second");
    }

    @Test
    void aResolutionWrittenAsTextResolves() throws Exception {
        post("{\"component\":\"backup\",\"key\":\"nightly\",\"message\":\"failed\"}");
        HttpResponse<String> answer = post("{\"component\":\"backup\",\"key\":\"nightly\",\"resolved\":\"True\"}");
        assertThat(answer.body()).contains("\"resolved\"");
    }

    @Test
    void spellsComponentsAsTheTokenDoes() throws Exception {
        assertThat(post(alert("ROUTER", "x")).statusCode()).isEqualTo(200);
        assertThat(jdbc.sql("select component from alert").query(String.class).single())
                .isEqualTo("Router");
        token = tokens.create("all", List.of("*"), root());
        assertThat(post(alert("sign-in", "x")).statusCode()).isEqualTo(200);
        assertThat(post(alert("anything", "x")).statusCode()).isEqualTo(200);
        assertThat(jdbc.sql("select component from alert order by id")
                        .query(String.class)
                        .list())
                .containsExactly("Router", "SIGN_IN", "anything");
    }

    @Test
    void keepsAFullLengthMessageOfAnyCharacters() throws Exception {
        String message = "\uD83D\uDEA8".repeat(512);
        assertThat(post(alert("backup", message)).statusCode()).isEqualTo(200);
        assertThat(jdbc.sql("select verbatim from alert").query(String.class).single())
                .isEqualTo(message);
    }

    @Test
    void replacesLineBreaksAndMarksDisguisingCharacters() throws Exception {
        assertThat(post(alert("backup", " line 1\\r\\n\\tline 2\\u2028line 3\\n"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(alert("backup", "a\\u0000b\\u001b[31mc\\u202ed\\ud800e"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(jdbc.sql("select verbatim from alert order by id")
                        .query(String.class)
                        .list())
                .containsExactly("line 1 line 2 line 3", "a\uFFFDb\uFFFD[31mc\uFFFDd\uFFFDe");
    }

    @Test
    void cutsALongMessageAndKeepsItInTheDetail() throws Exception {
        String longest = "at com.example.Backup\\n".repeat(60);
        assertThat(post(alert("backup", longest)).statusCode()).isEqualTo(200);
        assertThat(post(alert("backup", longest + "otherwise")).statusCode()).isEqualTo(200);
        assertThat(count()).as("the cut part counts").isEqualTo(2);
        Element row = operator().get("/alerts").page().select("tr[data-alert]").last();
        assertThat(row.select("div.fw-bold").text()).hasSize(512).endsWith("…").doesNotContain("\n");
        assertThat(post(alert("backup", "x".repeat(60_000))).statusCode()).isEqualTo(200);
        assertThat(row.select("details pre").first().wholeText())
                .isEqualTo("at com.example.Backup\n".repeat(60).strip());
    }

    @Test
    void keepsADetailUpToFourKilobytes() throws Exception {
        String detail = "a\\tb\\r\\n<b>\\u0007" + "x".repeat(5000);
        assertThat(post(ALERT.replace("}", ",\"detail\":\"" + detail + "\"}")).statusCode())
                .isEqualTo(200);
        assertThat(jdbc.sql("select detail from alert").query(String.class).single())
                .startsWith("a b\n<b>\uFFFDxxx")
                .hasSize(4096)
                .endsWith("x…");
    }

    @ParameterizedTest
    @CsvSource({
        "warn, WARNING",
        "Critical, FATAL",
        "ERR, ERROR",
        "fatal, FATAL",
        "Info, INFO",
        "notice, INFO",
        "emerg, FATAL",
        "LOUD, ERROR"
    })
    void aSeverityIsUnderstoodAsOtherProgramsWriteIt(String written, Severity meant) throws Exception {
        assertThat(post(ALERT.replace("ERROR", written)).statusCode()).isEqualTo(200);
        assertThat(jdbc.sql("select severity from alert").query(Integer.class).single())
                .isEqualTo(meant.rank());
    }

    @Test
    void ignoresUnknownFieldsAndTakesAnyKey() throws Exception {
        String sent =
                ALERT.replace("\"dump\"}", "\"" + "k\\n".repeat(500) + "\",\"time\":\"2001-01-01\",\"tags\":[{}]}");
        assertThat(post(sent).statusCode()).isEqualTo(200);
        assertThat(post(sent.replace("The dump", "Another")).statusCode()).isEqualTo(200);
        assertThat(count()).isEqualTo(1);
    }

    @Tag("case-115")
    @Test
    void htmlAndFormulasAreTextLikeAnyOther() throws Exception {
        assertThat(post(alert("backup", "<script>alert(1)</script>")).statusCode())
                .isEqualTo(200);
        assertThat(post(alert("backup", "=cmd|'/c calc'!A1 ${7*7} [[${7*7}]]")).statusCode())
                .isEqualTo(200);
        String page = operator().get("/alerts").body();
        assertThat(page).contains("&lt;script&gt;alert(1)", "${7*7}").doesNotContain("<script>alert", "[[49]]");
    }

    @Test
    void whatAnotherSystemCallsAnAlertNeverMeetsPosternsOwn() throws Exception {
        token = tokens.create("all", List.of("*"), root());
        smtp.close();
        queue.mails(1);
        deliver();
        assertThat(post("{\"component\":\"Mail\",\"key\":\"mail-held\",\"resolved\":true}")
                        .body())
                .contains("nothing-open");
    }

    @Tag("case-108")
    @Test
    void countsAStormInOneRow() throws Exception {
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
