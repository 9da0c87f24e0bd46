package io.postern.mail.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.net.IpAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 7208 (sections 7.4 and appendix A), and what it says of records that are wrong. */
@Tag("rfc7208")
class SpfStandardTests {

    private final DomainFixture corp = new DomainFixture();

    SpfStandardTests() {
        corp.dns.with(
                "example.com MX 10 mail-a.example.com.",
                "example.com MX 20 mail-b.example.com.",
                "example.com A 192.0.2.10",
                "example.com A 192.0.2.11",
                "amy.example.com A 192.0.2.65",
                "bob.example.com A 192.0.2.66",
                "mail-a.example.com A 192.0.2.129",
                "mail-b.example.com A 192.0.2.130",
                "example.org MX 10 mail-c.example.org.",
                "mail-c.example.org A 192.0.2.140",
                "mary.mobile-users._spf.example.com A 127.0.0.2",
                "fred.mobile-users._spf.example.com A 127.0.0.2",
                "15.15.168.192.joel.remote-users._spf.example.com A 127.0.0.2");
    }

    @AfterEach
    void stop() {
        corp.close();
    }

    private SpfWalk.Result result(String record, String address, String sender) {
        return new SpfWalk(
                        corp.zone(),
                        "example.com",
                        SpfRecord.parse(record),
                        new SpfMacros.Client(
                                IpAddress.parse(address).orElseThrow().address(), sender, "amy.example.com"))
                .result();
    }

    @ParameterizedTest
    @CsvSource({
        "v=spf1 +all, 198.51.100.1, PASS",
        "v=spf1 a -all, 192.0.2.10, PASS",
        "v=spf1 a -all, 192.0.2.11, PASS",
        "v=spf1 a -all, 192.0.2.12, FAIL",
        "v=spf1 a:example.org -all, 192.0.2.10, FAIL",
        "v=spf1 mx -all, 192.0.2.129, PASS",
        "v=spf1 mx -all, 192.0.2.130, PASS",
        "v=spf1 mx -all, 192.0.2.10, FAIL",
        "v=spf1 mx:example.org -all, 192.0.2.140, PASS",
        "v=spf1 mx mx:example.org -all, 192.0.2.140, PASS",
        "v=spf1 mx/30 mx:example.org/30 -all, 192.0.2.131, PASS",
        "v=spf1 mx/30 mx:example.org/30 -all, 192.0.2.143, PASS",
        "v=spf1 mx/30 mx:example.org/30 -all, 192.0.2.144, FAIL",
        "v=spf1 ip4:192.0.2.128/28 -all, 192.0.2.65, FAIL",
        "v=spf1 ip4:192.0.2.128/28 -all, 192.0.2.129, PASS",
        "V=SPF1 IP4:192.0.2.128/28 -ALL, 192.0.2.129, PASS",
        "v=spf1 ip6:2001:db8::/32 ?all, 2001:db8:1::1, PASS",
        "v=spf1 ~all, 192.0.2.1, SOFTFAIL",
        "v=spf1 ?all, 192.0.2.1, NEUTRAL",
        "v=spf1, 192.0.2.1, NEUTRAL"
    })
    void evaluatesTheExamples(String record, String address, SpfWalk.Result expected) {
        assertThat(result(record, address, "postmaster@example.com")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"mary@example.com, PASS", "ben@example.com, FAIL"})
    void asksForTheLocalPart(String sender, SpfWalk.Result expected) {
        assertThat(result("v=spf1 exists:%{l1r+}.mobile-users._spf.%{d} -all", "192.0.2.1", sender))
                .isEqualTo(expected);
    }

    @Test
    void asksForTheAddress() {
        String record = "v=spf1 exists:%{ir}.%{l1r+-}.remote-users._spf.%{d} -all";
        assertThat(result(record, "192.168.15.15", "joel@example.com")).isEqualTo(SpfWalk.Result.PASS);
        assertThat(result(record, "192.168.15.16", "joel@example.com")).isEqualTo(SpfWalk.Result.FAIL);
    }

