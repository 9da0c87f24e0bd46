package io.postern.mail.domain;

import static io.postern.mail.domain.DomainFixture.faults;
import static io.postern.mail.domain.DomainFixture.finding;
import static io.postern.mail.domain.DomainFixture.quoted;
import static io.postern.mail.domain.DomainFixture.sender;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.domain.Finding.Code;
import io.postern.net.HostName;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Rcode;

/** A DNS that is silent, lies, loops or never ends: each is a clear finding, and no check asks without end. */
class HostileDnsTests {

    private final DomainFixture corp = new DomainFixture().good();

    @AfterEach
    void stop() {
        corp.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {Rcode.SERVFAIL, Rcode.REFUSED})
    void noAnswerIsUnknownAndNeverAFault(int rcode) {
        corp.dns.failingFor("corp.example", rcode).failingFor("_dmarc.corp.example", rcode);
        assertThat(faults(corp.check()))
                .containsExactly("unknown mx-unknown", "unknown dmarc-unknown", "unknown spf-unknown");
    }

    @Test
    void silenceIsUnknownInTime() {
        for (String name :
                new String[] {"corp.example", "_dmarc.corp.example", "smtp.corp.example", "_mta-sts.corp.example"}) {
            corp.dns.silentFor(name);
        }
        long start = System.nanoTime();
        assertThat(corp.check().findings()).extracting(Finding::verdict).doesNotContain(Verdict.FAIL, Verdict.WARNING);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(23));
    }

    @Test
    void anIncludeThatIsNotAnsweredIsUnknown() {
        corp.dns.failingFor("_spf.other.example", Rcode.SERVFAIL);
        corp.spf("v=spf1 a:smtp.corp.example include:_spf.other.example -all");
        DomainReport report = corp.check();
        assertThat(faults(report)).containsExactly("unknown spf-unknown");
        assertThat(finding(report, Code.SPF_UNKNOWN).arguments()).containsExactly("_spf.other.example");
    }

    @Test
    void domainsThatIncludeEachOtherAreALoop() {
        corp.dns.with(
                "a.example TXT \"v=spf1 include:b.example -all\"", "b.example TXT \"v=spf1 include:A.example -all\"");
        corp.spf("v=spf1 a:smtp.corp.example include:a.example -all");
        assertThat(faults(corp.check())).containsExactly("fail spf-loop");
    }

    @Test
    void includesWithoutEndAreCounted() {
        for (int i = 0; i < 200; i++) {
            corp.dns.with("n" + i + ".example TXT \"v=spf1 include:n" + (i + 1) + ".example include:n" + (i + 2)
                    + ".example -all\"");
        }
        corp.spf("v=spf1 a:smtp.corp.example include:n0.example -all");
        assertThat(faults(corp.check())).contains("fail spf-lookups");
        assertThat(corp.dns.questions()).hasSizeLessThanOrEqualTo(50);
    }

    @Test
    void aliasesWithoutEndCostAtMostFiftyQuestions() {
        for (int i = 0; i < 300; i++) {
            corp.dns.with("c" + i + ".example CNAME c" + (i + 1) + ".example.");
        }
        corp.spf("v=spf1 a:smtp.corp.example a:c0.example mx:c1.example include:c2.example include:c3.example"
                + " exists:c4.example a:c5.example mx:c6.example include:c7.example -all");
        assertThat(corp.check().findings()).isNotEmpty();
        assertThat(corp.dns.questions()).hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void sixtyKilobytesAreCut() {
        corp.spf("v=spf1 a:smtp.corp.example " + "ip4:198.51.100.1 ".repeat(3500) + "-all");
        DomainReport report = corp.check();
        assertThat(faults(report)).contains("warning spf-long");
        assertThat(finding(report, Code.SPF_LONG).evidence().get(0))
                .hasSizeLessThan(700)
                .endsWith("…");
    }

    @Test
    void bytesThatAreNoTextAreShownAsSuch() {
        corp.spf("v=spf1 a:smtp.corp.example \u0000\u001b<script> -all");
        DomainReport report = corp.check();
        assertThat(faults(report)).containsExactly("fail spf-syntax");
        assertThat(finding(report, Code.SPF_SYNTAX).arguments().get(0)).isEqualTo("␀␛<script>");
    }

    @Test
    void aDomainWithoutAnythingHasEachRecordProposed() {
        DomainReport report = corp.check("nothing.example", sender(DomainFixture.HOST, "a@nothing.example"));
        assertThat(faults(report)).containsExactly("fail mx-no-domain", "warning dmarc-missing", "warning spf-missing");
    }

    @Test
    void anInternationalDomainIsAskedForInPunycode() {
        String domain = HostName.toAscii("bücher.example").orElseThrow();
        corp.dns.with(
                domain + " MX 10 mx.corp.example.",
                domain + " TXT " + quoted("v=spf1 a:smtp.corp.example -all"),
                "_dmarc." + domain + " TXT " + quoted("v=DMARC1; p=reject"));
        DomainReport report = corp.check(domain, sender(DomainFixture.HOST, "a@" + domain));
        assertThat(faults(report)).isEmpty();
        assertThat(report.name()).isEqualTo("bücher.example");
    }

    @Test
    void aLieAboutAnotherNameIsNotBelieved() {
        corp.dns.answering("corp.example", answer -> new byte[] {1, 2, 3});
        assertThat(corp.check().findings())
                .filteredOn(finding -> finding.code() == Code.SPF_UNKNOWN || finding.code() == Code.MX_UNKNOWN)
                .hasSize(2);
    }
}
