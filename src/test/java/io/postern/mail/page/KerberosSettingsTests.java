package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.ScriptedKerberos;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.mail.smtp.TestKdc;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Default credentials of a process that was given a keytab, from the page to the mail server. */
@DirtiesContext
class KerberosSettingsTests extends ApplicationTest {

    private static final TestKdc KDC = TestKdc.start();

    private Visitor administrator;

    @DynamicPropertySource
    static void giveTheProcessAKeytab(DynamicPropertyRegistry properties) {
        properties.add("postern.mail.kerberos.principal", () -> TestKdc.CLIENT);
        properties.add("postern.mail.kerberos.keytab", KDC::keytab);
        properties.add("postern.mail.kerberos.config", KDC::config);
    }

    @BeforeEach
    void start() {
        allowTestsAgain();
        administrator = administrator();
        smtp.kerberos(new ScriptedKerberos(TestKdc.SERVICE, KDC.serviceKeytab()));
    }

    @AfterAll
    static void stop() {
        KDC.close();
    }

    @Test
    void thePageTellsAsWhomTheProcessWouldSignIn() {
        assertThat(administrator.get("/settings/mail").body())
                .contains("Signs in as " + TestKdc.CLIENT + " with Kerberos and a keytab.");
    }

    @Test
    void testsAndMailsSignInAsTheProcess() {
        Visitor.Answer tested = MailStoryTests.test(administrator, settings());
        assertThat(tested.page().select("[data-stage=authorize]").attr("data-state"))
                .isEqualTo("ok");
        assertThat(tested.page().select("[data-stage=done]").attr("data-state")).isEqualTo("ok");

        assertThat(administrator.submit("/settings/mail", settings()).status()).isEqualTo(303);
        resetLink(user());

        assertThat(smtp.signIns())
                .hasSize(2)
                .extracting(ScriptedSmtpServer.SignIn::username)
                .containsOnly(TestKdc.CLIENT);
    }

    @Test
    void aTicketThatIsRefusedIsExplained() {
        smtp.takingOnly("nobody");

        Visitor.Answer tested = MailStoryTests.test(administrator, settings());

        assertThat(tested.page().select("[data-stage=authenticate]").attr("data-problem"))
                .isEqualTo("kerberos-failed");
    }

    private Map<String, String> settings() {
        return Map.of(
                "host", "localhost",
                "port", String.valueOf(smtp.port()),
                "sslEnabled", "",
                "useDefaultCredentials", "true",
                "fromAddress", "postern@postern.example");
    }
}
