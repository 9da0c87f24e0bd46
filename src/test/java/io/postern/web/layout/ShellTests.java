package io.postern.web.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell over HTTP: what every page has. */
class ShellTests extends ShellFixture {

    @Test
    void theNavigationShowsWhatTheRoleMayOpen() throws Exception {
        assertThat(get("/form?as=ADMINISTRATOR").body())
                .contains("href=\"/deliveries\"", "href=\"/users\"", "href=\"/audit\"", "href=\"/settings/mail\"");
        assertThat(get("/form?as=OPERATOR").body())
                .contains("href=\"/deliveries\"")
                .doesNotContain("href=\"/users\"", "href=\"/audit\"");
        assertThat(get("/form?as=USER").body()).doesNotContain("href=\"/deliveries\"", "href=\"/users\"");
    }

    @Tag("case-115")
    @Test
    void aDisplayNameIsShownAsItIs() throws Exception {
        assertThat(get("/form?as=USER").body())
                .contains("Ada &lt;b&gt;Lovelace")
                .doesNotContain("<b>Lovelace");
    }

    @Test
    void aPageSpeaksTheReadersLanguage() throws Exception {
        assertThat(get("/form?as=ADMINISTRATOR&in=de", "Accept-Language", "en").body())
                .contains("<html lang=\"de\"", "Zustellungen");
    }

    @Test
    void noStyleOrScriptStandsInThePage() throws Exception {
        String page = get("/form?as=ADMINISTRATOR").body();
        assertThat(page).doesNotContain("<style", " style=", " onclick=", "hx-on");
        assertThat(page).doesNotContainPattern("<script(?![^>]* src=)");
    }

    @Test
    void showsABannerWithCodeAndLink() throws Exception {
        assertThat(get("/form?as=ADMINISTRATOR").body())
                .contains("role=\"alert\" data-banner=\"test-banner\"", "Open Settings &gt; General</a>");
        assertThat(get("/form?as=ADMINISTRATOR&in=de").body()).contains("Einstellungen &gt; Allgemein öffnen</a>");
    }

    @Test
    void asksRoomsForPartsOnlyForPages() throws Exception {
        assertThat(post("/form?as=ADMINISTRATOR&fail=1", "port=587").statusCode())
                .isEqualTo(303);
        assertThat(post("/form?as=ADMINISTRATOR&fail=1", "port=x").statusCode()).isEqualTo(500);
    }

    @Test
    void keepsTypedValuesAndShowsErrorsAtFields() throws Exception {
        HttpResponse<String> refused = post("/form?as=ADMINISTRATOR", "host=a%26b&port=x&password=typed");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("data-error-for=\"port\"", "data-error-for=\"form\"", "aria-describedby=\"port-error\"")
                .contains("value=\"a&amp;b\"", "value=\"x\"")
                .doesNotContain("value=\"typed\"");
    }

    @Test
    void aStoredPasswordNeverReachesThePage() throws Exception {
        assertThat(get("/form?as=ADMINISTRATOR").body()).doesNotContain("stored secret");
    }

    @Test
    void bindsEachInputOnce() throws Exception {
        assertThat(get("/quiet").body()).containsOnlyOnce("name=\"host\"");
        assertThat(get("/form?as=ADMINISTRATOR").body())
                .containsOnlyOnce("name=\"host\"")
                .containsOnlyOnce("name=\"enabled\"");
    }

    @Test
    void anAcceptedFormLeadsOnWith303ToALocalAddress() throws Exception {
        HttpResponse<String> accepted = post("/form?as=ADMINISTRATOR", "port=587");
        assertThat(accepted.statusCode()).isEqualTo(303);
        assertThat(accepted.headers().firstValue("Location")).contains("/form?as=ADMINISTRATOR");
        String session = accepted.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(get("/form?as=ADMINISTRATOR", "Cookie", session).body())
                .containsPattern("role=\"status\">\\s*<div class=\"alert alert-success\"");
    }

    @Test
    void setsTheThemeFromACookieBeforeFirstPaint() throws Exception {
        HttpResponse<String> chosen = post("/theme", "theme=dark&back=%2Fform%3Fq%3D%7Ba%7D");
        assertThat(chosen.statusCode()).isEqualTo(303);
        assertThat(chosen.headers().firstValue("Location")).contains("/form?q={a}");
        String cookie = chosen.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).startsWith("theme=dark;").contains("SameSite=Lax", "Max-Age=31536000");
        assertThat(get("/quiet", "Cookie", "theme=dark").body()).contains("data-bs-theme=\"dark\"");
        assertThat(get("/quiet", "Cookie", "theme=\"><script>").body()).contains("data-theme=\"system\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "javascript:alert(1)",
                "/a\r\nb",
                ""
            })
    void nobodyIsLedAwayFromThisApplication(String back) throws Exception {
        HttpResponse<String> chosen =
                post("/theme", "theme=light&back=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
        assertThat(chosen.headers().firstValue("Location")).contains("/");
    }

    @Test
    void servesHashedFilesCacheableWithoutASession() throws Exception {
        Matcher link = Pattern.compile("(?:src|href)=\"(/assets/[^\"#]+)")
                .matcher(get("/nothing").body());
        Set<String> files = new HashSet<>();
        while (link.find()) {
            files.add(link.group(1));
        }
        assertThat(files).hasSizeGreaterThan(10).allMatch(file -> file.matches(".*-[0-9a-f]{32}\\.(js|css|svg)"));
        for (String address : files) {
            HttpResponse<String> file = get(address);
            assertThat(file.statusCode()).as(address).isEqualTo(200);
            assertThat(file.headers().firstValue("Set-Cookie")).isEmpty();
        }
    }
}
