package io.postern.mail.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.discovery.Discovery.Outcome;
import io.postern.mail.settings.Forms;
import io.postern.mail.smtp.ScriptedSmtpServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Domains as administrators have them, each found or rightly explained. */
class TwelveDomainsTests {

    private final Domain domain = new Domain();

    @AfterEach
    void close() {
        domain.close();
    }

    @Test
    void port465Alone() {
        domain.mail().at("smtp.corp.example", 465).takingOnly(Domain.PASSWORD);

        Discovery found = domain.search();

        assertThat(found.outcome()).isEqualTo(Outcome.AUTHENTICATED);
        assertThat(fields(found))
                .containsEntry("host", "smtp.corp.example")
                .containsEntry("port", "465")
                .containsEntry("sslEnabled", "true")
                .containsEntry("tlsMode", "AUTO")
                .containsEntry("username", "mailer@corp.example")
                .containsEntry("fromAddress", "mailer@corp.example");
        assertThat(domain.signIns()).hasSize(1).allMatch(ScriptedSmtpServer.SignIn::encrypted);
        assertThat(domain.stages())
                .containsSubsequence(
                        "provider running",
                        "srv running",
                        "names ok",
                        "candidates running",
                        "candidates ok",
                        "sign-in running",
                        "sign-in ok");
    }

    @Test
    void port587WithAnOwnCa() {
        domain.mail().trustNobody();
        domain.mail().at("mail.corp.example", 587);

        Discovery found = domain.search();

        assertThat(found.outcome()).isEqualTo(Outcome.UNTRUSTED);
        assertThat(fields(found)).containsEntry("host", "mail.corp.example").containsEntry("port", "587");
        assertThat(found.best().certificateSubject()).isEqualTo("CN=Test CA");
        assertThat(found.best().trustablePem()).contains("BEGIN CERTIFICATE");
        assertThat(domain.signIns()).isEmpty();
    }

    @Test
    void srvToAnotherName() {
        domain.dns().with("_submissions._tcp.corp.example SRV 0 1 465 smtp.hoster.example.");
        ScriptedSmtpServer server = domain.mail().at("smtp.hoster.example", 465);

        Discovery shown = domain.search();
        assertThat(shown.outcome()).isEqualTo(Outcome.CONFIRM);
        assertThat(shown.host()).isEqualTo("smtp.hoster.example");
        assertThat(Domain.heardPassword(server)).isFalse();

        assertThat(domain.confirm("smtp.hoster.example").search().outcome()).isEqualTo(Outcome.AUTHENTICATED);
        assertThat(domain.mail().probed()).containsOnly("smtp.hoster.example:465");
    }

    @Test
    void relayByAddress() {
        domain.mail().at("mail.corp.example", 25).offering("");

        Discovery found = domain.search();

        assertThat(found.outcome()).isEqualTo(Outcome.RELAY);
        assertThat(fields(found))
                .containsEntry("port", "25")
                .containsEntry("authMethod", "NONE")
                .containsEntry("username", "")
                .containsEntry("fromAddress", "mailer@corp.example");
        assertThat(domain.signIns()).isEmpty();
    }

    @Test
    void loginAlone() {
        domain.mail().at("mail.corp.example", 587).offering("LOGIN");

        assertThat(domain.search().outcome()).isEqualTo(Outcome.AUTHENTICATED);
        assertThat(domain.signIns())
                .extracting(ScriptedSmtpServer.SignIn::mechanism)
                .containsExactly("LOGIN");
    }

    @Test
    void oauthAlone() {
        domain.mail().at("mail.corp.example", 587).offering("XOAUTH2");

        Discovery found = domain.search();

        assertThat(found.outcome()).isEqualTo(Outcome.OAUTH);
        assertThat(fields(found)).containsEntry("authMethod", "OAUTH2").containsEntry("host", "mail.corp.example");
        assertThat(domain.signIns()).isEmpty();
    }

    @Test
    void wrongMx() {
        domain.dns().with("corp.example MX 10 gone.corp.example.");
        domain.mail().at("smtp.corp.example", 587);

        Discovery found = domain.search();

        assertThat(found.outcome()).isEqualTo(Outcome.AUTHENTICATED);
        assertThat(found.rows())
                .anyMatch(row -> row.servers().startsWith("gone.corp.example:")
                        && row.verdict().equals("mail.diagnosis.problem.host-unknown.cause"));
    }

    @Test
    void brokenIpv6() {
        domain.mail().at("smtp.corp.example", 465);
        domain.mail().resolve("smtp.corp.example", "2001:db8::25", "127.0.0.1");

        assertThat(domain.search().outcome()).isEqualTo(Outcome.AUTHENTICATED);
    }

    @Test
    void autoconfigWithTheLocalPartAsUsername() {
        domain.autoconfig("<hostname>out.hoster.example</hostname><port>465</port><socketType>SSL</socketType>"
                + "<username>%EMAILLOCALPART%</username><authentication>password-cleartext</authentication>");
        domain.mail().at("out.hoster.example", 465);

        Discovery found = domain.search();

        assertThat(found.outcome()).isEqualTo(Outcome.AUTHENTICATED);
        assertThat(fields(found)).containsEntry("username", "mailer").containsEntry("host", "out.hoster.example");
        assertThat(domain.signIns())
                .extracting(ScriptedSmtpServer.SignIn::username)
                .containsExactly("mailer");
    }

    @Test
    void aProviderByMx() {
        domain.dns().with("corp.example MX 10 mx00.kundenserver.de.");
        domain.mail().at("smtp.ionos.de", 465);

        Discovery found = domain.search();

        assertThat(found.outcome()).isEqualTo(Outcome.AUTHENTICATED);
        assertThat(found.provider().name()).isEqualTo("IONOS");
        assertThat(fields(found)).containsEntry("host", "smtp.ionos.de").containsEntry("port", "465");
        assertThat(domain.dns().questions()).containsExactly("corp.example MX");
    }

    @Test
    void nothingAtAll() {
        Discovery found = domain.search();

        assertThat(found.outcome()).isEqualTo(Outcome.NOTHING);
        assertThat(found.steps())
                .anyMatch(step -> step.notes().toString().contains("mail.discovery.note.mx-no-domain"));
        assertThat(found.rows()).hasSize(2).allMatch(row -> row.servers().endsWith(":465, 587, 25"));
    }

    @Test
    void somebodyElsesCertificateAt587() {
        ScriptedSmtpServer server = domain.mail().at("mail.corp.example", 587, "www.hoster.example");

        Discovery found = domain.search();

        assertThat(found.outcome()).isEqualTo(Outcome.NOTHING);
        assertThat(found.rows())
                .anyMatch(row -> row.servers().equals("mail.corp.example:587")
                        && row.verdict().equals("mail.diagnosis.problem.certificate-name-mismatch.cause")
                        && row.otherNames().equals("www.hoster.example"));
        assertThat(Domain.heardPassword(server)).isFalse();
    }

    private static Map<String, String> fields(Discovery found) {
        return found.fields(new Forms().form());
    }
}
