package io.postern.mail.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.DnsServer;
import io.postern.testing.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.xbill.DNS.Rcode;

/** The From domain of the settings is watched: after saving, once a day, and until a fault is confirmed or cured. */
class DomainWatchTests extends ApplicationTest {

    private static final DnsServer dns = DnsServer.start();

    @Autowired
    private DomainWatch watch;

    @DynamicPropertySource
    static void ownDns(DynamicPropertyRegistry properties) {
        properties.add("postern.dns.servers", dns::address);
    }

    @AfterAll
    static void stop() {
        dns.close();
    }

    @BeforeEach
    void goodDomain() {
        jdbc.sql("delete from mail_from_domain").update();
        jdbc.sql("delete from alert").update();
        dns.answering("corp.example", whole -> whole);
        dns.without("corp.example").without("smtp.corp.example").without("_dmarc.corp.example");
        dns.with(
                "corp.example MX 10 smtp.corp.example.",
                "smtp.corp.example A 192.0.2.25",
                "corp.example TXT \"v=spf1 a:smtp.corp.example -all\"",
                "_dmarc.corp.example TXT \"v=DMARC1; p=reject\"");
    }

    private static void addSecondSpf() {
        dns.with("corp.example TXT \"v=spf1 mx -all\"");
    }

    private Visitor save() {
        Visitor administrator = administrator();
        assertThat(administrator
                        .submit(
                                "/settings/mail",
                                Map.of("host", "smtp.corp.example", "fromAddress", "postern@corp.example"))
                        .status())
                .isEqualTo(303);
        return administrator;
    }

    private List<String> alerts() {
        return jdbc.sql("select open_cause from alert where open_cause like 'from-domain%'")
                .query(String.class)
                .list();
    }

    private boolean isToDo() {
        return !administrator()
                .get("/overview")
                .page()
                .select("[data-repair=from-domain]")
                .isEmpty();
    }

    private void lookAfter(Duration time) {
        clock.advance(time);
        watch.look();
    }

    @Test
    void savingCompletesWithoutAWordAboutAGoodDomain() {
        Visitor.Answer page = save().get("/settings/mail");
        assertThat(page.page().select("[data-from-domain=corp.example] time")).hasSize(1);
        assertThat(page.page().select("[data-from-domain] [data-warning]")).isEmpty();
        assertThat(isToDo()).isFalse();
    }

    @Test
    void savingWarnsOfABadDomain() {
        addSecondSpf();
        dns.without("_dmarc.corp.example").with("_dmarc.corp.example TXT \"v=DMARC1; p=reject; t=y\"");
        Visitor administrator = save();
        assertThat(administrator.get("/settings/mail").warnings()).contains("spf-several", "dmarc-test");
        assertThat(administrator
                        .get("/overview")
                        .page()
                        .select("[data-repair=from-domain]")
                        .text())
                .contains("corp.example", "There is more than one SPF record.")
                .doesNotContain("DMARC policy is only being tested");
        assertThat(alerts()).isEmpty();
    }

    @Test
    void aFaultIsConfirmedBeforeAnybodyIsTold() {
        save();
        addSecondSpf();
        lookAfter(Duration.ofHours(23));
        assertThat(alerts()).isEmpty();

        lookAfter(Duration.ofHours(2));
        assertThat(alerts()).isEmpty();
        assertThat(isToDo()).isFalse();

        lookAfter(Duration.ofMinutes(6));
        assertThat(alerts()).containsExactly("from-domain:corp.example");
        assertThat(isToDo()).isTrue();
        assertThat(administrator().get("/alerts").body()).contains("corp.example", "/settings/mail/domain?from=");

        dns.without("corp.example")
                .with("corp.example MX 10 smtp.corp.example.", "corp.example TXT \"v=spf1 a:smtp.corp.example -all\"");
        lookAfter(Duration.ofMinutes(61));
        assertThat(alerts()).isEmpty();
        assertThat(isToDo()).isFalse();
    }

    @Test
    void aWobbleIsNoNews() {
        save();
        addSecondSpf();
        lookAfter(Duration.ofHours(25));
        dns.without("corp.example")
                .with("corp.example MX 10 smtp.corp.example.", "corp.example TXT \"v=spf1 a:smtp.corp.example -all\"");
        lookAfter(Duration.ofMinutes(6));
        assertThat(alerts()).isEmpty();
        assertThat(isToDo()).isFalse();
    }

    @Test
    void aDnsThatFailsIsNoFaultOfTheDomain() {
        save();
        dns.failingFor("corp.example", Rcode.SERVFAIL);
        lookAfter(Duration.ofHours(25));
        lookAfter(Duration.ofHours(2));
        lookAfter(Duration.ofHours(2));
        assertThat(alerts()).isEmpty();
        assertThat(administrator().get("/settings/mail").warnings()).noneMatch(code -> code.startsWith("spf-"));
    }

    @Test
    void aDomainThatIsNotUsedAnyMoreIsForgotten() {
        save();
        addSecondSpf();
        lookAfter(Duration.ofHours(25));
        lookAfter(Duration.ofMinutes(6));
        assertThat(alerts()).hasSize(1);

        administrator().submit("/settings/mail", Map.of("fromAddress", "postern@other.example"));
        watch.look();
        assertThat(alerts()).isEmpty();
    }

    @Test
    void oneInstanceDoesWhatIsDue() {
        save();
        clock.advance(Duration.ofHours(25));
        int before = dns.questions().size();
        watch.look();
        int once = dns.questions().size();
        watch.look();
        assertThat(once).isGreaterThan(before);
        assertThat(dns.questions()).hasSize(once);
    }
}
