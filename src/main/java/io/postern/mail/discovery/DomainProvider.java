package io.postern.mail.discovery;

import io.postern.dns.DnsAnswer;
import io.postern.dns.DnsAnswer.Kind;
import io.postern.dns.DnsLookups;
import io.postern.dns.MailExchanger;
import io.postern.mail.providers.Provider;
import io.postern.mail.providers.Providers;
import io.postern.net.EmailAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who provides a domain's mail.
 *
 * @param provider null if it is nobody who is known
 * @param exchangers the hosts that take the domain's mail, if they were asked for
 */
record DomainProvider(@Nullable Provider provider, boolean answered, List<String> exchangers, Note note) {

    /** By the domains of known mailboxes, which asks nobody. */
    static Optional<DomainProvider> byAddress(Providers providers, EmailAddress address) {
        return providers
                .byAddress(address)
                .map(known -> new DomainProvider(
                        known, true, List.of(), Note.of("provider-domain", known.name(), address.domain())));
    }

    static DomainProvider byMx(Providers providers, DnsLookups dns, EmailAddress address) {
        String domain = address.domain();
        DnsAnswer<MailExchanger> answer = dns.mx(domain);
        List<String> hosts = answer.values().stream()
                .filter(exchanger -> !exchanger.isNull())
                .map(MailExchanger::host)
                .toList();
        Provider known = providers.byMx(hosts).orElse(null);
        return new DomainProvider(known, answer.isKnown(), hosts, note(answer, known, hosts, domain));
    }

    private static Note note(
            DnsAnswer<MailExchanger> answer, @Nullable Provider known, List<String> hosts, String domain) {
        if (known != null) {
            return Note.of("provider-mx", known.name(), String.join(", ", hosts));
        }
        if (!hosts.isEmpty()) {
            return Note.of("mx-unknown", domain, String.join(", ", hosts));
        }
        if (answer.kind() == Kind.NONSENSE) {
            return Note.of("dns-nonsense", domain);
        }
        if (!answer.isKnown()) {
            return Note.of("dns-silent", domain);
        }
        if (answer.kind() == Kind.FOUND) {
            return Note.of("mx-null", domain);
        }
        return Note.of(answer.kind() == Kind.NO_NAME ? "mx-no-domain" : "mx-none", domain);
    }
}
