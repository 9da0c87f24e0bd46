package io.postern.mail.domain;

import static io.postern.mail.domain.DomainFixture.faults;
import static io.postern.mail.domain.DomainFixture.finding;
import static io.postern.mail.domain.DomainFixture.published;
import static io.postern.mail.domain.DomainFixture.sender;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.domain.Finding.Code;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults that a domain may have in the DNS, one at a time: each is named, with the record that cures it. */
class SeededFaultsTests {

    private final DomainFixture corp = new DomainFixture().good();

    @AfterEach
    void stop() {
        corp.close();
    }

    @Test
    void findsNothingWrongWithAGoodDomain() {
        DomainReport report = corp.check();
        assertThat(faults(report)).isEmpty();
        assertThat(report.findings())
                .extracting(Finding::code)
                .contains(Code.MX_OK, Code.SPF_OK, Code.DMARC_OK)
                .doesNotContain(Code.SPF_SERVER_UNKNOWN);
        assertThat(finding(report, Code.SPF_OK).evidence()).containsExactly("v=spf1 a:smtp.corp.example -all");
    }

    @Test
    void twoSpfRecordsBecomeOne() {
        corp.spf("v=spf1 a:smtp.corp.example -all", "v=spf1 ip4:198.51.100.0/24 ~all");

        DomainReport report = corp.check();
        assertThat(faults(report)).containsExactly("fail spf-several");
        assertThat(published(report, Code.SPF_SEVERAL))
                .isEqualTo("v=spf1 a:smtp.corp.example ip4:198.51.100.0/24 ~all");
        assertThat(finding(report, Code.SPF_SEVERAL).evidence()).hasSize(2);
        cures(report, Code.SPF_SEVERAL);
    }

    @Test
    void elevenLookUpsAreSaidTermByTerm() {
        String includes = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> "include:s" + i + ".other.example")
                .collect(Collectors.joining(" "));
        IntStream.rangeClosed(1, 10)
                .forEach(i -> corp.dns.with("s" + i + ".other.example TXT \"v=spf1 ip4:198.51.100." + i + " -all\""));
        corp.spf("v=spf1 a:smtp.corp.example " + includes + " -all");

