package io.postern.mail.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.dns.DnsClient;
import io.postern.dns.DnsProperties;
import io.postern.mail.domain.CheckedDomain.Sender;
import io.postern.mail.domain.Finding.Code;
import io.postern.mail.domain.Finding.Publish;
import io.postern.mail.providers.Provider;
import io.postern.mail.providers.ProvidersFixture;
import io.postern.net.EmailAddress;
import io.postern.testing.DnsServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A domain corp.example with all that it needs, in a DNS of its own, in which a test breaks something. */
final class DomainFixture implements AutoCloseable {

    static final String DOMAIN = "corp.example";
    static final String HOST = "smtp.corp.example";

    final DnsServer dns = DnsServer.start();
    final List<KnownSelectors.Selector> seen = new ArrayList<>();

    /** All is well. */
    DomainFixture good() {
        dns.with(
                "corp.example MX 10 mx.corp.example.",
                "mx.corp.example A 192.0.2.20",
                "smtp.corp.example A 192.0.2.25",
                "corp.example TXT \"v=spf1 a:smtp.corp.example -all\"",
                "_dmarc.corp.example TXT \"v=DMARC1; p=reject\"");
        return this;
    }

    /** @param records without the domain, in the place of those of SPF */
    DomainFixture spf(String... records) {
        return txt(DOMAIN, records);
    }

    DomainFixture dmarc(String... records) {
        return txt("_dmarc." + DOMAIN, records);
    }

    private DomainFixture txt(String name, String... records) {
        boolean domain = name.equals(DOMAIN);
        dns.without(name);
        if (domain) {
            dns.with("corp.example MX 10 mx.corp.example.");
        }
        Arrays.stream(records).forEach(record -> dns.with(name + " TXT " + quoted(record)));
        return this;
    }

    /** As a zone file has it, in strings of at most 255 bytes. */
    static String quoted(String record) {
        StringBuilder strings = new StringBuilder();
        for (int start = 0; start == 0 || start < record.length(); start += 200) {
            String part = record.substring(start, Math.min(record.length(), start + 200));
            strings.append(" \"");
            part.chars()
                    .forEach(c -> strings.append(
                            c < ' ' || c > '~' || c == '"' || c == '\\'
                                    ? String.format("\\%03d", c & 0xff)
                                    : Character.toString(c)));
            strings.append('"');
        }
        return strings.toString().strip();
    }

    /** From corp.example by its own server. */
    DomainReport check() {
        return check(sender(HOST, "bounces@corp.example"));
    }

    DomainReport check(Sender... senders) {
        return check(DOMAIN, senders);
    }

    DomainReport check(String domain, Sender... senders) {
        return new DomainCheck(client(), from -> List.copyOf(seen))
                .of(new CheckedDomain(domain, List.of(senders), null));
    }

    Zone zone() {
        return new Zone(client().begin(200, Duration.ofSeconds(20)));
    }

    DnsClient client() {
        return new DnsClient(new DnsProperties(dns.address()));
    }

    static Sender sender(String host, String envelope) {
        return new Sender(host, new EmailAddress(envelope), "postern.example", null);
    }

    static Sender through(String provider) {
        Provider preset = ProvidersFixture.byId(provider);
        return new Sender(preset.host(), new EmailAddress("postern@corp.example"), "postern.example", preset);
    }

    static List<String> faults(DomainReport report) {
        return report.findings().stream()
                .filter(finding -> finding.verdict() != Verdict.OK && finding.code() != Code.DKIM_NO_SELECTOR)
                .map(finding -> finding.verdict().code() + " " + finding.code().code())
                .toList();
    }

    static Finding finding(DomainReport report, Code code) {
        return report.findings().stream()
                .filter(finding -> finding.code() == code)
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " is not in " + report.findings()));
    }

    static String published(DomainReport report, Code code) {
        Publish publish = finding(report, code).publish();
        assertThat(publish).as(code + " in " + report.findings()).isNotNull();
        return Objects.requireNonNull(publish).value();
    }

    @Override
    public void close() {
        dns.close();
    }
}
