package io.postern.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.RawHttp;
import io.postern.web.layout.ShellFixture;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a request that fails as a whole is told, over HTTP and by raw bytes. */
class ErrorPageTests extends ShellFixture {

    private static final String[] TOLD_TO_NOBODY = {"secret detail", "Exception", "io.postern", "Tomcat", "11.0"};

    @ParameterizedTest
    @CsvSource({
        "400,Invalid request",
        "403,Not allowed",
        "404,Page not found",
        "405,can’t be opened directly",
        "413,Too much",
        "429,Too many requests",
        "500,Something went wrong",
        "503,The server is busy",
        "406,Invalid request",
        "415,Invalid request",
        "418,Invalid request",
        "502,Something went wrong"
    })
    void everyStatusHasItsPage(int status, String title) throws Exception {
        HttpResponse<String> answer = get("/refused?status=" + status);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(title).doesNotContain(TOLD_TO_NOBODY);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Tag("case-113")
    @Test
    void aDefectShowsNothingOfItself() throws Exception {
        assertThat(get("/broken").body()).contains("Something went wrong").doesNotContain(TOLD_TO_NOBODY);
        HttpResponse<String> json = get("/broken", "Accept", "application/json");
        assertThat(json.statusCode()).isEqualTo(500);
        assertThat(json.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json.body())
                .contains("\"status\":500", "\"code\":\"internal\"", "Something went wrong")
                .doesNotContain(TOLD_TO_NOBODY);
    }

    @Test
    void showsTheErrorPageWhenABannerFails() throws Exception {
        assertThat(get("/quiet?fail=1").body()).contains("Something went wrong").doesNotContain("database away");
    }

    @Test
    void theErrorPageSpeaksTheLanguageOfTheBrowser() throws Exception {
        assertThat(get("/missing", "Accept-Language", "fr, de-CH;q=0.8, en;q=0.2")
                        .body())
                .contains("<html lang=\"de\"", "Seite nicht gefunden");
    }

    @Test
    void theAddressOfTheErrorPageItselfIsNothing() throws Exception {
        assertThat(get("/error").statusCode()).isEqualTo(404);
    }

    @Tag("case-4")
    @ParameterizedTest
    @ValueSource(strings = {"text=a&text=b", "text=a%00b", "te%00xt=a"})
    void aParameterGivenTwiceOrWithNulIsRefused(String body) throws Exception {
        assertThat(post("/echo", body).statusCode()).isEqualTo(400);
    }

    @Test
    void aParameterInBothAddressAndFormIsGivenTwice() throws Exception {
        assertThat(post("/echo?text=a", "text=b").statusCode()).isEqualTo(400);
    }

    @Test
    void tickedRowsMayRepeat() throws Exception {
        assertThat(post("/echo", "text=abc&ids=1&ids=2").body()).isEqualTo("3");
    }

    @Tag("case-17")
    @Test
    void anOversizedFormIsRefusedAndNotReadAsEmpty() throws Exception {
        HttpResponse<String> answer = post("/echo", "text=" + "a".repeat(1_000_000));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("Too much");
    }

    @Tag("case-47")
    @Test
    void anEnormousFormAndFileAreRefusedWithAnAnswer() throws Exception {
        assertThat(post("/echo", "text=" + "a".repeat(10_000_000)).statusCode()).isEqualTo(413);
        String file = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
                + "a".repeat(6_000_000) + "\r\n--x--\r\n";
        HttpResponse<String> answer = post("/echo", file, "Content-Type", "multipart/form-data; boundary=x");
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("Invalid request");
        assertThat(post("/echo", file.repeat(3), "Content-Type", "multipart/form-data; boundary=x")
                        .statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /% HTTP/1.1",
                "GET /a[b HTTP/1.1",
                "GET /%2e%2e/x HTTP/1.1",
                "GET /form;x=1 HTTP/1.1",
                "GET /form%2fx HTTP/1.1",
                "GET //form HTTP/1.1",
                "GET /form?text=%zz HTTP/1.1",
                "POST /echo?text=%zz HTTP/1.1",
                "FOO /form HTTP/1.1",
                "GET /form HTTP/9.9",
                "TRACE /form HTTP/1.1"
            })
    void whatTheServerOrTheFirewallRefusesTellsNoVersion(String line) throws Exception {
        String answer = raw(line);
        assertThat(answer).matches("(?s)HTTP/1.1 [45]\\d\\d.*").doesNotStartWith("HTTP/1.1 500");
        assertThat(answer).doesNotContain(TOLD_TO_NOBODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%ff", "/form%2fx", "/form%00"})
    void refusesInTheBrowsersLanguage(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1", "Accept-Language: de");
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("<html lang=\"de\"", "Ungültige Anfrage", "Zur Startseite")
                .doesNotContain("HTTP Status", "style=", "<style");
    }

    @Test
    void whatTheServerRefusesBelowTheApiIsAProblem() throws Exception {
        assertThat(raw("POST /api/%ff HTTP/1.1"))
                .startsWith("HTTP/1.1 400")
                .contains("Content-Type: application/problem+json", "\"status\":400", "\"code\":\"bad-request\"");
    }

    @Test
    void whatBrowsersLeaveUnencodedIsAnAddressLikeAnother() throws Exception {
        assertThat(raw("GET /form?text=[a]{b}|^` HTTP/1.1")).startsWith("HTTP/1.1 200");
    }

    @Tag("case-117")
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void keepsAMangledLinksTokenOutOfTheLog(CapturedOutput log) throws Exception {
        for (String end : new String[] {">", "]", "\"", "\u2019", " x"}) {
            raw("GET /form?token=secret-token" + end + " HTTP/1.1");
        }
        assertThat(log.getAll()).doesNotContain("secret-token");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aMalformedPathLeavesNoLineInTheLog(CapturedOutput log) throws Exception {
        get("/nowhere");
        post("/quiet", "");
        assertThat(log.getAll()).doesNotContain(" WARN ", " ERROR ");
    }

    @Test
    void aBrowserMaySpeakManyLanguages() throws Exception {
        String many =
                IntStream.range(0, 500).mapToObj(i -> "x" + i + ";q=0.9").collect(Collectors.joining(",", "de,", ""));
        assertThat(get("/form", "Accept-Language", many).statusCode()).isEqualTo(200);
    }

    @Test
    void aMalformedAcceptHeaderStillGetsAnAnswer() throws Exception {
        assertThat(raw("GET /missing HTTP/1.1", "Accept: ///", "Accept-Language: ;;;"))
                .startsWith("HTTP/1.1 404")
                .contains("Page not found");
    }

    private String raw(String line, String... headers) {
        Stream<String> head =
                Stream.concat(Stream.of(line, "Host: localhost", "Connection: close"), Stream.of(headers));
        return RawHttp.send(port, head.toList(), "").text();
    }
}