    @Test
    void followsIncludesAndRedirects() {
        corp.dns.with(
                "one.example TXT \"v=spf1 ip4:192.0.2.1 -all\"",
                "two.example TXT \"v=spf1 ip4:192.0.2.2 ?all\"",
                "three.example TXT \"v=spf1 include:one.example redirect=two.example\"");
        assertThat(result("v=spf1 include:one.example -all", "192.0.2.1", "a@example.com"))
                .isEqualTo(SpfWalk.Result.PASS);
        assertThat(result("v=spf1 include:one.example ~all", "192.0.2.2", "a@example.com"))
                .isEqualTo(SpfWalk.Result.SOFTFAIL);
        assertThat(result("v=spf1 redirect=three.example", "192.0.2.1", "a@example.com"))
                .isEqualTo(SpfWalk.Result.PASS);
        assertThat(result("v=spf1 redirect=three.example", "192.0.2.2", "a@example.com"))
                .isEqualTo(SpfWalk.Result.PASS);
        assertThat(result("v=spf1 redirect=three.example", "192.0.2.3", "a@example.com"))
                .isEqualTo(SpfWalk.Result.NEUTRAL);
        assertThat(result("v=spf1 include:nowhere.example -all", "192.0.2.3", "a@example.com"))
                .isEqualTo(SpfWalk.Result.PERMERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "%{s}, strong-bad@email.example.com",
        "%{o}, email.example.com",
        "%{d}, email.example.com",
        "%{d4}, email.example.com",
        "%{d3}, email.example.com",
        "%{d2}, example.com",
        "%{d1}, com",
        "%{dr}, com.example.email",
        "%{d2r}, example.email",
        "%{l}, strong-bad",
        "%{l-}, strong.bad",
        "%{lr}, strong-bad",
        "%{lr-}, bad.strong",
        "%{l1r-}, strong",
        "%{ir}.%{v}._spf.%{d2}, 3.2.0.192.in-addr._spf.example.com",
        "%{lr-}.lp._spf.%{d2}, bad.strong.lp._spf.example.com",
        "%{lr-}.lp.%{ir}.%{v}._spf.%{d2}, bad.strong.lp.3.2.0.192.in-addr._spf.example.com",
        "%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}, 3.2.0.192.in-addr.strong.lp._spf.example.com",
        "%{d2}.trusted-domains.example.net, example.com.trusted-domains.example.net"
    })
    void expandsTheMacros(String spec, String expected) {
        SpfMacros.Client client = new SpfMacros.Client(
                IpAddress.parse("192.0.2.3").orElseThrow().address(), "strong-bad@email.example.com", "helo.example");
        assertThat(SpfMacros.expand(spec, "email.example.com", client)).isEqualTo(expected);
    }

    @Test
    void expandsAnAddressOfTheNewerKind() {
        SpfMacros.Client client = new SpfMacros.Client(
                IpAddress.parse("2001:db8::cb01").orElseThrow().address(), "a@email.example.com", "helo.example");
        assertThat(SpfMacros.expand("%{ir}.%{v}._spf.%{d2}", "email.example.com", client))
                .isEqualTo("1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6._spf.example.com");
        assertThat(SpfMacros.expand("%{i}.example", "email.example.com", null)).isNull();
        assertThat(SpfMacros.expand("_spf.%{d2}", "email.example.com", null)).isEqualTo("_spf.example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "v=spf1 a, true",
        "v=spf1, true",
        "V=SPF1 a, true",
        "v=spf10 a, false",
        "v=spf1; a, false",
        "'\"v=spf1 a\"', false",
        "spf1 a, false"
    })
    void choosesTheRecord(String txt, boolean expected) {
        assertThat(SpfRecord.isSpf(txt)).isEqualTo(expected);
        assertThat(SpfRecord.isMeantAsSpf(txt)).isEqualTo(!expected);
    }

    @ParameterizedTest
    @CsvSource({
        "ip4:192.0.2.0/33",
        "ip4:192.0.2",
        "ip4:2001:db8::1",
        "ip6:192.0.2.1",
        "ipv4:192.0.2.1",
        "include:",
        "include",
        "include:localhost",
        "include:a..example%",
        "a:192.0.2.1",
        "a/33",
        "mx//129",
        "all:x.example",
        "exists",
        "redirect=",
        "-redirect=x.example",
        "%{x}.example",
        "include:%{d0}",
        "include:%{c}.example",
        "include:büro.example",
        "-al",
        "ptr:",
        "a b=c d:e"
    })
    void findsWrongTerms(String term) {
        assertThat(SpfRecord.parse("v=spf1 " + term + " -all").hasErrors()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ip4:192.0.2.0/24",
        "ip6:2001:db8::/32",
        "include:%{d2}",
        "include:_spf.x.example.",
        "A:x.example/24//64",
        "mx/24",
        "a//64",
        "exists:%{ir}.%{v}.x.example",
        "ptr",
        "exp=why.%{d}",
        "unknown=anything",
        "+mx",
        "?include:x.example"
    })
    void takesRightTerms(String term) {
        assertThat(SpfRecord.parse("v=spf1 " + term + " -all").hasErrors()).isFalse();
    }
}
