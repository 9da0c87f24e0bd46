package io.postern.dns;

import io.postern.net.IpAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which DNS servers are asked about mail: MX, SRV and TXT records. Host names that are connected to are the JVM's business.
 *
 * @param servers {@code system} for those of the operating system, or addresses, each with a port if it has an unusual one, separated
 *     by spaces or commas; blank for none
 */
@ConfigurationProperties("postern.dns")
public record DnsProperties(@DefaultValue(SYSTEM) String servers) {

    static final String SYSTEM = "system";

    private static final int USUAL_PORT = 53;
    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]+]|[0-9.]+):([1-9][0-9]{0,4})");

    public DnsProperties {
        addresses(servers);
    }

    boolean isSystem() {
        return servers.strip().equals(SYSTEM);
    }

    List<InetSocketAddress> addresses() {
        return addresses(servers);
    }

    private static List<InetSocketAddress> addresses(String servers) {
        String stripped = servers.strip();
        return stripped.isEmpty() || stripped.equals(SYSTEM)
                ? List.of()
                : Arrays.stream(stripped.split("[\\s,]+", -1))
                        .map(DnsProperties::address)
                        .toList();
    }

    private static InetSocketAddress address(String text) {
        Matcher withPort = WITH_PORT.matcher(text);
        boolean hasPort = withPort.matches();
        int port = hasPort ? Integer.parseInt(withPort.group(2)) : USUAL_PORT;
        return IpAddress.parse(hasPort ? withPort.group(1) : text)
                .filter(address -> port <= 65535)
                .map(address -> new InetSocketAddress(address.address(), port))
                .orElseThrow(() -> new IllegalArgumentException(
                        "postern.dns.servers is not an address such as 192.0.2.53 or [2001:db8::53]:5353: " + text));
    }
}
