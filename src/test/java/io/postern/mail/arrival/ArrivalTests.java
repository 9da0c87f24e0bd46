package io.postern.mail.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ReceivedMail;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** “It arrived”: from the test to what the page says of it. */
class ArrivalTests extends ApplicationTest {

    private static final String PAGE = "/mail-arrived";
    private static final String TO = "probe@corp.example";
    private static final String STAGE = "[data-stage=arrived]";
    /** Beside the one that a script shows when a test begins. */
    private static final String SHOWN = "#mail-test-result " + STAGE;

    private Visitor administrator;

    @BeforeEach
    void begin() {
        allowTestsAgain();
        jdbc.sql("delete from mail_arrival").update();
        jdbc.sql("delete from mail_test_result").update();
        jdbc.sql("delete from audit_line where action = 'mail.arrival.audit.arrived'")
                .update();
        administrator = administrator();
    }

    @Test
    void shownOnThePageAndOverviewOncePressed() {
        Document tested = test("/settings/mail").page();
        String poll = tested.select("[data-stage=arrived][data-state=pending]").attr("hx-get");
        assertThat(tested.select(STAGE).text()).contains("press “It arrived”", "junk folder");
        assertThat(administrator.get(poll).status()).isEqualTo(204);
        assertThat(administrator.get("/settings/mail").page().select(SHOWN).attr("hx-get"))
                .isEqualTo(poll);

        ReceivedMail mail = smtp.acceptedFor(TO).get(0);
        assertThat(mail.html()).contains("It arrived", link(mail));
        Visitor recipient = visitor();
        assertThat(recipient.get(link(mail)).location()).isEqualTo(PAGE);
        clock.advance(Duration.ofSeconds(4));
        Visitor.Answer pressed = recipient.submit(PAGE, Map.of());
        assertThat(pressed.location()).isEqualTo(PAGE + "?done");
        assertThat(recipient.get(PAGE + "?done").shown()).contains("Thank you");

        Document arrived = administrator.get(poll).page();
        assertThat(arrived.select(STAGE).attr("data-state")).isEqualTo("ok");
        assertThat(arrived.select(STAGE).attr("hx-get")).isEmpty();
        assertThat(arrived.text()).containsPattern("Arrived after ([4-9]|1[0-9]) s \\(by hand\\)");
        Document page = administrator.get("/settings/mail").page();
        assertThat(page.select(SHOWN).attr("data-state")).isEqualTo("ok");
        assertThat(page.select("[data-last-test=accepted] [data-arrived]").text())
                .containsPattern("after ([4-9]|1[0-9]) s");
        assertThat(administrator
                        .get("/overview")
                        .page()
                        .select("[data-last-test] [data-arrived]")
                        .text())
                .containsPattern("after ([4-9]|1[0-9]) s");
        assertThat(jdbc.sql("select subject from audit_line where action = 'mail.arrival.audit.arrived'")
                        .query(String.class)
                        .list())
                .containsExactly("127.0.0.1");
    }

    @Test
    void opensAsOftenAsWantedAndCountsOnce() throws Exception {
        test("/settings/mail");
        String link = link(smtp.acceptedFor(TO).get(0));
        for (int i = 0; i < 3; i++) {
            visitor().get(link);
            visitor().with("Sec-Purpose", "prefetch").get(link);
        }
        HttpRequest head = HttpRequest.newBuilder(URI.create("http://localhost:" + port + link))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        HttpClient.newHttpClient().send(head, HttpResponse.BodyHandlers.discarding());
        assertThat(jdbc.sql("select count(arrived_at) from mail_arrival")
                        .query(Integer.class)
                        .single())
                .isZero();

        Visitor first = visitor();
        first.get(link);
        Visitor second = visitor();
        second.get(link);
        Map<String, String> form = Visitor.filled(second.get(PAGE), PAGE, Map.of());
        assertThat(first.submit(PAGE, Map.of()).status()).isEqualTo(303);
        assertThat(second.post(PAGE, form).status()).isEqualTo(400);
        assertThat(first.get(link).status()).isEqualTo(400);
    }

    @Test
    void onlyTheHashOfTheTokenIsStored() {
        test("/settings/mail");
        String token = link(smtp.acceptedFor(TO).get(0)).split("=")[1];

        String stored = jdbc.sql("select * from mail_arrival").query().singleRow() + "";
        assertThat(token).hasSize(43);
        assertThat(stored).containsPattern("[0-9a-f]{64}").doesNotContain(token);
    }

    @Test
    void endsAfterAnHour() {
        String poll = test("/settings/mail").page().select(STAGE).attr("hx-get");
        String link = link(smtp.acceptedFor(TO).get(0));
        clock.advance(Duration.ofMinutes(61));

        assertThat(visitor().get(link).status()).isEqualTo(400);
        Document ended = administrator().get(poll).page();
        assertThat(ended.select(STAGE).attr("data-state")).isEqualTo("skipped");
        assertThat(ended.text()).contains("Nobody said within an hour");
    }

    @Test
    void aWrongTokenTellsNothingAndIsThrottled() {
        test("/settings/mail");
        Visitor guesser = visitor();
        for (String wrong : List.of("", "x", "A".repeat(43), "%00", "%F0%9F%94%91".repeat(43))) {
            Visitor.Answer answer = guesser.get(PAGE + "?token=" + wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("127.0.0.1", TO);
        }
        for (int i = 0; i < 50; i++) {
            guesser.get(PAGE + "?token=" + "B".repeat(43));
        }
        assertThat(guesser.get(PAGE + "?token=" + "B".repeat(43)).status()).isEqualTo(429);
        assertThat(guesser.get(link(smtp.acceptedFor(TO).get(0))).location()).isEqualTo(PAGE);
    }

    @Test
    void aRefusedMailIsNotAwaited() {
        smtp.on(Phase.RCPT, Act.reply("550 5.1.1 no such user"));
        Document tested = test("/settings/mail").page();

        assertThat(tested.select(STAGE).attr("data-state")).isEqualTo("skipped");
        assertThat(tested.select(STAGE).attr("hx-get")).isEmpty();
        assertThat(administrator.get("/settings/mail").page().select(SHOWN)).isEmpty();
    }

    @Test
    void aBackupRemembersItsOwnTest() {
        try (ScriptedSmtpServer other = ScriptedSmtpServer.start()) {
            String backup = "/settings/mail/servers/" + mailSettings.backup(other.port(), "postern@postern.example");
            test(backup);
            Visitor recipient = visitor();
            recipient.get(link(other.acceptedFor(TO).get(0)));
            assertThat(recipient.submit(PAGE, Map.of()).status()).isEqualTo(303);

            assertThat(administrator.get(backup).page().select(SHOWN).attr("data-state"))
                    .isEqualTo("ok");
            Document primary = administrator.get("/settings/mail").page();
            assertThat(primary.select(SHOWN + "[data-state=ok]")).isEmpty();
            assertThat(primary.select("[data-server-test=accepted] [data-arrived]"))
                    .hasSize(1);
        } finally {
            mailSettings.removeBackups();
        }
    }

    private Visitor.Answer test(String page) {
        return administrator.post(
                page + "/test", Visitor.filled(administrator.get(page), page, Map.of("recipient", TO)));
    }
}
