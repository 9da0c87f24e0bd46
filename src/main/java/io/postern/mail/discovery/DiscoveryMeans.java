package io.postern.mail.discovery;

import io.postern.dns.DnsClient;
import io.postern.mail.providers.Providers;

/** What a search asks and connects with. */
record DiscoveryMeans(
        Providers providers,
        DnsClient dns,
        DiscoveryProperties databases,
        AutoconfigSource files,
        CandidateCheck.Prober prober) {}
