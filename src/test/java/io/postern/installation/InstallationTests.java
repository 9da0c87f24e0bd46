package io.postern.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.postern.testing.MockMvcTest;
import io.postern.testing.People;
import io.postern.users.Role;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@MockMvcTest
abstract class InstallationTests {

    @Autowired
    private MockMvcTester http;

    @Autowired
    private Installation installation;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void asAtFirst() {
        jdbc.sql("update installation set public_url = null, name = 'Postern', default_language = 'en',"
                        + " time_zone = 'UTC', minimum_password_length = 15, set_up_at = null")
                .update();
        jdbc.sql("delete from audit_line").update();
    }

    @Test
    void showsSettingsAndWarnsWithoutPublicAddress() {
        MvcTestResult page = http.perform(get("/settings/general").with(People.somebody(Role.ADMINISTRATOR)));
        assertThat(page)
                .hasStatusOk()
                .bodyText()
                .contains("value=\"Postern\"", "data-warning=\"public-url-missing\"", "Europe/Berlin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public_url = 'no address'",
                "public_url = 'https://postern.example/?x'",
                "default_language = 'tlh'",
                "time_zone = 'Nowhere'"
            })
    void usesDefaultsForADamagedRowUntilSaved(String damage) {
        jdbc.sql("update installation set " + damage).update();
        assertThat(installation.current())
                .isEqualTo(new InstallationSettings(
                        null,
                        "Postern",
                        Locale.ENGLISH,
                        ZoneId.of("UTC"),
                        15,
                        new SecondFactorPolicy(SecondFactorPolicy.Requirement.OPTIONAL, 14, null)));
        assertThat(http.perform(get("/settings/general").with(People.somebody(Role.ADMINISTRATOR))))
                .hasStatusOk();
        assertThat(http.perform(general("https://postern.example", "Postern", "en", "UTC")))
                .hasStatus(303);
        assertThat(jdbc.sql("select public_url || default_language || time_zone from installation")
                        .query(String.class)
                        .single())
                .isEqualTo("https://postern.exampleenUTC");
    }

    @Test
    void savedSettingsCountAtOnceAndStandInTheTrail() {
        assertThat(http.perform(general("https://Postern.Example.org:443/admin/", "Corp", "de", "Europe/Berlin")))
                .hasStatus(303)
                .hasRedirectedUrl("/settings/general");
        InstallationSettings settings = installation.current();
        assertThat(settings.publicUrl()).isEqualTo(URI.create("https://postern.example.org/admin"));
        assertThat(settings.defaultLanguage()).isEqualTo(Locale.GERMAN);
        assertThat(installation.zone().getId()).isEqualTo("Europe/Berlin");
        assertThat(installation.link("/reset-password?token=x"))
                .contains(URI.create("https://postern.example.org/admin/reset-password?token=x"));
        assertThat(jdbc.sql("select actor || ' ' || action || ' ' || details from audit_line")
                        .query(String.class)
                        .single())
                .startsWith("somebody installation.audit.changed ")
                .contains("publicUrl=– → https://postern.example.org/admin", "timeZone=UTC → Europe/Berlin");
    }

    @Test
    void aShortenedAddressLeadsToWhereTheNavigationLeads() {
        assertThat(http.perform(get("/settings").with(People.somebody(Role.ADMINISTRATOR))))
                .hasRedirectedUrl("/settings/mail");
    }

    @Test
    void everyPagesTitleEndsWithTheNameOfTheInstallation() {
        http.perform(general("https://postern.example.org", "Corp <i>Mail</i>", "en", "UTC"));
        assertThat(http.perform(get("/settings/security").with(People.somebody(Role.ADMINISTRATOR))))
                .bodyText()
                .contains("<title>Security settings · Corp &lt;i&gt;Mail&lt;/i&gt;</title>");
        assertThat(http.perform(get("/login")))
                .bodyText()
                .contains("<title>Sign in · Corp &lt;i&gt;Mail&lt;/i&gt;</title>");
    }

