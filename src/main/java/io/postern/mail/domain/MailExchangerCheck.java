package io.postern.mail.domain;

import io.postern.dns.DnsAnswer;
import io.postern.dns.MailExchanger;
import io.postern.mail.domain.Finding.Code;
import io.postern.mail.domain.Finding.Publish;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the From domain takes mail: bounces and answers go there, and some receivers refuse senders that take none. */
final class MailExchangerCheck {

    /** Each is asked for both kinds of addresses. */
    private static final int MOST_HOSTS = 3;

    private final Zone zone;
    private final CheckedDomain checked;
    private final String domain;

    MailExchangerCheck(Zone zone, CheckedDomain checked) {
        this.zone = zone;
        this.checked = checked;
        this.domain = checked.domain();
    }

    Finding finding() {
        DnsAnswer<MailExchanger> answer = zone.mx(domain);
        if (!answer.isKnown()) {
            return Finding.of(Code.MX_UNKNOWN, Verdict.UNKNOWN, domain);
        }
        List<MailExchanger> hosts = answer.values();
        List<String> shown = hosts.stream().map(MailExchangerCheck::text).toList();
        if (hosts.stream().anyMatch(MailExchanger::isNull)) {
            return Finding.of(Code.MX_NULL, Verdict.FAIL, domain).showing(shown).curedBy(exchanger(hosts));
        }
        if (hosts.isEmpty()) {
            return withoutExchanger(answer.kind());
        }
        boolean dead =
                hosts.stream().limit(MOST_HOSTS).allMatch(host -> addresses(host.host()) == DnsAnswer.Kind.NO_RECORD);
        return (dead ? Finding.of(Code.MX_DEAD, Verdict.WARNING, domain) : Finding.of(Code.MX_OK, Verdict.OK, domain))
                .showing(shown);
    }

    private Finding withoutExchanger(DnsAnswer.Kind kind) {
        if (kind == DnsAnswer.Kind.NO_NAME) {
            return Finding.of(Code.MX_NO_DOMAIN, Verdict.FAIL, domain).curedBy(exchanger(List.of()));
        }
        return switch (addresses(domain)) {
            case FOUND ->
                Finding.of(Code.MX_IMPLICIT, Verdict.WARNING, domain)
                        .curedBy(publish(
                                Optional.ofNullable(exchangerElsewhere()).orElse(domain)));
            case NO_RECORD, NO_NAME ->
                Finding.of(Code.MX_MISSING, Verdict.FAIL, domain).curedBy(exchanger(List.of()));
            default -> Finding.of(Code.MX_UNKNOWN, Verdict.UNKNOWN, domain);
        };
    }

    /** Of both kinds together: found, none, or not known. */
    private DnsAnswer.Kind addresses(String host) {
        DnsAnswer<InetAddress> ipv4 = zone.ipv4(host);
        if (ipv4.kind() == DnsAnswer.Kind.FOUND) {
            return DnsAnswer.Kind.FOUND;
        }
        DnsAnswer<InetAddress> ipv6 = zone.ipv6(host);
        if (ipv6.kind() == DnsAnswer.Kind.FOUND) {
            return DnsAnswer.Kind.FOUND;
        }
        return ipv4.isKnown() && ipv6.isKnown() ? DnsAnswer.Kind.NO_RECORD : DnsAnswer.Kind.NO_ANSWER;
    }

    private static String text(MailExchanger exchanger) {
        return "MX " + exchanger.preference() + " " + exchanger.host() + ".";
    }

    /** One that is there beside the null MX, else one of the domain above, else our own server if it is within the domain. */
    private @Nullable Publish exchanger(List<MailExchanger> hosts) {
        Optional<String> beside = hosts.stream()
                .filter(host -> !host.isNull())
                .map(MailExchanger::host)
                .findFirst();
        return beside.or(() -> Optional.ofNullable(exchangerElsewhere()))
                .map(this::publish)
                .orElse(null);
    }

    private @Nullable String exchangerElsewhere() {
        String above = domain.substring(domain.indexOf('.') + 1);
        Optional<String> ofParent = above.indexOf('.') < 0
                ? Optional.empty()
                : zone.mx(above).values().stream()
                        .filter(host -> !host.isNull())
                        .map(MailExchanger::host)
                        .findFirst();
        return ofParent.or(() -> checked.senders().stream()
                        .map(CheckedDomain.Sender::host)
                        .filter(host -> host.endsWith("." + domain))
                        .findFirst())
                .orElse(null);
    }

    private @Nullable Publish publish(String host) {
        return checked.owner() == null ? new Publish(domain, "MX", "10 " + host + ".") : null;
    }
}
