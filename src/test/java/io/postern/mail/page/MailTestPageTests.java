package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.postern.mail.settings.Forms;
import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.People;
import io.postern.testing.WaitingForALock;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionOperations;

/** The test that the page runs. */
abstract class MailTestPageTests extends MailPageFixture {

    @Autowired
    private TransactionOperations transaction;

    @Test
    void sendsWithTheFormAndShowsStages() throws Exception {
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
                .contains("mail.settings.audit.tested");
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
    void reportsBothOfTwoFirstTests() throws Exception {
        CompletableFuture<Integer> second = transaction.execute(status -> {
            jdbc.sql("insert into mail_test_result (id, tested_at, outcome) values (1, current_timestamp, 'accepted')")
                    .update();
            return WaitingForALock.begin(
                    jdbc, () -> send("/settings/mail/test", local()).getStatus());
        });
        assertThat(second.get()).isEqualTo(200);
        assertThat(page(get("/settings/mail"))).contains("data-last-test=\"changed\"");
    }

    @Test
    void aProxyDoesNotKeepTheStagesBack() throws Exception {
        MockHttpServletResponse response = mvc.perform(
                        get("/settings/mail/test/" + UUID.randomUUID()).with(People.as(ada)))
                .andReturn()
                .getResponse();

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getHeader("X-Accel-Buffering")).isEqualTo("no");
    }

    @Test
    void aBackupsTestIsFollowedAndCancelled() throws Exception {
        send("/settings/mail", local());
        String page = send("/settings/mail/servers/new", local()).getHeader("Location");
        String test = "/test/" + UUID.randomUUID();

        assertThat(status(get(page + test))).isEqualTo(200);
        assertThat(send(page + test + "/cancel", local()).getStatus()).isEqualTo(204);
        assertThat(status(get("/settings/mail/servers/999" + test))).isEqualTo(404);
    }

    private int status(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(People.as(ada)))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    @Test
    void forHtmxTheAnswerIsTheFragmentAlone() throws Exception {
        String html = mvc.perform(request("/settings/mail/test", local()).header("HX-Request", "true"))
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(html.strip()).startsWith("<div id=\"mail-test-result\"").doesNotContain("<html");
    }

    @Tag("case-56")
    @Test
    void theStoredPasswordIsNotTestedAgainstAnotherServer() throws Exception {
        send("/settings/mail", Forms.valid());
        MockHttpServletResponse response = send("/settings/mail/test", local().without("password"));

        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.getContentAsString())
                .contains("data-error-for=\"password\"", "data-not-tested")
                .doesNotContain("Leave blank to keep it");
        assertThat(server.signIns()).isEmpty();
        assertThat(page(get("/settings/mail"))).contains("Leave blank to keep it");
    }

    @Tag("case-61")
    @Test
    void whatAHostileServerSaysIsEscaped() throws Exception {
        server.on(Phase.MAIL, Act.reply("550 <script>alert(1)</script>"));

        String html = send("/settings/mail/test", local()).getContentAsString();

        assertThat(html)
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert")
                .containsPattern("data-stage=\"sender\"[^>]*data-state=\"failed\"[^>]*data-problem=\"sender-refused\"");
    }

    @Tag("case-68")
    @Test
    void aServerWithoutStarttlsGetsNoPassword() throws Exception {
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
}
