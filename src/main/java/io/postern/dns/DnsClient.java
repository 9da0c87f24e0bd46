package io.postern.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.xbill.DNS.ResolverConfig;

/** Begins look-ups at the configured DNS servers. Nothing is cached here: who has just changed a record wants to see it. */
@Component
public class DnsClient {

    private final DnsProperties properties;

    public DnsClient(DnsProperties properties) {
        this.properties = properties;
    }

    /**
     * The look-ups of one check.
     *
     * @param mostQuestions how many questions may be sent in all, those for aliases among them
     * @param patience how long all of it may take
     */
    public DnsLookups begin(int mostQuestions, Duration patience) {
        return new DnsLookups(servers(), mostQuestions, patience);
    }

    private List<InetSocketAddress> servers() {
        if (!properties.isSystem()) {
            return properties.addresses();
        }
        // The system's servers change while this process runs, on a laptop or with a VPN.
        ResolverConfig.refresh();
        return ResolverConfig.getCurrentConfig().servers();
    }
}
