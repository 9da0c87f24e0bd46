package io.postern.mail.domain;

import io.postern.dns.DnsAnswer;
import io.postern.dns.DnsLookups;
import io.postern.dns.MailExchanger;
import io.postern.net.ShownText;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The DNS during one check: nothing is asked for twice, and a record may be supposed that is not published yet. */
final class Zone {

    private static final int LONGEST_SHOWN = 600;

    private final DnsLookups dns;
    private final Map<String, DnsAnswer<String>> txt;
    private final Map<String, DnsAnswer<MailExchanger>> mx;
    private final Map<String, DnsAnswer<InetAddress>> ipv4;
    private final Map<String, DnsAnswer<InetAddress>> ipv6;

    Zone(DnsLookups dns) {
        this(dns, new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    private Zone(
            DnsLookups dns,
            Map<String, DnsAnswer<String>> txt,
            Map<String, DnsAnswer<MailExchanger>> mx,
            Map<String, DnsAnswer<InetAddress>> ipv4,
            Map<String, DnsAnswer<InetAddress>> ipv6) {
        this.dns = dns;
        this.txt = txt;
        this.mx = mx;
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    /** The same zone, with these TXT records at a name. */
    Zone supposing(String name, List<String> records) {
        Map<String, DnsAnswer<String>> changed = new HashMap<>(txt);
        changed.put(key(name), new DnsAnswer<>(DnsAnswer.Kind.FOUND, records));
        return new Zone(dns, changed, mx, ipv4, ipv6);
    }

    /** Each record's strings joined, a character for each byte. */
    DnsAnswer<String> txt(String name) {
        return once(txt, name, dns::txt);
    }

    DnsAnswer<MailExchanger> mx(String name) {
        return once(mx, name, dns::mx);
    }

    DnsAnswer<InetAddress> ipv4(String name) {
        return once(ipv4, name, dns::ipv4);
    }

    DnsAnswer<InetAddress> ipv6(String name) {
        return once(ipv6, name, dns::ipv6);
    }

    /** What a record says, for people: control characters visible, and not without end. */
    static String shown(String record) {
        String text = ShownText.ofOctets(record.length() > LONGEST_SHOWN ? record.substring(0, LONGEST_SHOWN) : record);
        return record.length() > LONGEST_SHOWN ? text + "…" : text;
    }

    private static <T> DnsAnswer<T> once(
            Map<String, DnsAnswer<T>> known, String name, Function<String, DnsAnswer<T>> ask) {
        return known.computeIfAbsent(key(name), ask);
    }

    private static String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
