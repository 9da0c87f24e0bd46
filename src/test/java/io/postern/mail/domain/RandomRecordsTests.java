package io.postern.mail.domain;

import static io.postern.mail.domain.DomainFixture.sender;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.domain.Finding.Publish;
import io.postern.testing.Seed;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No text in the DNS breaks a check, and no record that is proposed has a fault that this check would find. */
class RandomRecordsTests {

    private static final int RUNS = 3000;
    private static final List<String> SPF = List.of(
            "v=spf1",
            " ",
            " ",
            "  ",
            "\t",
            "a",
            "mx",
            "ptr",
            "all",
            "-all",
            "~all",
            "?all",
            "+all",
            "include:",
            "exists:",
            "ip4:",
            "ip6:",
            "ipv4:",
            "redirect=",
            "exp=",
            "foo=",
            "192.0.2.1",
            "192.0.2.0/24",
            "2001:db8::/32",
            "/24",
            "//64",
            "smtp.corp.example",
            "_spf.other.example",
            "nowhere.example",
            "corp.example",
            "%{i}",
            "%{d2r-}",
            "%",
            "%%",
            "\"",
            ";",
            ",",
            ":",
            "é",
            "\0",
            "v=spf1 a -all",
            "V=SPF1",
            "x".repeat(300));

    private static final List<String> DMARC = List.of(
            "v=DMARC1",
            "v=dmarc1",
            ";",
            "; ",
            ";",
            " ",
            "p=",
            "sp=",
            "np=",
            "none",
            "quarantine",
            "reject",
            "Reject",
            "t=y",
            "t=n",
            "psd=",
            "y",
            "n",
            "u",
            "adkim=s",
            "aspf=s",
            "aspf=r",
            "pct=50",
            "ri=1",
            "rf=afrf",
            "fo=1:d:s",
            "rua=",
            "ruf=",
            "mailto:",
            "d@corp.example",
            "d@reports.example",
            "https://x.example/",
            "!10m",
            ",",
            "=",
            "\"",
            "é",
            "\0",
            "p=reject",
            "foo=bar");

    private final DomainFixture corp = new DomainFixture().good();
    private final Random random = new Random(Seed.printed("RandomRecordsTests"));
    private Zone zone = corp.zone();

    @AfterEach
    void stop() {
        corp.close();
    }

    private String text(List<String> parts, String start) {
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "" : start);
        for (int i = random.nextInt(14); i > 0; i--) {
            text.append(parts.get(random.nextInt(parts.size())));
        }
        return text.toString();
    }

    private Stream<Publish> of(List<Finding> findings) {
        return findings.stream().map(Finding::publish).flatMap(Stream::ofNullable);
    }

    @Test
    void aProposedSpfRecordHasNoFault() {
        corp.dns.with("_spf.other.example TXT \"v=spf1 ip4:198.51.100.0/24 -all\"");
        int proposed = 0;
        for (int run = 0; run < RUNS; run++) {
            List<String> records = Stream.generate(() -> text(SPF, "v=spf1 "))
                    .limit(1 + random.nextInt(2))
                    .toList();
            zone = corp.zone();
            for (Publish publish : of(check(records)).toList()) {
                proposed++;
                assertThat(faults(check(List.of(publish.value()))))
                        .as(records.toString())
                        .isEmpty();
            }
        }
        assertThat(proposed).isGreaterThan(RUNS / 2);
    }

    private List<Finding> check(List<String> records) {
        return new SpfCheck(
                        zone.supposing("corp.example", records),
                        "corp.example",
                        List.of(sender(DomainFixture.HOST, "a@corp.example")),
                        true,
                        true)
                .findings();
    }

    @Test
    void aProposedDmarcRecordHasNoFault() {
        int proposed = 0;
        CheckedDomain checked =
                new CheckedDomain("corp.example", List.of(sender(DomainFixture.HOST, "a@corp.example")), null);
        zone = corp.zone();
        for (int run = 0; run < RUNS; run++) {
            List<String> records = Stream.generate(() -> text(DMARC, "v=DMARC1; "))
                    .limit(1 + random.nextInt(2))
                    .toList();
            List<Finding> findings =
                    new DmarcCheck(zone.supposing("_dmarc.corp.example", records), checked, false).findings();
            for (Publish publish : of(findings)
                    .filter(each -> each.name().equals("_dmarc.corp.example"))
                    .toList()) {
                proposed++;
                Zone then = zone.supposing("_dmarc.corp.example", List.of(publish.value()));
                assertThat(faults(new DmarcCheck(then, checked, false).findings()))
                        .as(records.toString())
                        .allMatch(finding -> finding.code() == Finding.Code.DMARC_REPORT_EXTERNAL);
            }
        }
        assertThat(proposed).isGreaterThan(RUNS / 2);
    }

    private static List<Finding> faults(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.verdict() == Verdict.WARNING || finding.verdict() == Verdict.FAIL)
                .toList();
    }
}
