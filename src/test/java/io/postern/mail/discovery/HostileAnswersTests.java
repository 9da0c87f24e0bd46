package io.postern.mail.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.discovery.Discovery.Outcome;
import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.outbound.Cancellation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.Rcode;

/** What a domain, or whoever answers for it, can do to a search. Each is said, and the search goes on. */
@Tag("case-125")
class HostileAnswersTests {

    private static final String OWN = "autoconfig.corp.example/mail/config-v1.1.xml";

    private final Domain domain = new Domain();

    @AfterEach
    void close() {
        domain.close();
    }

    @Test
    void aHugeFileIsNotRead() {
        domain.file(OWN, Domain.config("<hostname>" + "x".repeat(10_000_000) + "</hostname>"));
        assertThat(notes()).contains("note.file-too-long");
    }

    @Test
    void aDeepFileIsNotUsed() {
        domain.file(OWN, "<clientConfig>" + "<a>".repeat(5_000) + "</a>".repeat(5_000) + "</clientConfig>");
        assertThat(notes()).contains("note.file-malformed");
    }

    @Test
    void entitiesAreNotResolved() {
        domain.file(
                OWN,
                "<!DOCTYPE x [<!ENTITY host SYSTEM \"file:///etc/hostname\"><!ENTITY a \"aaaaaaaaaa\">"
                        + "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
                        + Domain.config("<hostname>&host;&b;.corp.example</hostname><port>465</port>"
                                + "<socketType>SSL</socketType>"));
        assertThat(notes()).contains("note.file-malformed");
        assertThat(domain.mail().probed()).doesNotContain("aaaaaaaaaa");
    }

    @Test
    void aMetadataAddressIsRefused() {
        domain.autoconfig("<hostname>169.254.169.254</hostname><port>465</port><socketType>SSL</socketType>");
        domain.dns().with("_submission._tcp.corp.example SRV 0 1 587 inside.corp.example.");
        domain.mail().resolve("inside.corp.example", "169.254.169.254");

        Discovery found = domain.search();

        assertThat(found.outcome()).isEqualTo(Outcome.NOTHING);
        assertThat(found.rows())
                .filteredOn(row -> row.verdict().equals("mail.diagnosis.problem.address-refused.cause"))
                .extracting(Discovery.Row::servers)
                .containsExactlyInAnyOrder("169.254.169.254:465", "inside.corp.example:587");
    }

    @Test
    void aServerWithoutEncryptionIsNamedAndLeft() {
        domain.autoconfig("<hostname>mail.corp.example</hostname><port>25</port><socketType>plain</socketType>");
        assertThat(notes()).contains("note.file-unencrypted");
        assertThat(domain.signIns()).isEmpty();
    }

    @Test
    void filesThatAreNoneAreSaidToBe() {
        for (String content : new String[] {
            "<html><body>Welcome",
            "",
            "\u0000\u0001",
            "{}",
            "<clientConfig/>",
            Domain.config("<hostname>a b</hostname><port>465</port><socketType>SSL</socketType>"),
            Domain.config("<hostname>a.corp.example</hostname><port>99999</port><socketType>SSL</socketType>"),
            Domain.config("<hostname>a.corp.example</hostname><port>1</port><socketType>magic</socketType>")
        }) {
            domain.file(OWN, content);
            assertThat(notes()).as(content).containsAnyOf("note.file-malformed", "note.file-empty");
        }
    }

    @Test
    void dnsThatFailsOrLoopsIsSaid() {
        domain.dns()
                .with("_submissions._tcp.corp.example CNAME a.corp.example.", "a.corp.example CNAME b.corp.example.")
                .with("b.corp.example CNAME a.corp.example.", "_submission._tcp.corp.example SRV 0 0 0 .")
                .failingFor("corp.example", Rcode.SERVFAIL);
        domain.mail().at("smtp.corp.example", 465);

        Discovery found = domain.search();

        assertThat(found.outcome()).isEqualTo(Outcome.AUTHENTICATED);
        assertThat(found.steps().toString()).contains("note.dns-silent", "note.dns-nonsense", "note.srv-absent");
    }

    @Timeout(40)
    @Test
    void dnsThatIsSilentHoldsNothingBackForLong() {
        for (String name : new String[] {"corp.example", "_submissions._tcp.corp.example"}) {
            domain.dns().silentFor(name);
        }
        domain.mail().at("smtp.corp.example", 465);

        assertThat(domain.search().outcome()).isEqualTo(Outcome.AUTHENTICATED);
    }

    @Timeout(30)
    @Test
    void theBoundEndsServersThatHang() {
        domain.mail().at("smtp.corp.example", 465).on(Phase.GREETING, Act.hang());
        domain.mail().at("mail.corp.example", 587).on(Phase.EHLO, Act.hang());

        Discovery found =
                domain.search("mailer@corp.example", Domain.PASSWORD, Duration.ofSeconds(3), new Cancellation());

        assertThat(found.outcome()).isEqualTo(Outcome.TIMED_OUT);
    }

    @Timeout(30)
    @Test
    void cancellingEndsItAtOnce() {
        var server = domain.mail().at("smtp.corp.example", 465).on(Phase.GREETING, Act.hang());
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Discovery> search = CompletableFuture.supplyAsync(
                () -> domain.search("mailer@corp.example", Domain.PASSWORD, Duration.ofMinutes(1), cancellation));
        server.awaitHanging();
        cancellation.cancel();

        assertThat(search.join().outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(search.join().steps())
                .anyMatch(step -> step.stage() == DiscoveryStage.CANDIDATES
                        && step.state().code().equals("cancelled"));
    }

    @Test
    void aDomainInAnotherScriptIsLookedUpAsPunycode() {
        domain.mail().at("smtp.xn--bcher-kva.example", 465);

        Discovery found = domain.search("mailer@bücher.example", Domain.PASSWORD);

        assertThat(found.outcome()).isEqualTo(Outcome.AUTHENTICATED);
        assertThat(found.shownServer()).isEqualTo("smtp.bücher.example:465");
        assertThat(domain.dns().questions()).contains("xn--bcher-kva.example MX");
    }

    @Test
    void withoutDatabasesNobodyElseIsAsked() {
        domain.file("database.example/corp.example", Domain.config("<hostname>a.example</hostname>"));
        assertThat(domain.withoutDatabases().search().steps().toString()).doesNotContain("database.example");
    }

    private String notes() {
        return domain.search().steps().stream()
                .flatMap(step -> step.notes().stream())
                .map(Note::key)
                .collect(Collectors.joining(" "));
    }
}