        DomainReport report = corp.check();
        assertThat(faults(report)).containsExactly("fail spf-lookups");
        assertThat(finding(report, Code.SPF_LOOKUPS).arguments()).first().isEqualTo("11");
        assertThat(finding(report, Code.SPF_LOOKUPS).arguments().get(1))
                .startsWith("a:smtp.corp.example (1), include:s1.other.example (1), ");
        assertThat(published(report, Code.SPF_LOOKUPS))
                .startsWith("v=spf1 ip4:192.0.2.25 ")
                .contains(includes)
                .endsWith(" -all");
        cures(report, Code.SPF_LOOKUPS);
    }

    @Test
    void aServerThatSpfDoesNotListIsAdded() {
        corp.spf("v=spf1 mx -all");

        DomainReport report = corp.check();
        assertThat(faults(report)).containsExactly("fail spf-server-missing");
        assertThat(finding(report, Code.SPF_SERVER_MISSING).arguments())
                .containsExactly("smtp.corp.example (192.0.2.25)", "a:smtp.corp.example");
        assertThat(published(report, Code.SPF_SERVER_MISSING)).isEqualTo("v=spf1 a:smtp.corp.example mx -all");
        cures(report, Code.SPF_SERVER_MISSING);
    }

    @Test
    void passForEverybodyIsNarrowed() {
        corp.spf("v=spf1 mx +all");

        DomainReport report = corp.check();
        assertThat(faults(report)).containsExactly("warning spf-pass-all");
        assertThat(published(report, Code.SPF_PASS_ALL)).isEqualTo("v=spf1 a:smtp.corp.example mx ~all");
        cures(report, Code.SPF_PASS_ALL);
    }

    /** That the private key is another, only a received message tells. */
    @Test
    void aKeyThatCannotVerifyIsNamed() {
        corp.seen.add(new KnownSelectors.Selector("corp.example", "spring"));
        assertThat(faults(corp.check())).containsExactly("fail dkim-gone");

        corp.dns.with("spring._domainkey.corp.example TXT \"v=DKIM1; k=rsa; p=AAAA\"");
        DomainReport report = corp.check();
        assertThat(faults(report)).containsExactly("fail dkim-broken");
        assertThat(finding(report, Code.DKIM_BROKEN).arguments()).containsExactly("spring._domainkey.corp.example");
    }

    @Test
    void aFromUnlikeTheEnvelopeIsUnaligned() {
        corp.dmarc("v=DMARC1; p=none");
        corp.dns.with("other.example MX 10 mx.corp.example.", "other.example TXT \"v=spf1 a:smtp.corp.example -all\"");
        corp.spf("v=spf1 mx -all");

        DomainReport report = corp.check(sender(DomainFixture.HOST, "bounces@other.example"));
        assertThat(faults(report)).containsExactly("warning dmarc-unaligned");
        assertThat(finding(report, Code.DMARC_UNALIGNED).arguments())
                .containsExactly("corp.example", "other.example", "none");
        assertThat(published(report, Code.DMARC_UNALIGNED)).isEqualTo("v=spf1 a:smtp.corp.example mx -all");
    }

    @Test
    void unalignedUnderRejectIsRefused() {
        corp.dns.with("other.example TXT \"v=spf1 a:smtp.corp.example -all\"");

        DomainReport report = corp.check(sender(DomainFixture.HOST, "bounces@other.example"));
        assertThat(faults(report)).containsExactly("fail dmarc-unaligned");
        assertThat(finding(report, Code.DMARC_UNALIGNED).arguments())
                .containsExactly("corp.example", "other.example", "reject");
    }

    @Test
    void strictAlignmentIsRelaxed() {
        corp.dmarc("v=DMARC1; p=reject; aspf=s; rua=mailto:dmarc@corp.example");
        corp.dns.with("bounce.corp.example TXT \"v=spf1 a:smtp.corp.example -all\"");

        DomainReport report = corp.check(sender(DomainFixture.HOST, "bounces@bounce.corp.example"));
        assertThat(faults(report)).containsExactly("fail dmarc-strict");
        assertThat(published(report, Code.DMARC_STRICT)).isEqualTo("v=DMARC1; p=reject; rua=mailto:dmarc@corp.example");
        corp.dmarc(published(report, Code.DMARC_STRICT));
        assertThat(faults(corp.check(sender(DomainFixture.HOST, "bounces@bounce.corp.example"))))
                .isEmpty();
    }

    @Test
    void aPolicyUnderTestIsNamed() {
        corp.dmarc("v=DMARC1; p=reject; t=y; rua=mailto:dmarc@corp.example");

        DomainReport report = corp.check();
        assertThat(faults(report)).containsExactly("warning dmarc-test");
        assertThat(finding(report, Code.DMARC_TEST).arguments()).containsExactly("quarantine");
        assertThat(published(report, Code.DMARC_TEST)).isEqualTo("v=DMARC1; p=reject; rua=mailto:dmarc@corp.example");
    }

    @Test
    void aKeyUnderTestIsNamed() {
        corp.seen.add(new KnownSelectors.Selector("corp.example", "spring"));
        String key = DkimKeyTests.rsa(2048);
        corp.dns.with("spring._domainkey.corp.example TXT " + DomainFixture.quoted("v=DKIM1; k=rsa; t=y; p=" + key));

        DomainReport report = corp.check();
        assertThat(faults(report)).containsExactly("warning dkim-test");
        assertThat(published(report, Code.DKIM_TEST)).isEqualTo("v=DKIM1; k=rsa; p=" + key);
    }

    @Test
    void aSubdomainThatDoesNotExistMeetsNp() {
        corp.dmarc("v=DMARC1; p=none; np=reject");

        DomainReport report = corp.check("news.corp.example", sender(DomainFixture.HOST, "bounces@news.corp.example"));
        assertThat(faults(report)).containsExactly("fail mx-no-domain", "fail dmarc-np", "fail spf-missing");
        assertThat(finding(report, Code.DMARC_NP).arguments())
                .containsExactly("news.corp.example", "corp.example", "reject");
        assertThat(finding(report, Code.DMARC_NP).publish())
                .isEqualTo(new Finding.Publish("_dmarc.news.corp.example", "TXT", "v=DMARC1; p=none"));
        assertThat(published(report, Code.MX_NO_DOMAIN)).isEqualTo("10 mx.corp.example.");
        assertThat(published(report, Code.SPF_MISSING)).isEqualTo("v=spf1 a:smtp.corp.example ~all");

        corp.dns.with(
                "news.corp.example MX 10 mx.corp.example.",
                "news.corp.example TXT \"v=spf1 a:smtp.corp.example ~all\"");
        assertThat(faults(corp.check("news.corp.example", sender(DomainFixture.HOST, "bounces@news.corp.example"))))
                .isEmpty();
    }

    @Test
    void aNullMxMeansThatBouncesCannotArrive() {
        corp.dns
                .without("corp.example")
                .with("corp.example MX 0 .", "corp.example TXT \"v=spf1 a:smtp.corp.example -all\"");

        DomainReport report = corp.check();
        assertThat(faults(report)).containsExactly("fail mx-null");
        assertThat(finding(report, Code.MX_NULL).evidence()).containsExactly("MX 0 .");
        assertThat(finding(report, Code.MX_NULL).publish())
                .isEqualTo(new Finding.Publish("corp.example", "MX", "10 smtp.corp.example."));
    }

    /** What is proposed is published, and nothing is wrong any more. */
    private void cures(DomainReport report, Code code) {
        corp.spf(published(report, code));
        assertThat(faults(corp.check())).isEmpty();
    }
}
