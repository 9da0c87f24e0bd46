package io.postern.mail.domain;

import static io.postern.mail.domain.DomainFixture.faults;
import static io.postern.mail.domain.DomainFixture.finding;
import static io.postern.mail.domain.DomainFixture.published;
import static io.postern.mail.domain.DomainFixture.sender;
import static io.postern.mail.domain.DomainFixture.through;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.domain.Finding.Code;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in SPF records, and what is proposed in their place, which passes the same check. */
class SpfFindingsTests {

    private final DomainFixture corp = new DomainFixture().good();

    @AfterEach
    void stop() {
        corp.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=spf1 a:smtp.corp.example ?all|warning spf-neutral-all|v=spf1 a:smtp.corp.example ~all",
                "v=spf1 a:smtp.corp.example|warning spf-no-all|v=spf1 a:smtp.corp.example ~all",
                "v=spf1 ptr a:smtp.corp.example -all|warning spf-ptr|v=spf1 a:smtp.corp.example -all",
                "v=spf1 a:smtp.corp.example -all mx|warning spf-after-all|v=spf1 a:smtp.corp.example mx -all",
                "v=spf1 ipv4:192.0.2.25 includes:_spf.other.example -all|fail spf-syntax|v=spf1 ip4:192.0.2.25 include:_spf.other.example -all",
                "v=spf1 a:192.0.2.25, -all|fail spf-syntax|v=spf1 ip4:192.0.2.25 -all",
                "v=spf1 a:smtp.corp.example foo:bar -all|fail spf-syntax|v=spf1 a:smtp.corp.example -all",
                "v=spf1 a:smtp.corp.example include:corp.example -all|fail spf-loop|v=spf1 a:smtp.corp.example -all",
                "v=spf1 a:smtp.corp.example include:nowhere.example -all|fail spf-include-broken|v=spf1 a:smtp.corp.example -all",
                "v=spf1 a:smtp.corp.example a:x1.example a:x2.example a:x3.example -all|fail spf-void-lookups|v=spf1 a:smtp.corp.example -all",
                "\"v=spf1 a:smtp.corp.example -all\"|fail spf-unrecognised|v=spf1 a:smtp.corp.example -all",
                "v=spf1;a:smtp.corp.example;-all|fail spf-unrecognised|v=spf1 a:smtp.corp.example -all",
                "spf1 a:smtp.corp.example ~all|fail spf-unrecognised|v=spf1 a:smtp.corp.example ~all",
                "v=spf1 a:smtp.corp.example caf\u00e9 -all|fail spf-syntax|v=spf1 a:smtp.corp.example -all",
                "v=spf1 redirect=_spf.other.example|fail spf-server-missing|v=spf1 a:smtp.corp.example redirect=_spf.other.example"
            })
    void namesTheFaultAndTheRecord(String record, String fault, String proposed) {
        corp.dns.with("_spf.other.example TXT \"v=spf1 ip4:198.51.100.0/24 -all\"");
        corp.spf(record);
        DomainReport report = corp.check();
        assertThat(faults(report)).contains(fault);
        Code code =
                Code.valueOf(fault.split(" ", -1)[1].toUpperCase(Locale.ROOT).replace('-', '_'));
        assertThat(published(report, code)).isEqualTo(proposed);
        corp.spf(proposed);
        assertThat(faults(corp.check())).isEmpty();
    }

    @Test
    void withoutARecordOneIsProposed() {
        corp.spf();
        corp.dmarc("v=DMARC1; p=none");
        DomainReport report = corp.check();
        assertThat(faults(report)).containsExactly("warning spf-missing");
        assertThat(published(report, Code.SPF_MISSING)).isEqualTo("v=spf1 a:smtp.corp.example ~all");
        corp.dmarc("v=DMARC1; p=reject");
        assertThat(faults(corp.check())).containsExactly("fail spf-missing");
    }

    @Test
    void aProvidersIncludeIsAdded() {
        corp.dns.with("_spf.google.com TXT \"v=spf1 ip4:198.51.100.0/24 ~all\"");
        DomainReport report = corp.check(through("google"));
        assertThat(faults(report)).contains("fail spf-server-missing");
        assertThat(published(report, Code.SPF_SERVER_MISSING))
                .isEqualTo("v=spf1 include:_spf.google.com a:smtp.corp.example -all");
        corp.spf(published(report, Code.SPF_SERVER_MISSING));
        assertThat(faults(corp.check(through("google")))).containsExactly("warning dkim-missing");
    }

    @Test
    void aNestedIncludeListsTheProvider() {
        corp.dns.with(
                "all.corp.example TXT \"v=spf1 include:_spf.google.com -all\"",
                "_spf.google.com TXT \"v=spf1 ip4:198.51.100.0/24 ~all\"");
        corp.spf("v=spf1 include:all.corp.example -all");
        assertThat(faults(corp.check(through("google")))).containsExactly("warning dkim-missing");
    }

    @Test
    void twoServersAreBothListed() {
        corp.dns.with("spare.corp.example A 192.0.2.26");
        DomainReport report = corp.check(
                sender(DomainFixture.HOST, "a@corp.example"), sender("spare.corp.example", "a@corp.example"));
        assertThat(faults(report)).containsExactly("fail spf-server-missing");
        assertThat(published(report, Code.SPF_SERVER_MISSING))
                .isEqualTo("v=spf1 a:spare.corp.example a:smtp.corp.example -all");
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.5", "127.0.0.1", "relay.corp.example", "nowhere.corp.example"})
    void ofAnInternalServerNothingIsKnown(String host) {
        corp.dns.with("relay.corp.example A 192.168.3.4");
        DomainReport report = corp.check(sender(host, "a@corp.example"));
        assertThat(faults(report)).containsExactly("unknown spf-server-unknown");
        assertThat(finding(report, Code.SPF_SERVER_UNKNOWN).publish()).isNull();
    }

    @Test
    void aServerByAddressIsListedByAddress() {
        DomainReport report = corp.check(sender("2001:db8::25", "a@corp.example"));
        assertThat(published(report, Code.SPF_SERVER_MISSING))
                .isEqualTo("v=spf1 ip6:2001:db8:0:0:0:0:0:25 a:smtp.corp.example -all");
    }

    @Test
    void moreThanTenExchangersAreTooMany() {
        for (int i = 0; i < 11; i++) {
            corp.dns.with("many.example MX " + i + " m" + i + ".many.example.");
        }
        corp.spf("v=spf1 a:smtp.corp.example mx:many.example -all");
        DomainReport report = corp.check();
        assertThat(faults(report)).containsExactly("fail spf-too-many-hosts");
        assertThat(published(report, Code.SPF_TOO_MANY_HOSTS)).isEqualTo("v=spf1 a:smtp.corp.example -all");
    }

    @Test
    void aLongRecordIsNamed() {
        StringBuilder networks = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            networks.append("ip4:198.51.100.").append(i).append(' ');
        }
        corp.spf("v=spf1 a:smtp.corp.example " + networks + "-all");
        assertThat(faults(corp.check())).containsExactly("warning spf-long");
    }

    @Test
    void theEnvelopeSendersDomainIsTheOneThatCounts() {
        corp.dns.with("bounce.corp.example TXT \"v=spf1 -all\"");
        DomainReport report = corp.check(sender(DomainFixture.HOST, "x@bounce.corp.example"));
        assertThat(faults(report)).containsExactly("fail spf-server-missing");
        assertThat(finding(report, Code.SPF_SERVER_MISSING).publish())
                .isEqualTo(new Finding.Publish("bounce.corp.example", "TXT", "v=spf1 a:smtp.corp.example -all"));
    }
}
