package io.postern.mail.domain;

import io.postern.dns.DnsAnswer;
import io.postern.mail.domain.CheckedDomain.Sender;
import io.postern.mail.domain.DmarcRecord.Policy;
import io.postern.mail.domain.DmarcTreeWalk.Found;
import io.postern.mail.domain.Finding.Code;
import io.postern.mail.domain.Finding.Publish;
import io.postern.net.EmailAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The DMARC policy that counts for the From domain, and whether our mails can meet it. */
final class DmarcCheck {

    /** Where nothing is known of who sends for a domain, nothing may be refused. */
    static final String START = "v=DMARC1; p=none";

    private static final int MOST_REPORT_DOMAINS = 2;

    private final Zone zone;
    private final CheckedDomain checked;
    private final String domain;
    private final boolean signed;
    private final DmarcTreeWalk walk;

    /** @param signed whether a key for aligned DKIM signatures is known */
    DmarcCheck(Zone zone, CheckedDomain checked, boolean signed) {
        this.zone = zone;
        this.checked = checked;
        this.domain = checked.domain();
        this.signed = signed;
        this.walk = new DmarcTreeWalk(zone, domain);
    }

    /** What receivers are asked to do with mails that fail, as far as is known. */
    Policy policy() {
        return walk.policy()
                .flatMap(found -> found.record().policy(isBelow(found), exists()))
                .orElse(Policy.NONE);
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (walk.isUnknown() || (walk.policy().isEmpty() && !walk.isComplete())) {
            findings.add(Finding.of(Code.DMARC_UNKNOWN, Verdict.UNKNOWN, domain));
        } else {
            addRecord(findings);
        }
        checked.senders().stream()
                .filter(sender -> !sender.isEnvelopeReplaced())
                .map(this::unaligned)
                .filter(finding -> finding != null && !findings.contains(finding))
                .forEach(findings::add);
        return checked.owner() == null
                ? findings
                : findings.stream().map(finding -> finding.curedBy(null)).toList();
    }

    private boolean isBelow(Found found) {
        return !found.domain().equals(domain);
    }

    /** By the standard, a name without mail exchanger and address does not exist, whatever else it has. */
    private boolean exists() {
        return Stream.of(zone.mx(domain), zone.ipv4(domain), zone.ipv6(domain))
                .anyMatch(answer -> answer.kind() == DnsAnswer.Kind.FOUND || !answer.isKnown());
    }

    private void addRecord(List<Finding> findings) {
        List<String> own = zone.txt(DmarcTreeWalk.name(domain)).values();
        List<String> records = own.stream().filter(DmarcRecord::isDmarc).toList();
        List<String> meant = own.stream().filter(DmarcRecord::isMeantAsDmarc).toList();
        if (records.size() > 1) {
            String merged =
                    DmarcRecord.merged(records.stream().map(DmarcRecord::parse).toList());
            findings.add(Finding.of(Code.DMARC_SEVERAL, Verdict.WARNING, records.size(), domain)
                    .showing(records)
                    .curedBy(publish(domain, merged)));
        }
        if (records.isEmpty() && !meant.isEmpty()) {
            findings.add(Finding.of(Code.DMARC_UNRECOGNISED, Verdict.WARNING, domain)
                    .showing(meant)
                    .curedBy(publish(domain, DmarcRecord.meantBy(meant.get(0)).cleaned())));
        }
        Optional<Found> policy = walk.policy();
        policy.ifPresent(found -> addPolicy(found, findings));
        if (policy.isEmpty() && findings.isEmpty()) {
            findings.add(Finding.of(Code.DMARC_MISSING, Verdict.WARNING, domain).curedBy(publish(domain, START)));
        }
    }

    private static Publish publish(String domain, String text) {
        return new Publish(DmarcTreeWalk.name(domain), "TXT", text);
    }

