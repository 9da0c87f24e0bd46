package io.postern.mail.domain;

import io.postern.dns.DnsAnswer;
import io.postern.mail.domain.CheckedDomain.Sender;
import io.postern.mail.providers.Provider;
import io.postern.net.IpAddress;
import io.postern.net.Network;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether an SPF record lists a server. A provider's servers are listed by the name that the provider tells its customers. Of another
 * server its own addresses are looked for: that it sends from these is likely, and no more.
 */
final class SpfServers {

    /** What receivers on the internet never see as a client. */
    private static final List<Network> INTERNAL = List.of(
            Network.of("0.0.0.0/8"),
            Network.of("10.0.0.0/8"),
            Network.of("100.64.0.0/10"),
            Network.of("127.0.0.0/8"),
            Network.of("169.254.0.0/16"),
            Network.of("172.16.0.0/12"),
            Network.of("192.168.0.0/16"),
            Network.of("::/127"),
            Network.of("fc00::/7"),
            Network.of("fe80::/10"));

    /** Whether a record lists a server, and what the record says to mail from it. */
    enum Place {
        LISTED,
        MISSING,
        /** And the record asks receivers to refuse its mail. */
        REFUSED,
        UNKNOWN
    }

    /** @param mechanisms what lists the server in a record, empty where that is not known */
    record Standing(Sender sender, Place place, String seen, List<String> mechanisms) {}

    private final Zone zone;

    SpfServers(Zone zone) {
        this.zone = zone;
    }

    /** What to list for a server where there is no record. */
    Standing standing(Sender sender) {
        return standing(sender, "", SpfRecord.parse("v=spf1 -all"));
    }

    Standing standing(Sender sender, String domain, SpfRecord record) {
        Provider provider = sender.provider();
        if (provider == null) {
            return ofHost(sender, domain, record);
        }
        List<String> names =
                provider.records() == null ? List.of() : provider.records().spf();
        if (names.isEmpty()) {
            return new Standing(sender, Place.UNKNOWN, provider.name(), List.of());
        }
        SpfWalk walk = new SpfWalk(zone, domain, record, null);
        boolean listed =
                walk.names().values().stream().flatMap(Set::stream).anyMatch(names::contains) || passesAll(record);
        boolean unanswered = !listed && !walk.unanswered().isEmpty();
        Place missing = record.all().filter(all -> all.qualifier() == '-').isPresent() ? Place.REFUSED : Place.MISSING;
        return new Standing(
                sender,
                listed ? Place.LISTED : unanswered ? Place.UNKNOWN : missing,
                provider.name(),
                List.of("include:" + names.get(0)));
    }

    private static boolean passesAll(SpfRecord record) {
        return record.all().filter(all -> all.qualifier() == '+').isPresent();
    }

    private Standing ofHost(Sender sender, String domain, SpfRecord record) {
        List<InetAddress> addresses = addresses(sender.host());
        boolean internal = addresses.stream().allMatch(SpfServers::isInternal);
        if (internal) {
            return new Standing(sender, Place.UNKNOWN, sender.host(), List.of());
        }
        List<String> seen = new ArrayList<>();
        int passed = 0;
        boolean refused = false;
        boolean unknown = false;
        for (InetAddress address : addresses) {
            SpfWalk.Result result = new SpfWalk(
                            zone,
                            domain,
                            record,
                            new SpfMacros.Client(address, sender.envelope().value(), sender.helo()))
                    .result();
            passed += result == SpfWalk.Result.PASS ? 1 : 0;
            refused |= result == SpfWalk.Result.FAIL;
            unknown |= result == SpfWalk.Result.TEMPERROR;
            if (result != SpfWalk.Result.PASS) {
                seen.add(address.getHostAddress());
            }
        }
        Place place = passed == addresses.size()
                ? Place.LISTED
                : unknown ? Place.UNKNOWN : refused && passed == 0 ? Place.REFUSED : Place.MISSING;
        String shown = sender.host() + (seen.isEmpty() ? "" : " (" + String.join(", ", seen) + ")");
        return new Standing(sender, place, shown, mechanisms(sender.host(), addresses));
    }

    private List<InetAddress> addresses(String host) {
        return IpAddress.parse(host).map(literal -> List.of(literal.address())).orElseGet(() -> {
            List<InetAddress> all = new ArrayList<>();
            for (DnsAnswer<InetAddress> answer : List.of(zone.ipv4(host), zone.ipv6(host))) {
                answer.values().stream().filter(address -> !isInternal(address)).forEach(all::add);
            }
            return all;
        });
    }

    private static List<String> mechanisms(String host, List<InetAddress> addresses) {
        return IpAddress.parse(host).isPresent()
                ? addresses.stream().map(SpfServers::mechanism).toList()
                : List.of("a:" + host);
    }

    /** What lists an address. */
    static String mechanism(InetAddress address) {
        return (address.getAddress().length == 4 ? "ip4:" : "ip6:") + address.getHostAddress();
    }

    private static boolean isInternal(InetAddress address) {
        return INTERNAL.stream().anyMatch(network -> network.contains(address));
    }
}
