package io.postern.mail.discovery;

import io.postern.dns.DnsClient;
import io.postern.mail.providers.Providers;
import io.postern.mail.smtp.SmtpSender;
import io.postern.outbound.GuardedHttpClient;
import io.postern.outbound.TargetPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Files come through the guarded client, conversations are held by the sender of all mail: both judge each address. */
@Configuration(proxyBeanMethods = false)
class DiscoveryConfiguration {

    private static final Duration TO_CONNECT = Duration.ofSeconds(4);
    private static final Duration TO_ANSWER = Duration.ofSeconds(5);
    private static final Duration LONGEST_FILE = Duration.ofSeconds(8);

    @Bean
    DiscoveryMeans discoveryMeans(
            Providers providers, DnsClient dns, DiscoveryProperties databases, TargetPolicy policy, Clock clock) {
        GuardedHttpClient http =
                new GuardedHttpClient(policy, List.of(), List.of(), TO_CONNECT, TO_ANSWER, LONGEST_FILE);
        return new DiscoveryMeans(
                providers, dns, databases, new AutoconfigSource(http::get), (account, cancellation) -> new SmtpSender(
                                account, policy, clock)
                        .probe(report -> {}, cancellation, CandidateCheck.LONGEST));
    }
}
