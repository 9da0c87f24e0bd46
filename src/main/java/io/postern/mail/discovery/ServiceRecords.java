package io.postern.mail.discovery;

import io.postern.dns.DnsAnswer;
import io.postern.dns.DnsAnswer.Kind;
import io.postern.dns.DnsLookups;
import io.postern.dns.ServiceTarget;
import io.postern.mail.account.Encryption;
import io.postern.mail.discovery.Candidate.SignIn;
import io.postern.mail.discovery.Candidate.Source;
import io.postern.mail.settings.MailSettingsValues;
import io.postern.net.HostName;
import java.util.ArrayList;
import java.util.List;

/** Reads the SRV records in which a domain names its servers for outgoing mail. */
final class ServiceRecords {

    /** RFC 8314 section 5.1: TLS from the first byte. */
    static final String SUBMISSIONS = "_submissions._tcp.";

    /** RFC 6186 section 3.1. */
    static final String SUBMISSION = "_submission._tcp.";

    private static final int MOST_TARGETS = 4;

    private ServiceRecords() {}

    static Findings ask(DnsLookups dns, String service, String domain) {
        String name = service + domain;
        DnsAnswer<ServiceTarget> answer = dns.srv(name);
        List<Candidate> candidates = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        for (ServiceTarget target : answer.values().stream().limit(MOST_TARGETS).toList()) {
            if (target.isAbsent()) {
                notes.add(Note.of("srv-absent", name));
            } else if (!HostName.canBeLookedUp(target.host()) || target.port() < 1) {
                notes.add(Note.of("srv-malformed", name, target.host()));
            } else {
                Encryption encryption =
                        service.equals(SUBMISSIONS) || target.port() == MailSettingsValues.SUBMISSIONS_PORT
                                ? Encryption.IMPLICIT
                                : Encryption.STARTTLS;
                candidates.add(
                        new Candidate(target.host(), target.port(), encryption, Source.SRV, SignIn.PASSWORD, null));
                notes.add(Note.of("srv-found", name, target.host() + ":" + target.port()));
            }
        }
        if (answer.kind() == Kind.NONSENSE) {
            notes.add(Note.of("dns-nonsense", name));
        } else if (!answer.isKnown()) {
            notes.add(Note.of("dns-silent", name));
        } else if (notes.isEmpty()) {
            notes.add(Note.of("srv-none", name));
        }
        return new Findings(answer.isKnown(), candidates, notes);
    }
}
