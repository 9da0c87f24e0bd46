package io.postern.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.dns.DnsAnswer.Kind;
import io.postern.testing.DnsServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Rcode;

/** What a check learns from a DNS server on this machine. */
class DnsLookupsTests {

    private final DnsServer server = DnsServer.start();
    private final DnsLookups dns = begin(50, Duration.ofSeconds(20));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void readsEachTypeWithTheMostPreferredFirst() throws UnknownHostException {
        server.with(
                "corp.example MX 20 Spare.corp.example.",
                "corp.example MX 10 mx.corp.example.",
                "corp.example TXT \"v=spf1 \" \"-all\"",
                "_submission._tcp.corp.example SRV 5 1 587 light.corp.example.",
                "_submission._tcp.corp.example SRV 5 9 587 heavy.corp.example.",
                "_submission._tcp.corp.example SRV 1 0 465 first.corp.example.",
                "mx.corp.example A 192.0.2.1",
                "mx.corp.example AAAA 2001:db8::1");

        assertThat(dns.mx("corp.example").values())
                .containsExactly(new MailExchanger(10, "mx.corp.example"), new MailExchanger(20, "spare.corp.example"));
        assertThat(dns.txt("CORP.example").values()).containsExactly("v=spf1 -all");
        assertThat(dns.srv("_submission._tcp.corp.example").values())
                .extracting(ServiceTarget::host)
                .containsExactly("first.corp.example", "heavy.corp.example", "light.corp.example");
        assertThat(dns.ipv4("mx.corp.example").values()).containsExactly(InetAddress.getByName("192.0.2.1"));
        assertThat(dns.ipv6("mx.corp.example").values()).containsExactly(InetAddress.getByName("2001:db8::1"));
    }

    @Test
    void tellsAnEmptyNameFromAMissingOne() {
        server.with("corp.example A 192.0.2.1", "a.b.example A 192.0.2.1");

        assertThat(dns.mx("corp.example").kind()).isEqualTo(Kind.NO_RECORD);
        assertThat(dns.txt("b.example").kind()).isEqualTo(Kind.NO_RECORD);
        assertThat(dns.mx("nowhere.example").kind()).isEqualTo(Kind.NO_NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a..example",
                "with space.example",
                "back\\slash.example",
                "bücher.example",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.example"
            })
    void whatCanBeNoNameIsNotAskedFor(String name) {
        assertThat(dns.txt(name).kind()).isEqualTo(Kind.NO_NAME);
        assertThat(server.questions()).isEmpty();
    }

    @Test
    void namesNoHostForARootTarget() {
        server.with("corp.example MX 0 .", "_submission._tcp.corp.example SRV 0 0 0 .");

        assertThat(dns.mx("corp.example").values().get(0).isNull()).isTrue();
        assertThat(dns.srv("_submission._tcp.corp.example").values().get(0).isAbsent())
                .isTrue();
    }

    @Test
    void readsBytesThatAreNoAscii() {
        server.with("corp.example TXT \"caf\\233 \\000\"");

        assertThat(dns.txt("corp.example").values()).containsExactly("café \0");
    }

    @Test
    void asksAgainByTcpForALongAnswer() {
        for (int i = 0; i < 250; i++) {
            server.with("corp.example TXT \"" + i + "-" + "x".repeat(240) + "\"");
        }

        assertThat(dns.txt("corp.example").values()).hasSize(250);
        assertThat(server.questions()).hasSize(2);
    }

    @Test
    void followsAnAliasAndGivesUpOnALoop() {
        server.with(
                "alias.example CNAME real.example.",
                "real.example TXT there",
                "loop.example CNAME pool.example.",
                "pool.example CNAME loop.example.");

        assertThat(dns.txt("alias.example").values()).containsExactly("there");
        assertThat(dns.txt("loop.example").isKnown()).isFalse();
    }

    @Test
    void givesUpOnAnEndlessChainOfAliases() {
        for (int i = 0; i < 60; i++) {
            server.with("a" + i + ".example CNAME a" + (i + 1) + ".example.");
        }

        assertThat(dns.txt("a0.example").isKnown()).isFalse();
        assertThat(server.questions()).hasSizeLessThanOrEqualTo(9);
    }

    @Tag("case-78")
    @Test
    void endsInTimeWhenNobodyAnswers() {
        server.silentFor("silent.example");

        assertThat(begin(50, Duration.ofMillis(300)).txt("silent.example").kind())
                .isEqualTo(Kind.NO_ANSWER);
        assertThat(server.questions()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {Rcode.SERVFAIL, Rcode.REFUSED, Rcode.NOTIMP, Rcode.FORMERR})
    void aServerThatFailsSaysNothingOfTheDomain(int rcode) {
        server.with("corp.example TXT there").failingFor("corp.example", rcode);

        assertThat(dns.txt("corp.example").kind()).isEqualTo(Kind.NO_ANSWER);
    }

    @Test
    void believesNoAnswerToAnotherQuestion() {
        server.with("other.example TXT forged", "corp.example TXT there").answering("corp.example", answer -> {
            byte[] forged = answer.clone();
            // The first letter of the name in the question.
            forged[13] = 'd';
            return forged;
        });

        assertThat(begin(50, Duration.ofSeconds(3)).txt("corp.example").isKnown())
                .isFalse();
    }

    @Test
    void garbageIsNoAnswer() {
        server.answering("corp.example", answer -> Arrays.copyOf(answer, 15));

        assertThat(begin(50, Duration.ofSeconds(3)).txt("corp.example").isKnown())
                .isFalse();
    }

    @Test
    void stopsAtTheMostQuestions() {
        server.with("corp.example TXT there");
        DnsLookups two = begin(2, Duration.ofSeconds(20));

        assertThat(two.txt("corp.example").kind()).isEqualTo(Kind.FOUND);
        assertThat(two.mx("corp.example").kind()).isEqualTo(Kind.NO_RECORD);
        assertThat(two.txt("corp.example").kind()).isEqualTo(Kind.TOO_MANY);
        assertThat(server.questions()).hasSize(2);
    }

    @Test
    void asksNobodyWhereTheOperatorWantsNone() {
        DnsLookups none = new DnsClient(new DnsProperties(" ")).begin(50, Duration.ofSeconds(20));

        assertThat(none.txt("corp.example").kind()).isEqualTo(Kind.NO_ANSWER);
    }

    @Test
    void asksTheNextServerWhenOneIsSilent() {
        server.silentFor("corp.example");
        try (DnsServer second = DnsServer.start()) {
            second.with("corp.example TXT there");
            DnsLookups both = new DnsClient(new DnsProperties(server.address() + ", " + second.address()))
                    .begin(50, Duration.ofSeconds(20));

            assertThat(both.txt("corp.example").values()).containsExactly("there");
        }
    }

    private DnsLookups begin(int mostQuestions, Duration patience) {
        return new DnsClient(new DnsProperties(server.address())).begin(mostQuestions, patience);
    }
}
