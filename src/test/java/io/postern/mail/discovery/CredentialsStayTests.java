package io.postern.mail.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.discovery.Discovery.Outcome;
import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.mail.smtp.ScriptedSmtpServer.SignIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where the password goes, by the log of the wire: what each server heard. */
@Tag("case-125")
class CredentialsStayTests {

    private static final String EVIL =
            "<hostname>smtp.evil.example</hostname><port>465</port><socketType>SSL</socketType>";

    private final Domain domain = new Domain();

    @AfterEach
    void close() {
        domain.close();
    }

    @Test
    void aForgedRecordWithAValidCertificateGetsNothing() {
        domain.dns()
                .with(
                        "_submissions._tcp.corp.example SRV 0 1 465 smtp.evil.example.",
                        "_submission._tcp.corp.example SRV 0 1 587 smtp.evil.example.",
                        "corp.example MX 10 smtp.evil.example.");
        ScriptedSmtpServer implicit = domain.mail().at("smtp.evil.example", 465);
        ScriptedSmtpServer startTls = domain.mail().at("smtp.evil.example", 587);

        assertThat(domain.search().outcome()).isEqualTo(Outcome.CONFIRM);
        assertThat(domain.confirm("another.example").search().outcome()).isEqualTo(Outcome.CONFIRM);
        assertThat(implicit.lines()).isNotEmpty();
        assertThat(Domain.heardPassword(implicit) || Domain.heardPassword(startTls))
                .isFalse();
    }

    @Test
    void aForgedMxGetsNothing() {
        domain.dns().with("corp.example MX 10 mx.evil.example.");
        ScriptedSmtpServer server = domain.mail().at("mx.evil.example", 465);

        assertThat(domain.search().outcome()).isEqualTo(Outcome.CONFIRM);
        assertThat(Domain.heardPassword(server)).isFalse();
    }

    @Test
    void aNameThatOnlyEndsLikeTheDomainGetsNothing() {
        domain.dns().with("_submissions._tcp.corp.example SRV 0 1 465 smtp.evilcorp.example.");
        ScriptedSmtpServer server = domain.mail().at("smtp.evilcorp.example", 465);

        assertThat(domain.search().outcome()).isEqualTo(Outcome.CONFIRM);
        assertThat(Domain.heardPassword(server)).isFalse();
    }

    @Test
    void whatADatabaseNamesGetsNothingUnasked() {
        domain.file("database.example/corp.example", Domain.config(EVIL));
        ScriptedSmtpServer server = domain.mail().at("smtp.evil.example", 465);

        assertThat(domain.search().outcome()).isEqualTo(Outcome.CONFIRM);
        assertThat(Domain.heardPassword(server)).isFalse();
    }

    @Test
    void aFileOfTheDomainBeatsAForgedRecord() {
        domain.dns().with("_submissions._tcp.corp.example SRV 0 1 465 smtp.evil.example.");
        domain.file(
                "corp.example/.well-known/autoconfig/mail/config-v1.1.xml",
                Domain.config("<hostname>out.hoster.example</hostname><port>587</port>"
                        + "<socketType>STARTTLS</socketType>"));
        ScriptedSmtpServer evil = domain.mail().at("smtp.evil.example", 465);
        domain.mail().at("out.hoster.example", 587);

        Discovery found = domain.search();

        assertThat(found.outcome()).isEqualTo(Outcome.AUTHENTICATED);
        assertThat(found.host()).isEqualTo("out.hoster.example");
        assertThat(Domain.heardPassword(evil)).isFalse();
    }

    @Test
    void noUnverifiedChannelGetsIt() {
        ScriptedSmtpServer other = domain.mail().at("smtp.corp.example", 465, "smtp.evil.example");
        ScriptedSmtpServer stripped = domain.mail().plain("smtp.corp.example", 587);
        ScriptedSmtpServer refusing = domain.mail().at("mail.corp.example", 587);
        refusing.on(Phase.STARTTLS, Act.reply("454 4.7.0 not now"));
        ScriptedSmtpServer plain = domain.mail().plain("mail.corp.example", 465);

        assertThat(domain.search().outcome()).isEqualTo(Outcome.NOTHING);
        assertThat(domain.mail().all()).containsExactlyInAnyOrder(other, stripped, refusing, plain);
        assertThat(domain.mail().all()).noneMatch(Domain::heardPassword);
    }

    @Test
    void twoAttemptsAtMostWhateverIsThere() {
        domain.mail().at("smtp.corp.example", 465).takingOnly("another");
        domain.mail().at("mail.corp.example", 465).takingOnly("another");
        domain.mail().at("smtp.corp.example", 587).takingOnly("another");

        Discovery found = domain.search();

        assertThat(found.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(found.failure().problem().code()).isEqualTo("credentials-rejected");
        assertThat(domain.signIns()).extracting(SignIn::username).containsExactly("mailer@corp.example", "mailer");
    }

    @Test
    void theLocalPartIsTriedAfterTheAddress() {
        ScriptedSmtpServer server = domain.mail().at("smtp.corp.example", 465);
        server.on(Phase.AUTH, Act.reply("535 5.7.8 no such user"), Act.behave());

        Discovery found = domain.search();

        assertThat(found.outcome()).isEqualTo(Outcome.AUTHENTICATED);
        assertThat(found.username()).isEqualTo("mailer");
    }

    @Test
    void withoutAPasswordNobodyIsAsked() {
        domain.dns().with("_submissions._tcp.corp.example SRV 0 1 465 smtp.hoster.example.");
        domain.mail().at("smtp.hoster.example", 465);

        Discovery found = domain.search("mailer@corp.example", "");

        assertThat(found.outcome()).isEqualTo(Outcome.VERIFIED);
        assertThat(found.isNamedByOthers()).isTrue();
        assertThat(domain.mail().all()).noneMatch(Domain::heardPassword);
    }

    @Test
    void anAppPasswordGoesOutOnceConfirmed() {
        domain.mail().at("smtp.gmail.com", 587);

        Discovery told = domain.search("someone@gmail.com", Domain.PASSWORD);
        assertThat(told.outcome()).isEqualTo(Outcome.APP_PASSWORD);
        assertThat(domain.mail().probed()).isEmpty();

        domain.confirm("smtp.gmail.com");
        assertThat(domain.search("someone@gmail.com", Domain.PASSWORD).outcome())
                .isEqualTo(Outcome.AUTHENTICATED);
    }

    @Test
    void aProviderWithoutPasswordsIsToldAtOnce() {
        Discovery personal = domain.search("someone@outlook.com", Domain.PASSWORD);
        domain.dns().with("corp.example MX 0 corp-example.mail.protection.outlook.com.");
        Discovery company = domain.search();

        assertThat(personal.outcome()).isEqualTo(Outcome.OAUTH);
        assertThat(personal.provider().id()).isEqualTo("outlook");
        assertThat(company.outcome()).isEqualTo(Outcome.OAUTH);
        assertThat(company.provider().id()).isEqualTo("microsoft365");
        assertThat(domain.mail().probed()).isEmpty();
    }
}
