package io.postern.signin.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.PosternApplication;
import io.postern.mail.smtp.TestCertificates;
import io.postern.testing.Browser;
import io.postern.testing.RawHttp;
import io.postern.testing.TcpProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The first visit to an installation that nobody has set up. */
@SpringBootTest(
        classes = PosternApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:setup-page;DB_CLOSE_DELAY=-1",
            "postern.setup.token=" + SetupBrowserIT.TOKEN
        })
class SetupBrowserIT {

    static final String TOKEN = "a-token-that-the-operator-chose";
    private static final String PAGE = "/setup?token=" + TOKEN;
    private static final String QUESTION = "[data-http-question] .alert";
    private static final String WORDS = "seven brass kettles hum";

    @RegisterExtension
    static final Browser browser = new Browser();

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void fresh() {
        jdbc.sql("delete from users").update();
        jdbc.sql("update installation set set_up_at = null, public_url = null").update();
    }

    @Test
    void theFirstAdministratorIsMadeAndThePageIsGone() {
        browser.at(port);
        browser.visit("/login");
        assertThat(browser.text(".alert-info")).contains("isn’t set up");
        browser.isAccessibleInEachLook();
        for (String language : new String[] {"de", "en"}) {
            browser.speak(language);
            browser.visit(PAGE);
            assertThat(browser.find("html").getDomAttribute("lang")).isEqualTo(language);
            browser.isAccessibleInEachLook();
        }
        assertThat(browser.value("publicUrl")).isEqualTo("http://localhost:" + port);
        assertThat(suggestedFor("Host: postern.example", "Sec-Fetch-Mode: navigate"))
                .isEqualTo("https://postern.example");
        assertThat(suggestedFor("Host: postern.example")).isEqualTo("http://postern.example");

        fill(Map.of("username", "ada", "email", "ada@corp.example", "displayName", "Ada", "password", "short"));
        fill(Map.of("passwordConfirmation", "short"));
        browser.click("main button.btn-primary");
        browser.await("[data-error-for=password]");
        browser.isAccessibleInEachLook();
        assertThat(browser.value("email")).isEqualTo("ada@corp.example");

        fill(Map.of("password", WORDS, "passwordConfirmation", WORDS));
        browser.click("main button.btn-primary");
        browser.await("[role=status] .alert-success");
        assertThat(browser.shows("a[href='/settings/mail']")).isTrue();
        browser.visit(PAGE);
        assertThat(browser.shows("[name=username]")).isFalse();
    }

    @Test
    void httpIsAskedAboutWhereTheBrowserHasHttps() {
        try (TcpProxy proxy = TcpProxy.to(port, TestCertificates.good())) {
            browser.at("https://localhost:" + proxy.port());
            browser.visit(PAGE);
            assertThat(browser.find(QUESTION).isDisplayed())
                    .as("http://localhost")
                    .isTrue();
            browser.fill("publicUrl", "https://postern.example");
            assertThat(browser.find(QUESTION).isDisplayed()).isFalse();
            browser.fill("publicUrl", "http://postern.example");
            assertThat(browser.find(QUESTION).isDisplayed()).isTrue();
            fill(Map.of("username", "eve", "email", "eve@corp.example", "displayName", "Eve"));
            fill(Map.of("password", WORDS, "passwordConfirmation", WORDS));
            browser.click("main button.btn-primary");
            browser.await("[data-warning=public-url-http]");
            assertThat(browser.value("publicUrl")).isEqualTo("http://postern.example");
            browser.isAccessibleInEachLook();

            fill(Map.of("password", WORDS, "passwordConfirmation", WORDS));
            browser.click("[name=httpConfirmed]");
            browser.click("main button.btn-primary");
            browser.await("[role=status] .alert-success");
            browser.visit("/forgot-password");
        }
        assertThat(jdbc.sql("select public_url from installation")
                        .query(String.class)
                        .single())
                .isEqualTo("http://postern.example");
    }

    /** To a browser at a proxy that speaks HTTPS, or HTTP, for this process. */
    private String suggestedFor(String... headers) {
        List<String> lines = new ArrayList<>(List.of("GET " + PAGE + " HTTP/1.1", "Connection: close"));
        lines.addAll(List.of(headers));
        return Jsoup.parse(RawHttp.send(port, lines, "").text())
                .select("[name=publicUrl]")
                .attr("value");
    }

    private static void fill(Map<String, String> fields) {
        fields.forEach(browser::fill);
    }
}
