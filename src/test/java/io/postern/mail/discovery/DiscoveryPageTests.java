package io.postern.mail.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.web.PathRegistry;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Settings &gt; Mail found from an address, without a script. */
@Import(DiscoveredDomain.class)
class DiscoveryPageTests extends ApplicationTest {

    private static final String PAGE = "/settings/mail/discover";

    @Autowired
    private Domain domain;

    @Autowired
    private PathRegistry paths;

    private Visitor root;

    @BeforeEach
    void signIn() {
        domain.forget();
        allowTestsAgain();
        root = administrator();
    }

    @Test
    void fillsTheFormAndSavesNothing() {
        domain.mail().at("smtp.corp.example", 465).takingOnly(Domain.PASSWORD);

        Visitor.Answer answer = search("mailer@corp.example", Domain.PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("data-discovery=\"authenticated\"", "data-stage=\"sign-in\" data-state=\"ok\"")
                .doesNotContain(Domain.PASSWORD);
        assertThat(value(answer, "host")).isEqualTo("smtp.corp.example");
        assertThat(value(answer, "port")).isEqualTo("465");
        assertThat(value(answer, "username")).isEqualTo("mailer@corp.example");
        assertThat(value(answer, "fromAddress")).isEqualTo("mailer@corp.example");
        assertThat(answer.page().select("#mail-form").attr("action")).isEqualTo("/settings/mail");
        assertThat(jdbc.sql("select host from mail_settings where id = 1")
                        .query(String.class)
                        .single())
                .isEqualTo("127.0.0.1");
        assertThat(jdbc.sql("select count(*) from audit_line where action = 'mail.discovery.audit.searched'")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void asksAtTheFieldForOneAddress() {
        assertThat(search("", "").error("address")).contains("Enter the e-mail address to send from.");
        Visitor.Answer two = search("a@corp.example,b@corp.example", Domain.PASSWORD);
        assertThat(two.status()).isEqualTo(422);
        assertThat(two.error("address")).isPresent();
        assertThat(two.body()).doesNotContain(Domain.PASSWORD);
    }

    @Test
    void aHostOfAnotherDomainGetsThePasswordOnceConfirmed() {
        domain.dns().with("_submissions._tcp.corp.example SRV 0 1 465 smtp.hoster.example.");
        domain.mail().at("smtp.hoster.example", 465);

        Visitor.Answer asked = search("mailer@corp.example", Domain.PASSWORD);
        assertThat(asked.body())
                .contains("data-discovery=\"confirm\"", "Send the password to smtp.hoster.example")
                .doesNotContain(Domain.PASSWORD);
        assertThat(domain.signIns()).isEmpty();

        Visitor.Answer done =
                root.post(PAGE, Visitor.filled(asked, PAGE, Map.of("password", Domain.PASSWORD, "confirm", "true")));
        assertThat(done.body()).contains("data-discovery=\"authenticated\"");
    }

    @Test
    void aMissingCaIsOfferedToBeTrusted() {
        domain.mail().trustNobody();
        domain.mail().at("mail.corp.example", 587);

        Visitor.Answer answer = search("mailer@corp.example", Domain.PASSWORD);

        assertThat(answer.body()).contains("data-discovery=\"untrusted\"", "CN=Test CA", "value=\"trust-ca\"");
        assertThat(value(answer, "host")).isEqualTo("mail.corp.example");
        assertThat(answer.page().select("#mail-form input[name=found]").val()).contains("BEGIN CERTIFICATE");
    }

    @Test
    void aProviderWithoutPasswordsSaysItsSteps() {
        Visitor.Answer answer = search("someone@outlook.com", Domain.PASSWORD);

        assertThat(answer.body()).contains("data-discovery=\"oauth\"", "data-provider=\"outlook\"");
        assertThat(value(answer, "host")).isEqualTo("smtp-mail.outlook.com");
        assertThat(answer.page().select("#authMethod option[selected]").val()).isEqualTo("OAUTH2");
    }

    @Test
    void nothingFoundSaysWhatWasTried() {
        Visitor.Answer answer = search("mailer@corp.example", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.page().select("[data-candidate]").eachText())
                .anyMatch(text -> text.startsWith("smtp.corp.example:465, 587, 25"));
        assertThat(answer.page().select("#mail-form")).isEmpty();
        assertThat(answer.page().select("#address").val()).isEqualTo("mailer@corp.example");
    }

    @Test
    void countsWithTheTests() {
        jdbc.sql("delete from rate_limit").update();
        int status = 200;
        for (int i = 0; i < 11 && status == 200; i++) {
            status = search("someone@outlook.com", "").status();
        }
        assertThat(status).isEqualTo(429);
    }

    @Test
    void isOfferedFirstWhileNothingIsSaved() {
        assertThat(root.get("/settings/mail").page().select("#discover-link")).hasSize(1);
        jdbc.sql("update mail_settings set host = null where id = 1").update();

        assertThat(root.get("/settings/mail").page().select("#discover-form #discover-address"))
                .hasSize(1);
        assertThat(root.get("/overview").page().select("a[href=" + PAGE + "]")).isNotEmpty();
        assertThat(root.get(PAGE + "?address=mailer@corp.example")
                        .page()
                        .select("#address")
                        .val())
                .isEqualTo("mailer@corp.example");
    }

    @Test
    void findsABackupServerToo() {
        domain.mail().at("smtp.corp.example", 465);
        String page = "/settings/mail/servers/new/discover";

        Visitor.Answer answer = root.submit(page, Map.of("address", "mailer@corp.example"));

        assertThat(answer.body()).contains("data-discovery=\"verified\"");
        assertThat(answer.page().select("#mail-form").attr("action")).isEqualTo("/settings/mail/servers/new");
    }

    @Test
    void aRefusedFormComesBackOnItsOwnPage() {
        assertThat(paths.pageAt(PAGE)).isEqualTo(PAGE);
        assertThat(paths.pageAt("/settings/mail/servers/new/discover")).endsWith("/discover");
        assertThat(paths.pageAt("/settings/mail/test")).isEqualTo("/settings/mail");
    }

    @Test
    void isForAdministratorsAlone() {
        Visitor operator = signedIn(user(Role.OPERATOR).username(), PASSWORD);
        assertThat(operator.get(PAGE).status()).isEqualTo(403);
    }

    private Visitor.Answer search(String address, String password) {
        return root.submit(PAGE, Map.of("address", address, "password", password));
    }

    private static String value(Visitor.Answer answer, String field) {
        return answer.page().select("#mail-form [name=" + field + "]").val();
    }
}
