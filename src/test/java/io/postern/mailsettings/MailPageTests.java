package io.postern.mailsettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.postern.net.EmailAddress;
import io.postern.smtp.Act;
import io.postern.smtp.ScriptedSmtpServer;
import io.postern.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.People;
import io.postern.users.AccountData;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.Users;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@SpringBootTest(
        properties = {
            "postern.mail.tests-per-minute=3",
            "postern.secret-key=000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
        })
@AutoConfigureMockMvc
abstract class MailPageTests {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MailAccount account;

    @Autowired
    private Users users;

    private User ada;

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @BeforeEach
    void empty() {
        ada = users.byIdentifier("ada")
                .orElseGet(() -> users.createWithPassword(
                        new AccountData("ada", new EmailAddress("ada@corp.example"), "Ada", Role.ADMINISTRATOR, null),
                        users.encode("violet tractor under glass")));
        jdbc.sql("delete from mail_test").update();
        jdbc.sql("delete from limit_counter").update();
        jdbc.sql("delete from audit_line").update();
        jdbc.sql("update mail_settings set version = 0, host = null, username = null, sealed_password = null,"
                        + " port = null, from_address = null, ssl_enabled = true, auth_method = 'AUTO',"
                        + " allow_cleartext_password = false, trusted_certificates = null")
                .update();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void thePageShowsTheFieldsInBothLanguages() throws Exception {
        String english = page(get("/settings/mail"));
        String german = page(get("/settings/mail").locale(Locale.GERMAN));

        assertThat(english)
                .contains("SMTP host", "Enable SSL", "name=\"fromAddress\"", "name=\"recipient\"", "Never tested.")
                .contains("data-warning=\"public-address-missing\"")
                .doesNotContain("??");
        assertThat(german).contains("SMTP-Benutzername", "Standardabsenderadresse", "Noch nie getestet.");
    }

    @Test
    void savingAnswers303AndTheNextMailUsesIt() throws Exception {
        MockHttpServletResponse response = send("/settings/mail", Forms.valid());

        assertThat(response.getStatus()).isEqualTo(303);
        assertThat(account.current()).isInstanceOfSatisfying(MailAccount.Ready.class, ready -> assertThat(
                        ready.account().host())
                .isEqualTo("mail.corp.example"));
        assertThat(jdbc.sql("select count(*) from audit_line")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(jdbc.sql("select * from audit_line").query().singleRow().toString())
                .contains("mailsettings.audit.changed", "mail.corp.example", "password")
                .doesNotContain("s3cret");
    }

    @Test
    void case55_theStoredPasswordIsInNoPage() throws Exception {
        send("/settings/mail", Forms.valid());

        assertThat(page(get("/settings/mail"))).doesNotContain("s3cret").contains("A password is stored");
        assertThat(send("/settings/mail", Forms.valid().with("port", "x")).getContentAsString())
                .doesNotContain("s3cret");
        assertThat(send("/settings/mail/preset", Forms.valid().with("preset", "google"))
                        .getContentAsString())
                .doesNotContain("s3cret");
        assertThat(jdbc.sql("select sealed_password from mail_settings")
                        .query(String.class)
                        .single())
                .doesNotContain("s3cret");
    }

    @Test
    void whatIsWrongIsSaidAtTheFieldAndWhatWasTypedStays() throws Exception {
        MockHttpServletResponse response = send(
                "/settings/mail",
                Forms.valid()
                        .with("port", "70000")
                        .with("host", "127.0.0.1:6379")
                        .with("ehloName", "localhost"));

        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.getContentAsString())
                .contains("data-error-for=\"port\"", "data-error-for=\"host\"", "data-error-for=\"ehloName\"")
                .contains("value=\"70000\"", "value=\"127.0.0.1:6379\"")
                .containsPattern("<details[^>]*open");
    }

    @Test
    void case57_aChangedHostAsksForThePasswordAgainAndSaysWhy() throws Exception {
        send("/settings/mail", Forms.valid());
        MockHttpServletResponse response =
                send("/settings/mail", Forms.valid().without("password").with("host", "evil.example"));

        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.getContentAsString())
                .contains("data-error-for=\"password\"")
                .contains("these changed: SMTP host.");
    }

    @Test
    void case64_theLaterOfTwoAdministratorsIsToldAndNothingIsMixed() throws Exception {
        send("/settings/mail", Forms.valid().with("version", "0"));
        MockHttpServletResponse late =
                send("/settings/mail", Forms.valid().with("version", "0").with("host", "other.corp.example"));

        assertThat(late.getStatus()).isEqualTo(422);
        assertThat(late.getContentAsString()).contains("data-error-for=\"version\"");
        assertThat(jdbc.sql("select host from mail_settings")
                        .query(String.class)
                        .single())
                .isEqualTo("mail.corp.example");
    }

