package io.postern.mail.domain;

import io.postern.dns.DnsClient;
import io.postern.mail.domain.CheckedDomain.Sender;
import io.postern.mail.domain.Finding.Code;
import io.postern.mail.providers.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Checks a From domain. Asks the DNS and nobody else. */
@Component
public class DomainCheck {

    private static final int MOST_QUESTIONS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DnsClient dns;
    private final KnownSelectors selectors;

    DomainCheck(DnsClient dns, KnownSelectors selectors) {
        this.dns = dns;
        this.selectors = selectors;
    }

    /** Asks at most fifty questions, and takes at most twenty seconds. What was not answered is unknown. */
    public DomainReport of(CheckedDomain checked) {
        Zone zone = new Zone(dns.begin(MOST_QUESTIONS, PATIENCE));
        List<Finding> findings = new ArrayList<>();
        if (checked.owner() == null) {
            findings.addAll(ofOwnDomain(zone, checked));
        } else {
            findings.addAll(ofProvidersDomain(zone, checked, checked.owner()));
        }
        return new DomainReport(
                checked.domain(),
                findings,
                checked.senders().stream()
                        .map(Sender::provider)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
    }

    private List<Finding> ofOwnDomain(Zone zone, CheckedDomain checked) {
        List<Finding> findings = new ArrayList<>(List.of(new MailExchangerCheck(zone, checked).finding()));
        DkimCheck dkim = new DkimCheck(zone, checked, selectors.of(checked.domain()));
        boolean signed = isSigned(zone, checked.domain(), dkim);
        DmarcCheck dmarc = new DmarcCheck(zone, checked, signed);
        findings.addAll(dmarc.findings());
        findings.addAll(dkim.findings());
        findings.addAll(spf(zone, checked, dmarc.policy() != DmarcRecord.Policy.NONE && !signed));
        findings.addAll(hint(zone, "_mta-sts." + checked.domain(), "v=stsv1", Code.HINTS_MTA_STS));
        findings.addAll(hint(zone, "_smtp._tls." + checked.domain(), "v=tlsrptv1", Code.HINTS_TLS_RPT));
        return findings;
    }

    /** The provider looks after the records. What can be wrong is that its addresses go through another's server. */
    private static List<Finding> ofProvidersDomain(Zone zone, CheckedDomain checked, Provider owner) {
        boolean throughOwner = checked.senders().stream()
                .allMatch(
                        sender -> sender.provider() != null && sender.provider().isAt(owner.host()));
        if (throughOwner) {
            return List.of(Finding.of(Code.HINTS_PROVIDER, Verdict.OK, checked.domain(), owner.name()));
        }
        DmarcCheck dmarc = new DmarcCheck(zone, checked, false);
        List<Finding> findings = new ArrayList<>(dmarc.findings());
        findings.addAll(spf(zone, checked, dmarc.policy() != DmarcRecord.Policy.NONE));
        return List.copyOf(findings);
    }

    private static boolean isSigned(Zone zone, String domain, DkimCheck dkim) {
        boolean strict = new DmarcTreeWalk(zone, domain)
                .policy()
                .filter(found -> found.record().isStrictForDkim())
                .isPresent();
        return dkim.signingDomains().stream()
                .map(signing -> Alignment.between(zone, domain, signing))
                .anyMatch(kind -> kind == Alignment.Kind.IDENTICAL || (!strict && kind == Alignment.Kind.RELATED));
    }

    /** For each domain that stands in an envelope; for the From domain itself where nothing is sent yet. */
    private static List<Finding> spf(Zone zone, CheckedDomain checked, boolean needed) {
        List<Finding> findings = new ArrayList<>();
        checked.senders().stream()
                .filter(Sender::isEnvelopeReplaced)
                .map(Sender::provider)
                .filter(Objects::nonNull)
                .map(provider -> Finding.of(Code.SPF_NOT_USED, Verdict.OK, provider.name()))
                .distinct()
                .forEach(findings::add);
        List<Sender> own = checked.senders().stream()
                .filter(sender -> !sender.isEnvelopeReplaced())
                .toList();
        List<String> envelopes =
                own.stream().map(DomainCheck::envelope).distinct().toList();
        for (String envelope : envelopes) {
            List<Sender> senders = own.stream()
                    .filter(sender -> envelope(sender).equals(envelope))
                    .toList();
            findings.addAll(new SpfCheck(zone, envelope, senders, checked.owner() == null, needed).findings());
        }
        if (envelopes.isEmpty() && findings.isEmpty()) {
            findings.addAll(new SpfCheck(zone, checked.domain(), List.of(), true, needed).findings());
        }
        return findings;
    }

    private static String envelope(Sender sender) {
        return sender.envelope().domain().toLowerCase(Locale.ROOT);
    }

    /** MTA-STS (RFC 8461) and TLS-RPT (RFC 8460) protect mail to the domain. For mail from it they change nothing. */
    private static List<Finding> hint(Zone zone, String name, String version, Code code) {
        List<String> records = zone.txt(name).values().stream()
                .filter(txt -> txt.toLowerCase(Locale.ROOT).startsWith(version))
                .toList();
        return records.isEmpty()
                ? List.of()
                : List.of((records.size() > 1
                                ? Finding.of(Code.HINTS_BROKEN, Verdict.WARNING, name, records.size())
                                : Finding.of(code, Verdict.OK, name))
                        .showing(records));
    }
}
