package io.postern.mail.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.dns.DnsClient;
import io.postern.dns.DnsProperties;
import io.postern.testing.AtOnce;
import io.postern.testing.DnsServer;
import io.postern.testing.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which preset an address suggests, with a DNS server on this machine. */
class ProviderSuggestionsTests {

    private final DnsServer dns = DnsServer.start();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-27T08:00:00Z"));
    private final MxRecords records = records(dns.address());
    private final ProviderSuggestions suggestions = new ProviderSuggestions(new Providers(), records);

    ProviderSuggestionsTests() throws IOException {}

    @AfterEach
    void stop() {
        dns.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ASPMX.L.Google.com, google",
        "corp-example.mail.protection.outlook.com, microsoft365",
        "in1-smtp.messagingengine.com, fastmail",
        "mx00.ionos.de, ionos",
        "smtpin.rzone.de, strato",
        "mail.protonmail.ch, proton"
    })
    void whoTakesADomainsMailIsItsProvider(String host, String provider) {
        mx("corp.example", host);

        assertThat(suggested("me@corp.example")).contains(provider);
    }

    @Test
    void theHostThatIsTriedFirstCounts() {
        mx("corp.example", "mx.fallback.example", "mail.protonmail.ch", "aspmx.l.google.com");

        assertThat(records.of("corp.example"))
                .containsExactly("mx.fallback.example", "mail.protonmail.ch", "aspmx.l.google.com");
        assertThat(suggested("me@corp.example")).contains("proton");
    }

    @Test
    void suggestsNothingForOwnOrMissingServers() {
        mx("own.example", "mail.own.example", "notgoogle.com");

        assertThat(suggested("me@own.example")).isEmpty();
        assertThat(suggested("me@nowhere.example")).isEmpty();
    }

    @Test
    void whatIsKnownIsNotAskedFor() {
        assertThat(suggested("me@gmail.com")).contains("google");
        assertThat(suggestions.atOnce("", "me@corp.example", "")).isEmpty();
        assertThat(suggestions.afterAsking("relay.corp.example", "me@corp.example", ""))
                .isEmpty();
        assertThat(dns.questions()).isEmpty();
    }

    @Test
    void anAnswerIsKeptForAFewMinutes() {
        mx("corp.example", "aspmx.l.google.com");
        suggested("me@corp.example");
        suggested("you@corp.example");
        suggested("me@nowhere.example");
        suggested("me@nowhere.example");
        assertThat(dns.questions()).containsExactly("corp.example MX", "nowhere.example MX");

        clock.advance(Duration.ofMinutes(6));
        dns.without("corp.example");
        mx("corp.example", "mail.protonmail.ch");

        assertThat(suggested("me@corp.example")).contains("proton");
    }

    @Test
    void expiresACachedAnswerAfterTheClockIsSetBack() {
        suggested("me@corp.example");
        clock.advance(Duration.ofDays(-365));
        mx("corp.example", "aspmx.l.google.com");

        assertThat(suggested("me@corp.example")).contains("google");
    }

    @Tag("case-78")
    @Test
    void leavesASilentResolverAloneForAWhile() {
        dns.silentFor("corp.example");

        assertThat(suggested("me@corp.example")).isEmpty();
        List<String> asked = dns.questions();
        assertThat(suggested("me@corp.example")).isEmpty();
        assertThat(dns.questions()).isNotEmpty().isEqualTo(asked);
    }

    @Test
    void onlyAFewDomainsAreLookedUpAtATime() throws Exception {
        IntStream.range(0, 12).forEach(number -> dns.silentFor("corp" + number + ".example"));

        List<Callable<List<String>>> lookups = IntStream.range(0, 12)
                .<Callable<List<String>>>mapToObj(number -> () -> records.of("corp" + number + ".example"))
                .toList();

        assertThat(AtOnce.all(lookups)).hasSize(12).containsOnly(List.of());
        assertThat(dns.questions().stream().distinct())
                .as("of which each may be repeated")
                .hasSize(4);
    }

    @Test
    void nobodyIsAskedWhereTheOperatorWantsNone() {
        assertThat(records("").of("corp.example")).isEmpty();
    }

    private Optional<String> suggested(String username) {
        return suggestions.afterAsking("", username, "").map(Provider::id);
    }

    private void mx(String domain, String... hosts) {
        for (int i = hosts.length - 1; i >= 0; i--) {
            dns.with(domain + " MX " + 10 * i + " " + hosts[i] + ".");
        }
    }

    private MxRecords records(String servers) {
        return new MxRecords(new DnsClient(new DnsProperties(servers)), clock);
    }
}