    @Test
    void aPresetFillsTheFormAndStoresNothing() throws Exception {
        String html = send(
                        "/settings/mail/preset",
                        Forms.valid().with("preset", "google").with("username", "me@gmail.com"))
                .getContentAsString();

        assertThat(html)
                .contains("value=\"smtp.gmail.com\"", "value=\"587\"", "value=\"me@gmail.com\"", "app password");
        assertThat(jdbc.sql("select count(host) from mail_settings")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aTypedAddressSuggestsItsProviderWhileNoServerOfOnesOwnIsEntered() throws Exception {
        Forms typed = Forms.valid().with("username", "me@GMail.com").with("host", "");

        assertThat(send("/settings/mail/suggestion", typed).getContentAsString())
                .contains("Google", "value=\"google\"", "Fill in its settings")
                .doesNotContain("s3cret");
        assertThat(send("/settings/mail/suggestion", typed.with("username", "me@corp.example"))
                        .getContentAsString())
                .doesNotContain("button");
        assertThat(send("/settings/mail/suggestion", typed.with("username", "").with("fromAddress", "me@web.de"))
                        .getContentAsString())
                .contains("WEB.DE");
        assertThat(send("/settings/mail/suggestion", typed.with("host", "relay.corp.example"))
                        .getContentAsString())
                .doesNotContain("button");
        assertThat(send(
                                "/settings/mail/preset",
                                typed.with("fromAddress", "me@gmail.com").with("suggested", "google"))
                        .getContentAsString())
                .contains("value=\"smtp.gmail.com\"", "value=\"me@gmail.com\"");
    }

    @Test
    void aCureChangesTheFormAsTypedAndStoresNothing() throws Exception {
        String html = send("/settings/mail/cure", Forms.valid().with("cure", "implicit-tls-465"))
                .getContentAsString();

        assertThat(html).contains("value=\"465\"", "value=\"mail.corp.example\"");
        assertThat(send("/settings/mail/cure", Forms.valid().with("cure", "nonsense"))
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void aTestSendsWhatIsInTheFormAndShowsItsStages() throws Exception {
        MockHttpServletResponse response = send("/settings/mail/test", local());
        String html = response.getContentAsString();

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(html)
                .contains("data-outcome=\"accepted\"")
                .containsPattern("data-stage=\"authenticate\"[^>]*data-state=\"ok\"")
                .containsPattern("data-stage=\"done\"[^>]*data-state=\"ok\"")
                .doesNotContain("s3cret");
        assertThat(server.acceptedFor("ada@corp.example")).hasSize(1);
        assertThat(jdbc.sql("select count(host) from mail_settings")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select * from audit_line").query().singleRow().toString())
                .contains("mailsettings.audit.tested");
    }

    @Test
    void thePageRemembersATestOfExactlyTheseSettings() throws Exception {
        send("/settings/mail/test", local());
        assertThat(page(get("/settings/mail"))).contains("data-last-test=\"changed\"");
        send("/settings/mail", local());
        assertThat(page(get("/settings/mail"))).contains("data-last-test=\"accepted\"");
        send("/settings/mail", local().with("password", "another"));
        assertThat(page(get("/settings/mail"))).contains("data-last-test=\"changed\"");
    }

    @Test
    void forHtmxTheAnswerIsTheFragmentAlone() throws Exception {
        String html = mvc.perform(request("/settings/mail/test", local()).header("HX-Request", "true"))
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(html.strip()).startsWith("<div id=\"mail-test-result\"").doesNotContain("<html");
    }

    @Test
    void case56_theStoredPasswordIsNotTestedAgainstAnotherServer() throws Exception {
        send("/settings/mail", Forms.valid());
        MockHttpServletResponse response = send("/settings/mail/test", local().without("password"));

        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.getContentAsString()).contains("data-error-for=\"password\"");
        assertThat(server.signIns()).isEmpty();
    }

    @Test
    void case61_whatAHostileServerSaysIsEscaped() throws Exception {
        server.on(Phase.MAIL, Act.reply("550 <script>alert(1)</script>"));

        String html = send("/settings/mail/test", local()).getContentAsString();

        assertThat(html)
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert")
                .containsPattern("data-stage=\"sender\"[^>]*data-state=\"failed\"[^>]*data-problem=\"sender-refused\"");
    }

    @Test
    void case68_aServerWithoutStarttlsGetsNoPassword() throws Exception {
        String html =
                send("/settings/mail/test", local().with("sslEnabled", "true")).getContentAsString();

        assertThat(html).contains("data-problem=\"starttls-not-offered\"");
        assertThat(server.signIns()).isEmpty();
    }

    @Test
    void aFourthTestInAMinuteIsRefused() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(send("/settings/mail/test", local()).getStatus()).isEqualTo(200);
        }
        MockHttpServletResponse response = send("/settings/mail/test", local());

        assertThat(response.getStatus()).isEqualTo(429);
        assertThat(response.getContentAsString()).contains("data-problem=\"too-many-tests\"");
        assertThat(server.accepted()).hasSize(3);
    }

    @Test
    void aRecipientIsOneAddress() throws Exception {
        MockHttpServletResponse response =
                send("/settings/mail/test", local().with("recipient", "a@corp.example,b@corp.example"));

        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.getContentAsString()).contains("data-error-for=\"recipient\"");
        assertThat(server.accepted()).isEmpty();
    }

    @Test
    void case65_withAnotherKeyNothingIsSentAndThePageAsksForThePassword() throws Exception {
        send("/settings/mail", Forms.valid());
        jdbc.sql("update mail_settings set sealed_password = 'x'").update();

        assertThat(account.current()).isInstanceOf(MailAccount.SecretUnreadable.class);
        assertThat(page(get("/settings/mail"))).contains("data-warning=\"secret-unreadable\"");
    }

    private Forms local() {
        return Forms.valid()
                .without("sslEnabled")
                .with("host", "127.0.0.1")
                .with("port", String.valueOf(server.port()))
                .with("recipient", "ada@corp.example");
    }

    private MockHttpServletResponse send(String path, Forms form) throws Exception {
        return mvc.perform(request(path, form)).andReturn().getResponse();
    }

    private MockHttpServletRequestBuilder request(String path, Forms form) {
        return post(path).params(form.parameters()).with(csrf()).with(People.as(ada));
    }

    private String page(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(People.as(ada)))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
