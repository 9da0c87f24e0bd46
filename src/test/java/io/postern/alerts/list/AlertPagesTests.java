package io.postern.alerts.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.alerts.AlertComponent;
import io.postern.alerts.AlertText;
import io.postern.alerts.Alerts;
import io.postern.alerts.NewAlert;
import io.postern.alerts.Severity;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AlertPagesTests extends ApplicationTest {

    @Autowired
    private Alerts alerts;

    @BeforeEach
    void forgetAlerts() {
        jdbc.sql("delete from alert").update();
    }

    @Test
    void anEmptyListExplainsItself() {
        Visitor operator = operator();
        assertThat(operator.get("/alerts").page().select(".empty-state").text()).contains("No alerts yet");
        assertThat(operator.get("/alerts?severity=FATAL").page().select(".empty-state a"))
                .hasSize(1);
        assertThat(operator.get("/alerts").page().select("[data-bell-count]")).isEmpty();
    }

    @Tag("case-115")
    @Test
    void showsTextFromOutsideInert() {
        raise("<img src=x onerror=alert(1)> \u202E", Severity.FATAL);
        Visitor.Answer page = operator().get("/alerts");
        assertThat(page.body()).doesNotContain("<img src=x", "\u202E").contains("&lt;img src=x");
        assertThat(page.page().select(".bell").text()).contains("<img src=x onerror=alert(1)>");
    }

    @Test
    void countsUnreadAlertsAndMarksThemRead() {
        for (int i = 0; i < 7; i++) {
            raise("cause " + i, Severity.INFO);
        }
        Visitor operator = operator();
        Visitor.Answer page = operator.get("/alerts");
        assertThat(bell(page)).isEqualTo("7");
        assertThat(page.page().select(".bell-list li")).hasSize(5);
        List<String> ids = page.page().select("tr[data-alert]").eachAttr("data-alert");
        String csrf = operator.csrf("/alerts");
        assertThat(operator.post("/alerts/" + ids.get(0) + "/read", Map.of("_csrf", csrf))
                        .status())
                .isEqualTo(303);
        Visitor.Answer several = operator.postRaw(
                "/alerts/read", "ids=" + ids.get(1) + "&ids=" + ids.get(2) + "&_csrf=" + Visitor.encode(csrf));
        assertThat(several.status()).isEqualTo(303);
        assertThat(bell(operator.get("/alerts"))).isEqualTo("4");
        assertThat(operator.get("/alerts?state=unread").page().select("tr[data-alert]"))
                .hasSize(4);
        assertThat(operator.post("/alerts/read", Map.of("upTo", ids.get(0), "_csrf", csrf))
                        .status())
                .isEqualTo(303);
        assertThat(bell(operator.get("/alerts"))).isEmpty();
        assertThat(bell(operator().get("/alerts"))).as("another reader").isEqualTo("7");
    }

    @Test
    void searchesInTheReadersWordsAndReadsAllMatches() {
        raise("Disk of db1 is full", Severity.ERROR);
        raise("Disk of db2 is full", Severity.INFO);
        raise("Tape of db1 is full", Severity.INFO);
        Visitor operator = operator();
        Visitor.Answer found = operator.get("/alerts?q=DB1&severity=ERROR");
        assertThat(found.page().select("tr[data-alert]").eachText())
                .singleElement()
                .asString()
                .contains("Disk of db1");
        assertThat(found.page().select("#q").val()).isEqualTo("DB1");
        assertThat(operator.get("/alerts?q=" + Visitor.encode("<b>{x}%00")).status())
                .isEqualTo(200);
        Visitor.Answer marked = operator.post(
                "/alerts/read",
                Visitor.filled(
                        found,
                        "/alerts/read",
                        Map.of("upTo", found.page().select("[name=upTo]").val())));
        assertThat(marked.location()).endsWith("/alerts?q=DB1&severity=ERROR");
        assertThat(bell(operator.get("/alerts"))).isEqualTo("2");
    }

    @Test
    void pagesOfASearchLeadThereAndBack() {
        for (int i = 0; i < 60; i++) {
            raise("full " + i, Severity.INFO);
            raise("empty " + i, Severity.INFO);
        }
        Visitor operator = operator();
        Visitor.Answer first = operator.get("/alerts?q=full");
        Visitor.Answer second = operator.get(link(first, "next"));
        assertThat(first.page().select("tr[data-alert]")).hasSize(50);
        assertThat(second.page().select("tr[data-alert]")).hasSize(10);
        assertThat(second.page().select("tr[data-alert]").first().text()).contains("full 9");
        assertThat(operator.get(link(second, "prev")).page().select("tbody").text())
                .isEqualTo(first.page().select("tbody").text());
        assertThat(second.page().select("a[rel=next]")).isEmpty();
    }

    private static String link(Visitor.Answer page, String rel) {
        return page.page().select("a[rel=" + rel + "]").attr("href");
    }

    @Test
    void whatIsNotThereOrNotSaidIsNotMarked() {
        Visitor operator = operator();
        String csrf = operator.csrf("/alerts");
        assertThat(operator.post("/alerts/4711/read", Map.of("_csrf", csrf)).status())
                .isEqualTo(404);
        assertThat(operator.post("/alerts/read", Map.of("ids", "x", "_csrf", csrf))
                        .status())
                .isEqualTo(400);
        assertThat(operator.post("/alerts/read", Map.of("_csrf", csrf)).status())
                .isEqualTo(303);
        assertThat(operator.get("/alerts")
                        .page()
                        .select("[role=status] .alert-warning")
                        .text())
                .contains("Select at least one alert");
        assertThat(operator.post("/alerts/read", Map.of("ids", "1")).status()).isEqualTo(403);
    }

    @Tag("case-54")
    @Test
    void usersSeeNoneOfIt() {
        raise("something", Severity.FATAL);
        Visitor user = signedIn(user().username(), PASSWORD);
        Visitor.Answer refused = user.get("/alerts");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.page().select("main").text()).contains("permission").doesNotContain("expired");
        String csrf = user.csrf("/profile");
        assertThat(user.post("/alerts/read", Map.of("ids", "1", "_csrf", csrf)).status())
                .isEqualTo(403);
        assertThat(user.get("/profile").page().select(".bell, a[href=/alerts]")).isEmpty();
    }

    @Test
    void alertsAreToldInTheReadersLanguage() {
        users.createWithPassword(
                new UserData("chefin" + clock.instant().toEpochMilli(), null, "Chefin", Role.ADMINISTRATOR, null),
                users.encode(PASSWORD));
        Visitor german = signedIn(
                user("otto" + clock.instant().toEpochMilli(), Role.OPERATOR, Locale.GERMAN)
                        .username(),
                PASSWORD);
        assertThat(german.get("/alerts").page().select("tr[data-alert]").text())
                .contains("wurde als Administrator angelegt", "Warnung", "Benutzer");
        assertThat(operator().get("/alerts").page().select("tr[data-alert]").text())
                .contains("was added as an administrator");
        assertThat(german.get("/alerts").shown()).doesNotContain("??");
    }

    @Tag("case-109")
    @Test
    void raisesOneAlertForAHeldQueueAndResolvesIt() {
        queue.mails(3);
        smtp.close();
        deliver();
        deliver();
        Element held = held();
        assertThat(held.attr("data-severity")).isEqualTo("ERROR");
        assertThat(held.attr("data-resolved")).isEqualTo("false");
        assertThat(held.text()).contains("E-mail is on hold");
        smtp = io.postern.mail.smtp.ScriptedSmtpServer.start();
        clock.advance(Duration.ofMinutes(5));
        mailSettings.plain("127.0.0.1", smtp.port(), "postern@postern.example");
        deliver();
        assertThat(queue.isFlowing()).isTrue();
        assertThat(held().attr("data-resolved")).isEqualTo("true");
        assertThat(held().text()).contains("Resolved after 5 min");
    }

    @Test
    void reportsADelayedSignInWithoutUnknownNames() {
        User user = user();
        Visitor visitor = visitor();
        for (int i = 0; i < 11; i++) {
            visitor.signIn(user.username(), "wrong");
        }
        Visitor another = visitor();
        for (int i = 0; i < 11; i++) {
            another.signIn("no such name", "wrong");
        }
        String text = operator().get("/alerts").page().select("tr[data-alert]").text();
        assertThat(text).contains("Sign-ins as " + user.username(), "unknown names");
        assertThat(text).doesNotContain("no such name");
    }

    @Test
    void reportsAnExcessiveClientOnce() {
        Visitor visitor = visitor();
        for (int i = 0; i < 23; i++) {
            visitor.submit("/forgot-password", Map.of("identifier", "nobody"));
        }
        assertThat(operator().get("/alerts?component=SIGN_IN").page().select("tr[data-alert]"))
                .singleElement()
                .extracting(Element::text)
                .asString()
                .contains("more password resets");
    }

    private Element held() {
        List<Element> rows =
                operator().get("/alerts?component=MAIL&severity=ERROR").page().select("tr[data-alert]");
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static String bell(Visitor.Answer page) {
        return page.page().select("[data-bell-count]").text();
    }

    private void raise(String text, Severity severity) {
        alerts.raise(new NewAlert(severity, AlertComponent.SYSTEM, text, AlertText.ofVerbatim(text), null));
    }

    private Visitor operator() {
        return signedIn(user(Role.OPERATOR).username(), PASSWORD);
    }
}