    @Test
    void whatIsRefusedStaysAsTyped() {
        for (String typed : List.of(
                "postern.example.org",
                "ftp://postern.example.org",
                "https://",
                "https://user@postern.example.org",
                "https://postern.example.org/?a=b",
                "https://postern.example.org/#a",
                "https://postern.example.org/a b",
                "https://postern.example.org/../x",
                "https://0x7f.1",
                "https://evil.example\\@postern.example.org",
                "https://postern.example.org:99999",
                "javascript:alert(1)")) {
            MvcTestResult page = http.perform(general(typed, "", "fr", "Mars/Base"));
            assertThat(page)
                    .as(typed)
                    .hasStatus(422)
                    .bodyText()
                    .contains(
                            "data-error-for=\"publicUrl\"",
                            "data-error-for=\"installationName\"",
                            "data-error-for=\"defaultLanguage\"",
                            "data-error-for=\"timeZone\"");
        }
        assertThat(installation.current().publicUrl()).isNull();
    }

    @Test
    void aNameThatHidesSomethingIsRefused() {
        assertThat(http.perform(general("", "Corp\u202egnp", "en", "UTC"))).hasStatus(422);
        assertThat(http.perform(general("", "x".repeat(81), "en", "UTC"))).hasStatus(422);
    }

    @Test
    void anAddressOfThisMachineIsOnlyWarnedOf() {
        assertThat(http.perform(general("http://localhost:8080", "Postern", "en", "UTC")))
                .hasStatus(303);
        assertThat(http.perform(get("/settings/general").with(People.somebody(Role.ADMINISTRATOR))))
                .bodyText()
                .contains("data-warning=\"public-url-local\"")
                .doesNotContain("public-url-missing", "postern.public-url");
    }

    @Test
    void ofTwoAdministratorsTheLaterOneIsTold() {
        String version = Long.toString(installation.stored().version());
        assertThat(http.perform(general("", "First", "en", "UTC").param("version", version)))
                .hasStatus(303);
        assertThat(http.perform(general("", "Second", "en", "UTC").param("version", version)))
                .hasStatus(422)
                .bodyText()
                .contains("data-error-for=\"version\"", "value=\"Second\"");
        assertThat(installation.current().name()).isEqualTo("First");
    }

    @Test
    void theMinimumPasswordLengthIsBounded() {
        for (String typed : List.of("7", "65", "", "x", "-9", "15.5", "٣٣")) {
            assertThat(http.perform(security(typed)))
                    .as(typed)
                    .hasStatus(422)
                    .bodyText()
                    .contains("data-error-for=\"minimumPasswordLength\"");
        }
        assertThat(http.perform(security("8"))).hasStatus(303);
        assertThat(installation.current().minimumPasswordLength()).isEqualTo(8);
    }

    @Test
    void pagesSpeakGerman() {
        MockHttpServletRequestBuilder request = get("/settings/general")
                .with(People.as(new io.postern.users.SignedInUser(
                        new java.util.UUID(0, 0),
                        "a",
                        "A",
                        Role.ADMINISTRATOR,
                        Locale.GERMAN,
                        0,
                        false,
                        java.time.Instant.EPOCH)));
        assertThat(http.perform(request)).bodyText().contains("Öffentliche Adresse", "lang=\"de\"");
    }

    @Tag("case-119")
    @Test
    void ofManyWhoSetUpAtOnceOneDoes() throws Exception {
        assertThat(installation.isSetUp()).isFalse();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> attempt = () -> installation.markSetUp(URI.create("https://postern.example"));
            int did = 0;
            for (Future<Boolean> answer : threads.invokeAll(List.of(attempt, attempt, attempt, attempt))) {
                did += answer.get() ? 1 : 0;
            }
            assertThat(did).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(installation.isSetUp()).isTrue();
        assertThat(installation.current().publicUrl()).isEqualTo(URI.create("https://postern.example"));
    }

    @Test
    void settingUpWithoutAPublicAddressLeavesTheStoredOne() {
        jdbc.sql("update installation set public_url = 'https://stored.example'")
                .update();
        assertThat(installation.markSetUp(null)).isTrue();
        assertThat(installation.current().publicUrl()).isEqualTo(URI.create("https://stored.example"));
    }

    private static MockHttpServletRequestBuilder general(String publicUrl, String name, String language, String zone) {
        return post("/settings/general")
                .param("publicUrl", publicUrl)
                .param("installationName", name)
                .param("defaultLanguage", language)
                .param("timeZone", zone)
                .with(People.somebody(Role.ADMINISTRATOR))
                .with(csrf());
    }

    private static MockHttpServletRequestBuilder security(String length) {
        return post("/settings/security?secondFactor=optional&secondFactorGraceDays=14")
                .param("minimumPasswordLength", length)
                .with(People.somebody(Role.ADMINISTRATOR))
                .with(csrf());
    }
}
