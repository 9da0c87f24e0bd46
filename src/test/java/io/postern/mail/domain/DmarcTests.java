package io.postern.mail.domain;

import static io.postern.mail.domain.DomainFixture.faults;
import static io.postern.mail.domain.DomainFixture.finding;
import static io.postern.mail.domain.DomainFixture.published;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.domain.DmarcRecord.Policy;
import io.postern.mail.domain.Finding.Code;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Rcode;

/** DMARC by RFC 9989: the examples of its tree walk (sections 4.10 and B.4), and what is found in records. */
@Tag("rfc9989")
class DmarcTests {

    private final DomainFixture corp = new DomainFixture().good();

    @AfterEach
    void stop() {
        corp.close();
    }

    private String organization(String domain) {
        return new DmarcTreeWalk(corp.zone(), domain).organizationalDomain();
    }

    @Test
    void asksAtMostEightNames() {
        assertThat(DmarcTreeWalk.targets("a.b.c.d.e.f.g.h.i.j.mail.example.com"))
                .containsExactly(
                        "a.b.c.d.e.f.g.h.i.j.mail.example.com",
                        "g.h.i.j.mail.example.com",
                        "h.i.j.mail.example.com",
                        "i.j.mail.example.com",
                        "j.mail.example.com",
                        "mail.example.com",
                        "example.com",
                        "com");
        assertThat(DmarcTreeWalk.targets("mail.example.com")).containsExactly("mail.example.com", "example.com", "com");
        assertThat(DmarcTreeWalk.targets("1.2.3.4.5.6.7.8")).hasSize(8);
        assertThat(DmarcTreeWalk.targets("1.2.3.4.5.6.7.8.9")).hasSize(8);
    }

    @Test
    void theShortestNameWithARecordIsTheOrganization() {
        corp.dns.with(
                "_dmarc.mail.example.com TXT \"v=DMARC1; p=none\"", "_dmarc.example.com TXT \"v=DMARC1; p=reject\"");
        assertThat(organization("a.mail.example.com")).isEqualTo("example.com");
        assertThat(organization("other.example")).isEqualTo("other.example");
    }

    @Test
    void aRecordMaySayThatItIsTheOrganizations() {
        corp.dns.with(
                "_dmarc.mail.example.com TXT \"v=DMARC1; p=none; psd=n\"",
                "_dmarc.example.com TXT \"v=DMARC1; p=reject\"");
        assertThat(organization("a.mail.example.com")).isEqualTo("mail.example.com");
    }

    @Test
    void belowAPublicSuffixIsTheOrganization() {
        corp.dns.with(
                "_dmarc.bank.example TXT \"v=DMARC1; p=reject; psd=y\"",
                "_dmarc.giant.bank.example TXT \"v=DMARC1; p=quarantine\"");
        assertThat(organization("mail.giant.bank.example")).isEqualTo("giant.bank.example");
        assertThat(organization("mail.mega.bank.example")).isEqualTo("mega.bank.example");
        Zone zone = corp.zone();
        assertThat(Alignment.between(zone, "giant.bank.example", "mail.giant.bank.example"))
                .isEqualTo(Alignment.Kind.RELATED);
        assertThat(Alignment.between(zone, "giant.bank.example", "mail.mega.bank.example"))
                .isEqualTo(Alignment.Kind.UNRELATED);
        assertThat(new DmarcTreeWalk(zone, "mail.mega.bank.example")
                        .policy()
                        .orElseThrow()
                        .domain())
                .isEqualTo("bank.example");
    }

    @Test
    void severalRecordsAtANameCountAsNone() {
        corp.dns.with(
                "_dmarc.mail.example.com TXT \"v=DMARC1; p=none; psd=n\"",
                "_dmarc.mail.example.com TXT \"v=DMARC1; p=none\"",
                "_dmarc.example.com TXT \"v=DMARC1; p=reject\"");
        assertThat(organization("mail.example.com")).isEqualTo("example.com");
    }

    @Test
    void whatIsNotAnsweredIsNotUnrelated() {
        corp.dns.failingFor("_dmarc.example", Rcode.SERVFAIL);
        assertThat(Alignment.between(corp.zone(), "corp.example", "other.example"))
                .isEqualTo(Alignment.Kind.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "v=DMARC1; p=reject; sp=quarantine; np=none, REJECT, QUARANTINE, NONE",
                "v=DMARC1; p=reject; sp=quarantine, REJECT, QUARANTINE, QUARANTINE",
                "v=DMARC1; p=reject, REJECT, REJECT, REJECT",
                "v=DMARC1; p=none; np=reject, NONE, NONE, REJECT",
                "v=DMARC1; p=reject; t=y, QUARANTINE, QUARANTINE, QUARANTINE",
                "v=DMARC1; p=quarantine; t=y, NONE, NONE, NONE",
                "v=DMARC1; P=Reject; T=N, REJECT, REJECT, REJECT",
                "v=DMARC1, NONE, NONE, NONE",
                "v=DMARC1; p=block; rua=mailto:x@corp.example, NONE, NONE, NONE",
                "v=DMARC1; p=block, -, -, -",
                "v=DMARC1; p=reject; sp=x, -, -, -"
            })
    void decidesOnThePolicy(String record, Policy own, Policy below, Policy missing) {
        DmarcRecord parsed = DmarcRecord.parse(record);
        assertThat(parsed.policy(false, true).orElse(null)).isEqualTo(own);
        assertThat(parsed.policy(true, true).orElse(null)).isEqualTo(below);
        assertThat(parsed.policy(true, false).orElse(null)).isEqualTo(missing);
    }

