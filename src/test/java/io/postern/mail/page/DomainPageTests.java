package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.DnsServer;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The page that checks a From domain. */
class DomainPageTests extends ApplicationTest {

    private static final DnsServer dns = DnsServer.start();

    @DynamicPropertySource
    static void ownDns(DynamicPropertyRegistry properties) {
        properties.add("postern.dns.servers", dns::address);
    }

    @AfterAll
    static void stop() {
        dns.close();
    }

    @BeforeEach
    void someDomains() {
        jdbc.sql("delete from rate_limit where limit_key = 'domain-check'").update();
        dns.without("corp.example")
                .without("mx.postern.example")
                .without("xn--bcher-kva.example")
                .without("postern.example");
        dns.with(
                "corp.example MX 0 .",
                "corp.example TXT \"v=spf1 -all\"",
                "corp.example TXT \"v=spf1 <script>alert(1)</script> -all\"",
                "xn--bcher-kva.example TXT \"v=spf1 -all\"",
                "postern.example MX 10 mx.postern.example.",
                "mx.postern.example A 192.0.2.20");
    }

    @Test
    void namesEachFindingWithItsRecord() {
        administrator().submit("/settings/mail", Map.of("host", "192.0.2.25", "fromAddress", "postern@corp.example"));
        Document page = administrator()
                .get("/settings/mail/domain?from=postern@corp.example")
                .page();
        assertThat(page.select("[data-domain=corp.example]").attr("data-verdict"))
                .isEqualTo("fail");
        assertThat(page.select("[data-finding=mx-null]").attr("data-verdict")).isEqualTo("fail");
        assertThat(page.select("[data-finding=mx-null] [data-evidence]").text()).isEqualTo("MX 0 .");
        assertThat(page.select("[data-finding=dmarc-missing] [data-record]").text())
                .isEqualTo("v=DMARC1; p=none");
        assertThat(page.select("[data-finding=dmarc-missing] [data-publish=TXT]")
                        .attr("data-name"))
                .isEqualTo("_dmarc.corp.example");
        assertThat(page.select("[data-finding=spf-several] [data-record]").text())
                .isEqualTo("v=spf1 ip4:192.0.2.25 -all");
        String button =
                page.select("[data-finding=spf-several] button[data-copy]").attr("data-copy");
        assertThat(page.getElementById(button).text()).isEqualTo("v=spf1 ip4:192.0.2.25 -all");
        assertThat(page.select("main script:not([src])")).isEmpty();
        assertThat(page.select("[data-finding=spf-several] [data-evidence]").text())
                .contains("<script>alert(1)</script>");
    }

    @Test
    void blankMeansTheAddressOfTheSettings() {
        Document page = administrator().get("/settings/mail/domain?from=").page();
        assertThat(page.select("[data-domain]").attr("data-domain")).isEqualTo("postern.example");
        assertThat(page.select("#from").attr("value")).isEqualTo("postern.example");
        assertThat(page.select("[data-finding=mx-ok]")).hasSize(1);
        assertThat(administrator().get("/settings/mail/domain").page().select("[data-domain]"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b%C3%BCcher.example",
                "leser@b%C3%BCcher.example",
                "B%C3%BCcher.Example.",
                "xn--bcher-kva.example"
            })
    void takesAnInternationalDomain(String from) {
        Document page =
                administrator().get("/settings/mail/domain?from=" + from).page();
        assertThat(page.select("[data-domain]").attr("data-domain")).isEqualTo("xn--bcher-kva.example");
        assertThat(page.select("[data-domain]").text()).contains("bücher.example");
        assertThat(page.select("[data-finding=mx-missing]")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "a@b@c", "a%20b.example", "10.0.0.1", "-.example", "a,b.example"})
    void refusesWhatIsNoDomain(String from) {
        Visitor.Answer answer = administrator().get("/settings/mail/domain?from=" + from);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page().select("[data-error-for=from]")).hasSize(1);
    }

    @Test
    void aProvidersOwnDomainNeedsNothing() {
        administrator().submit("/settings/mail", Map.of("host", "smtp.gmail.com", "fromAddress", "corp@gmail.com"));
        Document page =
                administrator().get("/settings/mail/domain?from=corp@gmail.com").page();
        assertThat(page.select("[data-finding]").eachAttr("data-finding")).containsExactly("hints-provider");
        assertThat(page.select("[data-record]")).isEmpty();
    }

    @Test
    void isLimitedLikeTests() {
        Visitor administrator = administrator();
        for (int i = 0; i < 10; i++) {
            assertThat(administrator
                            .get("/settings/mail/domain?from=corp.example")
                            .status())
                    .isEqualTo(200);
        }
        int asked = dns.questions().size();
        Visitor.Answer refused = administrator.get("/settings/mail/domain?from=corp.example");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.page().select("[data-problem=too-many-checks]")).hasSize(1);
        assertThat(dns.questions()).hasSize(asked);
    }

    @Test
    void isForAdministratorsAlone() {
        Visitor operator = signedIn(user(Role.OPERATOR).username(), PASSWORD);
        assertThat(operator.get("/settings/mail/domain?from=corp.example").status())
                .isEqualTo(403);
    }
}
