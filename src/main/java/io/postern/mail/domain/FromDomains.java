package io.postern.mail.domain;

import io.postern.mail.account.SmtpAccount;
import io.postern.mail.domain.CheckedDomain.Sender;
import io.postern.mail.providers.Providers;
import io.postern.mail.settings.ActiveAccount;
import io.postern.net.EmailAddress;
import io.postern.net.HostName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From which domains mail is sent, and through which servers. */
@Component
public class FromDomains {

    private final ActiveAccount accounts;
    private final Providers providers;
    private final DomainResults results;

    FromDomains(ActiveAccount accounts, Providers providers, DomainResults results) {
        this.accounts = accounts;
        this.providers = providers;
        this.results = results;
    }

    /**
     * A From domain on the page of its server.
     *
     * @param last what the last check found, or null before the first
     */
    public record Summary(String domain, DomainResults.@Nullable Result last) {}

    /** The From domain of a server, or null if it can't send. */
    public @Nullable Summary summary(int server) {
        return of(server)
                .map(domain -> new Summary(domain, results.last(domain).orElse(null)))
                .orElse(null);
    }

    /** The domains of all servers that can send, in their order. */
    public List<String> all() {
        return ready().map(FromDomains::domain).distinct().toList();
    }

    /** The From domain of a server, if it can send. */
    Optional<String> of(int server) {
        return accounts.servers().stream()
                .filter(each -> each.id() == server)
                .flatMap(FromDomains::ready)
                .map(FromDomains::domain)
                .findFirst();
    }

    /**
     * The domain that a person means.
     *
     * @param typed an address or a domain; blank for the first server's
     */
    public Optional<String> named(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return all().stream().findFirst();
        }
        String address = text.indexOf('@') < 0
                ? "postmaster@" + (text.endsWith(".") ? text.substring(0, text.length() - 1) : text)
                : text;
        return EmailAddress.parse(address)
                .map(FromDomains::domain)
                .filter(HostName::isFqdn)
                .filter(domain -> EmailAddress.parse("postmaster@" + domain).isPresent());
    }

    /** What is to be checked of a domain: with the servers that send for it, or else as if the first server did. */
    public CheckedDomain toCheck(String domain) {
        EmailAddress someone = new EmailAddress("postmaster@" + domain);
        List<Sender> own = ready().filter(account -> domain(account).equals(domain))
                .map(account -> sender(account, account.sender().from()))
                .toList();
        List<Sender> senders = own.isEmpty()
                ? ready().limit(1).map(account -> sender(account, someone)).toList()
                : own;
        return new CheckedDomain(domain, senders, providers.byAddress(someone).orElse(null));
    }

    private Stream<SmtpAccount> ready() {
        return accounts.servers().stream().flatMap(FromDomains::ready);
    }

    private static Stream<SmtpAccount> ready(ActiveAccount.Server server) {
        return server.state() instanceof ActiveAccount.Ready ready ? Stream.of(ready.account()) : Stream.empty();
    }

    private Sender sender(SmtpAccount account, EmailAddress from) {
        EmailAddress envelope = account.sender().envelopeFrom();
        String helo = account.ehloName();
        return new Sender(
                account.host(),
                envelope == null ? from : envelope,
                helo == null ? account.host() : helo,
                providers.byHost(account.host()).orElse(null));
    }

    private static String domain(SmtpAccount account) {
        return domain(account.sender().from());
    }

    private static String domain(EmailAddress address) {
        return address.domain().toLowerCase(Locale.ROOT);
    }
}