    @ParameterizedTest
    @CsvSource({
        "v=DMARC1, true",
        "v = DMARC1 ; p=none, true",
        "v=DMARC1;p=none;, true",
        "v=dmarc1; p=none, false",
        "v=DMARC1 p=none, false",
        "p=none; v=DMARC1, false",
        "' v=DMARC1; p=none', false",
        "v=DMARC10; p=none, false"
    })
    void choosesTheRecord(String txt, boolean expected) {
        assertThat(DmarcRecord.isDmarc(txt)).isEqualTo(expected);
        assertThat(DmarcRecord.isMeantAsDmarc(txt)).isEqualTo(!expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=DMARC1; p=block|warning dmarc-policy-invalid|v=DMARC1; p=none",
                "v=DMARC1; p=reject; pct=50; ri=3600; rf=afrf|warning dmarc-retired|v=DMARC1; p=reject",
                "v=DMARC1; rua=mailto:d@corp.example; p=reject|warning dmarc-order|v=DMARC1; p=reject; rua=mailto:d@corp.example",
                "v=DMARC1; p=reject; adkim=x; junk; foo=bar|warning dmarc-syntax|v=DMARC1; p=reject",
                "v=DMARC1; p=reject; rua=d@corp.example,mailto:e@corp.example!10m|warning dmarc-report-address|v=DMARC1; p=reject; rua=mailto:d@corp.example,mailto:e@corp.example",
                "v=dmarc1; p=reject|warning dmarc-unrecognised|v=DMARC1; p=reject",
                "v=DMARC1 p=reject, sp=none|warning dmarc-unrecognised|v=DMARC1; p=reject; sp=none",
                "p=reject; v=DMARC1|warning dmarc-unrecognised|v=DMARC1; p=reject",
                "v=DMARC1; p=reject; p=none|warning dmarc-syntax|v=DMARC1; p=reject"
            })
    void namesTheFaultAndTheRecord(String record, String fault, String proposed) {
        corp.dmarc(record);
        DomainReport report = corp.check();
        assertThat(faults(report)).containsExactly(fault);
        Code code =
                Code.valueOf(fault.split(" ", -1)[1].toUpperCase(Locale.ROOT).replace('-', '_'));
        assertThat(finding(report, code).publish())
                .isEqualTo(new Finding.Publish("_dmarc.corp.example", "TXT", proposed));
        corp.dmarc(proposed);
        assertThat(faults(corp.check())).isEmpty();
    }

    @Test
    void twoRecordsBecomeTheMilderOne() {
        corp.dmarc(
                "v=DMARC1; p=reject; rua=mailto:a@corp.example", "v=DMARC1; p=quarantine; rua=mailto:b@corp.example");
        DomainReport report = corp.check();
        assertThat(faults(report)).containsExactly("warning dmarc-several");
        assertThat(published(report, Code.DMARC_SEVERAL))
                .isEqualTo("v=DMARC1; p=quarantine; rua=mailto:a@corp.example,mailto:b@corp.example");
    }

    @Test
    void withoutARecordOneThatWatchesIsProposed() {
        corp.dmarc();
        DomainReport report = corp.check();
        assertThat(faults(report)).containsExactly("warning dmarc-missing");
        assertThat(published(report, Code.DMARC_MISSING)).isEqualTo("v=DMARC1; p=none");
        corp.dmarc("v=DMARC1; p=none");
        assertThat(corp.check().findings()).extracting(Finding::code).contains(Code.DMARC_MONITORING);
    }

    @Test
    void reportsElsewhereNeedLeave() {
        corp.dmarc("v=DMARC1; p=reject; rua=mailto:corp@reports.example");
        DomainReport report = corp.check();
        assertThat(faults(report)).containsExactly("warning dmarc-report-external");
        assertThat(finding(report, Code.DMARC_REPORT_EXTERNAL).publish())
                .isEqualTo(new Finding.Publish("corp.example._report._dmarc.reports.example", "TXT", "v=DMARC1;"));
        corp.dns.with("corp.example._report._dmarc.reports.example TXT \"v=DMARC1;\"");
        assertThat(faults(corp.check())).isEmpty();
    }
}