    private void addPolicy(Found found, List<Finding> findings) {
        DmarcRecord record = found.record();
        List<Finding> faults = new ArrayList<>();
        add(faults, Code.DMARC_POLICY_INVALID, record.invalidPolicies());
        add(
                faults,
                Code.DMARC_SYNTAX,
                Stream.concat(record.wrong().stream(), record.faultyTags().stream())
                        .toList());
        add(faults, Code.DMARC_RETIRED, record.retiredTags());
        add(faults, Code.DMARC_REPORT_ADDRESS, record.reports().wrong());
        if (record.isPolicyLate()) {
            faults.add(Finding.of(Code.DMARC_ORDER, Verdict.WARNING, found.domain()));
        }
        if (record.isTest()) {
            faults.add(Finding.of(Code.DMARC_TEST, Verdict.WARNING, policy().code()));
        }
        Publish cleaned = publish(found.domain(), record.cleaned());
        faults.forEach(
                fault -> findings.add(fault.showing(List.of(record.text())).curedBy(cleaned)));
        boolean refused = isBelow(found) && !exists() && policy() != Policy.NONE;
        if (refused) {
            findings.add(Finding.of(Code.DMARC_NP, Verdict.FAIL, domain, found.domain(), policy().code())
                    .showing(List.of(record.text()))
                    .curedBy(publish(domain, START)));
        }
        addReports(found, findings);
        if (faults.isEmpty() && !refused) {
            Code code = policy() == Policy.NONE ? Code.DMARC_MONITORING : Code.DMARC_OK;
            findings.add(
                    0,
                    Finding.of(code, Verdict.OK, found.domain(), policy().code())
                            .showing(List.of(record.text())));
        }
    }

    private static void add(List<Finding> findings, Code code, Iterable<String> wrong) {
        String names = Zone.shown(String.join(", ", wrong));
        if (!names.isEmpty()) {
            findings.add(Finding.of(code, Verdict.WARNING, names));
        }
    }

    /** Reports go to another organization only if that says so (RFC 9990). */
    private void addReports(Found found, List<Finding> findings) {
        found.record().reports().domains().stream()
                .filter(target -> !isWithin(target, found.domain()) && !isWithin(found.domain(), target))
                .limit(MOST_REPORT_DOMAINS)
                .forEach(target -> {
                    String name = found.domain() + "._report._dmarc." + target;
                    DnsAnswer<String> answer = zone.txt(name);
                    if (answer.isKnown() && answer.values().stream().noneMatch(DmarcRecord::isDmarc)) {
                        findings.add(Finding.of(Code.DMARC_REPORT_EXTERNAL, Verdict.WARNING, target)
                                .curedBy(new Publish(name, "TXT", "v=DMARC1;")));
                    }
                });
    }

    private static boolean isWithin(String name, String above) {
        return name.equals(above) || name.endsWith("." + above);
    }

    private @Nullable Finding unaligned(Sender sender) {
        String envelope = sender.envelope().domain().toLowerCase(Locale.ROOT);
        Policy policy = policy();
        Verdict verdict = policy == Policy.NONE || signed ? Verdict.WARNING : Verdict.FAIL;
        Optional<Found> found = walk.policy();
        return switch (Alignment.between(zone, domain, envelope)) {
            case IDENTICAL -> null;
            case RELATED ->
                found.filter(each -> each.record().isStrictForSpf())
                        .map(each -> Finding.of(Code.DMARC_STRICT, verdict, domain, envelope, policy.code())
                                .showing(List.of(each.record().text()))
                                .curedBy(publish(each.domain(), each.record().relaxedForSpf())))
                        .orElse(null);
            case UNRELATED ->
                Finding.of(Code.DMARC_UNALIGNED, verdict, domain, envelope, policy.code())
                        .curedBy(spf(sender));
            case UNKNOWN -> Finding.of(Code.DMARC_UNKNOWN, Verdict.UNKNOWN, envelope);
        };
    }

    /** The SPF record with which the From domain can stand in the envelope too. */
    private @Nullable Publish spf(Sender sender) {
        EmailAddress from = new EmailAddress("postmaster@" + domain);
        Sender aligned = new Sender(sender.host(), from, sender.helo(), sender.provider());
        return new SpfCheck(zone, domain, List.of(aligned), checked.owner() == null, true)
                .findings().stream()
                        .map(Finding::publish)
                        .filter(publish -> publish != null)
                        .findFirst()
                        .orElse(null);
    }
}
