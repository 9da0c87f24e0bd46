package io.postern.mail.deliveries;

import static io.postern.mail.smtp.Act.behave;
import static io.postern.mail.smtp.Act.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DeliveryPagesTests extends ApplicationTest {

    @Test
    void operatorsAndAdministratorsSeeWhoGotMail() {
        User berta = user();
        User carl = user();
        resetLink(berta);
        smtp.onRecipient(carl.email().orElseThrow().value(), reply("550 5.1.1 no such user here"));
        forgot(carl.username());
        deliver();
        forgot("nobody-at-all");
        deliver();
        for (Visitor reader : List.of(administrator(), operator())) {
            assertThat(states(reader.get("/deliveries"))).containsExactly("DROPPED", "FAILED", "SENT");
            assertThat(states(reader.get("/deliveries?state=FAILED"))).containsExactly("FAILED");
            assertThat(states(reader.get("/deliveries?q=" + berta.username().toUpperCase(Locale.ROOT))))
                    .containsExactly("SENT");
            assertThat(states(reader.get(
                            "/deliveries?q=" + carl.email().orElseThrow().value())))
                    .containsExactly("FAILED");
            Visitor.Answer nobody = reader.get("/deliveries?q=nobody-at-all");
            assertThat(states(nobody)).isEmpty();
            assertThat(nobody.body()).contains("No matches.");
            assertThat(reader.get("/deliveries").shown()).doesNotContain("nobody-at-all");
            assertThat(reader.get("/deliveries?state=%3Cx%3E&q=%25").status()).isEqualTo(200);
            assertThat(states(reader.get("/deliveries?before=zzz"))).hasSize(3);
            assertThat(reader.get("/deliveries/999999999").status()).isEqualTo(404);
            assertThat(reader.get("/deliveries/zzz").status()).isEqualTo(404);
        }
    }

    @Test
    void oneMailShowsEachAttemptWithTheServersReply() {
        smtp.onRecipient("a@corp.example", reply("451 4.7.1 greylisted <b>"), reply("550 5.1.1 gone"));
        long mail = queue.mail("a@corp.example");
        deliver();
        clock.advance(Duration.ofMinutes(1));
        deliver();
        Visitor.Answer page = operator().get("/deliveries/" + mail);
        assertThat(page.page().select("main [data-state]").attr("data-state")).isEqualTo("FAILED");
        assertThat(page.page().select("ol code").eachText())
                .containsExactly("550 5.1.1 gone", "451 4.7.1 greylisted <b>");
        assertThat(page.body()).contains("127.0.0.1:" + smtp.port()).doesNotContain("??");
    }

    @Test
    void anAddressIsFoundAsItIsWrittenToo() {
        queue.mail("a@xn--bcher-kva.example");
        deliver();
        for (String written : List.of("A@b%C3%BCcher.example", "a@xn--bcher-kva.example")) {
            assertThat(states(operator().get("/deliveries?q=" + written))).containsExactly("SENT");
        }
    }

    @Tag("case-22")
    @Test
    void noPageShowsABodyOrALink() {
        User user = user();
        String token = resetLink(user).replaceFirst(".*token=", "");
        queue.mail("a@corp.example");
        deliver();
        Visitor reader = administrator();
        long newest = queue.newest();
        for (String page : List.of("/deliveries", "/deliveries/" + newest, "/deliveries/" + (newest - 1), "/audit")) {
            assertThat(reader.get(page).status()).isEqualTo(200);
            assertThat(reader.get(page).body()).doesNotContain(token, "secret-body", "secret-link", "reset-password?");
        }
    }

    @Test
    void doesAnOperatorsActionOnceAndAuditsIt() {
        User berta = user();
        Visitor operator = operator();
        smtp.onRecipient(berta.email().orElseThrow().value(), reply("550 5.1.1 gone"), behave());
        forgot(berta.username());
        deliver();
        long mail = queue.newest();
        press(operator, "/deliveries/" + mail, "/deliveries/" + mail + "/retry");
        assertThat(queue.describe(mail)).isEqualTo("QUEUED null 0");
        press(operator, "/deliveries/" + mail, "/deliveries/" + mail + "/cancel");
        assertThat(queue.describe(mail)).startsWith("CANCELLED");
        press(operator, "/deliveries/" + mail, "/deliveries/" + mail + "/retry");
        deliver();
        assertThat(mailsTo(berta)).hasSize(1);
        press(operator, "/deliveries", "/deliveries/pause");
        press(operator, "/deliveries", "/deliveries/resume");

        String page = administrator().get("/audit").body();
        assertThat(page)
                .contains("E-mail retried manually", "E-mail cancelled", "Queue paused", "Queue resumed")
                .contains("#" + mail + " " + berta.username());
        assertThat(jdbc.sql(
                                "select count(*) from audit_line where action like 'mail.deliveries.audit.%' and subject like ?")
                        .param("%" + berta.username())
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void whatHasMovedOnIsNotRetriedAndNotCancelled() {
        User user = user();
        resetLink(user);
        Visitor operator = operator();
        String page = "/deliveries/" + queue.newest();
        Map<String, String> csrf = Map.of("_csrf", operator.csrf("/deliveries"));
        assertThat(operator.get(page).page().select("main form")).isEmpty();
        for (String action : List.of("/retry", "/cancel")) {
            assertThat(operator.post(page + action, csrf).status()).isEqualTo(303);
            assertThat(operator.get(page).page().select("[role=status]").text()).contains("already been processed");
        }
        assertThat(queue.count("SENT")).isEqualTo(1);
        assertThat(jdbc.sql(
                                "select count(*) from audit_line where action like 'mail.deliveries.audit.%' and subject like ?")
                        .param("%" + user.username())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void showsAMailOfARemovedKindWithoutRetry() {
        long mail = queue.mail("a@corp.example");
        jdbc.sql("update delivery set kind = 'forgotten', username = 'a', username_key = 'a' where id = ?")
                .param(mail)
                .update();
        Visitor operator = operator();
        assertThat(operator.get("/deliveries").body()).contains("forgotten").doesNotContain("??");
        assertThat(operator.get("/deliveries/" + mail).body())
                .contains("forgotten")
                .doesNotContain("??");
        Map<String, String> csrf = Map.of("_csrf", operator.csrf("/deliveries"));
        assertThat(operator.post("/deliveries/" + mail + "/retry", csrf).status())
                .isEqualTo(303);
    }

    @Test
    void whoGotNoMailInTimeIsFoundByName() {
        User berta = user();
        User carl = user();
        Visitor administrator = administrator();
        press(administrator, "/users/" + carl.id(), "/users/" + carl.id() + "/password-reset");
        assertThat(states(administrator.get("/deliveries?q=" + carl.username())))
                .containsExactly("QUEUED");
        forgot(berta.username());
        forgot("nobody-at-all");
        clock.advance(Duration.ofMinutes(31));
        queue.dropExpired();
        for (User user : List.of(berta, carl)) {
            assertThat(states(administrator.get("/deliveries?q=" + user.username())))
                    .containsExactly("DROPPED");
            assertThat(jdbc.sql(
                                    "select count(*) from audit_line where action = 'mail.deliveries.audit.expired' and subject like ?")
                            .param("%" + user.username())
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        }
        assertThat(administrator.get("/deliveries").shown()).doesNotContain("nobody-at-all");
        assertThat(administrator.get("/audit").shown()).doesNotContain("nobody-at-all");
        long late = queue.newest() - 1;
        press(administrator, "/deliveries/" + late, "/deliveries/" + late + "/retry");
        deliver();
        assertThat(mailsTo(berta)).hasSize(1);
    }

    @Tag("case-54")
    @Test
    void usersSeeNoneOfIt() {
        User user = user();
        Visitor visitor = signedIn(user.username(), PASSWORD);
        long mail = queue.mail("a@corp.example");
        Map<String, String> csrf = Map.of("_csrf", visitor.csrf("/profile"));
        assertThat(visitor.get("/deliveries").status()).isEqualTo(403);
        assertThat(visitor.get("/deliveries/" + mail).status()).isEqualTo(403);
        for (String action : List.of(mail + "/retry", mail + "/cancel", "pause", "resume")) {
            assertThat(visitor.post("/deliveries/" + action, csrf).status()).isEqualTo(403);
        }
        assertThat(visitor.get("/profile").page().select("[data-banner]")).isEmpty();
    }

    @Test
    void showsTheQueueAndNextTryInBothLanguages() {
        queue.mail("a@corp.example");
        queue.hold("credentials-rejected");
        Visitor english = operator();
        Visitor german = signedIn(
                user("hans" + queue.newest(), Role.OPERATOR, Locale.GERMAN).username(), PASSWORD);
        assertThat(english.get("/deliveries").page().select("main .alert").text())
                .contains("Sending resumes once this is fixed", "Next attempt:");
        assertThat(german.get("/deliveries").page().select("main .alert").text())
                .contains("Der Versand läuft weiter, sobald", "Nächster Versuch");
        for (Visitor reader : List.of(english, german)) {
            for (String path : List.of("/deliveries", "/deliveries/" + queue.newest())) {
                assertThat(reader.get(path).shown()).doesNotContain("??");
            }
        }
    }

    @Test
    void bannersTellThoseWhoCanDoSomething() {
        Visitor administrator = administrator();
        assertThat(banners(administrator)).isEmpty();
        queue.mail("a@corp.example");
        clock.advance(Duration.ofMinutes(6));
        assertThat(banners(administrator)).containsExactly("queue-late");
        queue.hold("host-unknown");
        assertThat(banners(administrator)).containsExactly("queue-held");
        queue.queueHold.pause();
        assertThat(banners(administrator)).containsExactly("queue-paused");
        queue.queueHold.resume();
        jdbc.sql("update mail_settings set host = null").update();
        assertThat(banners(administrator)).containsExactly("mail-not-configured");
        assertThat(banners(operator())).containsExactly("mail-not-configured");
    }

    private Visitor operator() {
        return signedIn(user(Role.OPERATOR).username(), PASSWORD);
    }

    private static List<String> banners(Visitor visitor) {
        return visitor.get("/deliveries").page().select("[data-banner]").eachAttr("data-banner");
    }

    private static List<String> states(Visitor.Answer page) {
        assertThat(page.status()).isEqualTo(200);
        return page.page().select("tr[data-state]").eachAttr("data-state");
    }

    private static void press(Visitor visitor, String page, String action) {
        assertThat(visitor.submit(page, action, Map.of()).status()).isEqualTo(303);
    }
}
