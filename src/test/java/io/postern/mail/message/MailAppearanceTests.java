package io.postern.mail.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.alerts.AlertComponent;
import io.postern.alerts.AlertText;
import io.postern.alerts.Alerts;
import io.postern.alerts.NewAlert;
import io.postern.alerts.Severity;
import io.postern.mail.MailKind;
import io.postern.mail.Outbox;
import io.postern.mail.smtp.ReceivedMail;
import io.postern.mail.worker.ScriptedKind;
import io.postern.net.EmailAddress;
import io.postern.testing.ApplicationTest;
import io.postern.testing.OnH2;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Each kind of mail in each language, as it arrives. */
class MailAppearanceTests extends ApplicationTest implements OnH2 {

    private static final String CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36";

    @Autowired
    private List<MailKind> kinds;

    @Autowired
    private Alerts alerts;

    @Autowired
    private Outbox outbox;

    /** What the parts of a mail say. */
    private record Parts(ReceivedMail mail, Document html, String text) {

        static Parts of(ReceivedMail mail) {
            return new Parts(mail, Jsoup.parse(mail.html()), mail.text().replace("\r\n", "\n"));
        }

        String preheader() {
            return html.body().child(0).text();
        }
    }

    @BeforeEach
    void clear() {
        jdbc.sql("delete from alert").update();
        jdbc.sql("delete from rate_limit").update();
        jdbc.sql("update mail_settings set alert_emails_enabled = true, version = version + 1")
                .update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everyMailHasNamePreheaderOneButtonAndItsLink(String language) {
        each(language, (kind, mail) -> {
            Element hidden = mail.html().body().child(0);
            assertThat(hidden.attr("style")).as(kind).contains("display:none");
            assertThat(hidden.text()).as(kind).isNotBlank().hasSizeLessThanOrEqualTo(160);
            hidden.remove();
            assertThat(mail.html().body().text()).as(kind).startsWith("Postern ");
            assertThat(mail.html().selectFirst("html").attr("lang")).isEqualTo(language);
            assertThat(mail.html().select("h1").text()).isEqualTo(mail.mail().subject());

            Element button = mail.html().selectFirst(".button a");
            assertThat(mail.html().select(".button a")).as(kind).hasSize(1);
            String address = button.attr("href");
            assertThat(address).startsWith("https://postern.example/");
            assertThat(mail.html().select("a:not(.button a)[href=" + address + "]"))
                    .as(kind)
                    .singleElement()
                    .satisfies(plain -> assertThat(plain.text()).isEqualTo(address));
            assertThat(mail.text()).as(kind).contains(button.text() + ":\n" + address + "\n");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void theTextPartSaysAllThatTheOtherSays(String language) {
        each(language, (kind, mail) -> {
            assertThat(mail.text())
                    .as(kind)
                    .doesNotContain("??", "{0}", "{1}", "</")
                    .doesNotContainPattern("\\n{3}")
                    .endsWith("\n-- \nPostern\n");
            String said = mail.text().replaceAll("\\s+", " ");
            for (String part : mail.preheader().split(" · |…")) {
                assertThat(said).as(kind).contains(part);
            }
            mail.html().body().child(0).remove();
            assertThat(mail.html()
                            .select("p, h2, strong, span, td:not(:has(*))")
                            .eachText())
                    .as(kind)
                    .filteredOn(part -> !part.isBlank())
                    .hasSizeGreaterThan(3)
                    .allSatisfy(part -> assertThat(said).contains(part));
        });
    }

    /** What Outlook and Gmail are known to leave out or refuse. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void theHtmlPartBringsAllThatItNeeds(String language) {
        each(language, (kind, mail) -> {
            assertThat(mail.html().select("img, link, script, object, iframe, video, svg, base, form"))
                    .as(kind)
                    .isEmpty();
            assertThat(mail.mail().html())
                    .as(kind)
                    .doesNotContain("url(", "@import", "@font-face", "background=", "flex", "src=")
                    .hasSizeLessThan(100_000);
            assertThat(mail.html().select("table"))
                    .allSatisfy(table -> assertThat(table.attr("role")).isEqualTo("presentation"));
            assertThat(mail.html().select("meta[name=color-scheme]").attr("content"))
                    .isEqualTo("light dark");
            assertThat(mail.html().select("td:matchesOwn(\\S)"))
                    .as("Outlook hands no font down")
                    .allSatisfy(cell -> assertThat(cell.attr("style")).contains("font-family:'Segoe UI'"));
            assertThat(mail.mail().raw().lines()).allMatch(line -> line.length() <= 78);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void aMailSaysWhenAndFromWhereSomethingWasDone(String language) {
        Map<String, Parts> mails = mails(language);
        String from = language.equals("de") ? "Von: Chrome unter Windows, 198.51." : "From: Chrome on Windows, 198.51.";
        String time = language.equals("de") ? "Zeit: " : "Time: ";
        assertThat(List.of("password-reset", "password-changed", "address-confirmation", "address-changed"))
                .allSatisfy(kind -> assertThat(mails.get(kind).text()).as(kind).contains(time, from, "(UTC)"));
        assertThat(mails.get("invitation").text()).doesNotContain(from, time);
        assertThat(jdbc.sql(
                                "select count(*) from delivery where client_address is not null or client_device is not null")
                        .query(Integer.class)
                        .single())
                .as("known only until they were sent")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void alertsHaveTheColourOfTheirSeverity(String language) {
        Document html = mails(language).get("alert-digest").html();
        for (Severity severity : List.of(Severity.FATAL, Severity.ERROR, Severity.WARNING)) {
            Element cell = html.selectFirst("td." + severity);
            assertThat(cell.text()).contains("raised " + severity);
            assertThat(cell.attr("style")).containsPattern("border-left:4px solid (#[0-9a-f]{6});.*color:\\1");
        }
        assertThat(html.select("td.RESOLVED").text())
                .contains("raised over", language.equals("de") ? "Behoben" : "Resolved");
    }

    private interface Check {
        void of(String kind, Parts mail);
    }

    private void each(String language, Check check) {
        Map<String, Parts> mails = mails(language);
        assertThat(mails.keySet())
                .containsAll(kinds.stream()
                        .map(MailKind::name)
                        .filter(name -> !name.equals(ScriptedKind.NAME))
                        .toList())
                .contains("test");
        mails.forEach(check::of);
    }

    /** Every kind of mail, caused as people cause them. */
    private Map<String, Parts> mails(String language) {
        Locale locale = Locale.forLanguageTag(language);
        User anna = user("anna" + System.nanoTime(), Role.OPERATOR, locale);
        String second = "new-" + anna.username() + "@corp.example";

        Visitor chrome = visitor().with("User-Agent", CHROME);
        chrome.submit("/forgot-password", Map.of("identifier", anna.username()));
        deliver();
        chrome.get(link(mailsTo(anna).get(0)));
        chrome.submit("/reset-password", Map.of("password", NEW_PASSWORD, "passwordConfirmation", NEW_PASSWORD));
        deliver();
        chrome.signIn(anna.username(), NEW_PASSWORD);
        chrome.submit("/profile", Map.of("email", second));
        deliver();
        chrome.get(link(smtp.acceptedFor(second).get(0)));
        chrome.submit("/confirm-address", Map.of());
        deliver();
        UserData invited = new UserData("i" + anna.username(), new EmailAddress("i" + second), "I", Role.USER, locale);
        users.create(invited);
        raiseAlerts();
        outbox.enqueue(kind("second-factor"), anna.id(), "app-added");
        outbox.enqueue(kind("alert"), anna.id(), "7");
        Duration day = Duration.ofDays(1);
        String period = clock.instant().minus(day) + "/" + clock.instant().plus(day);
        outbox.enqueue(kind("alert-digest"), anna.id(), period);
        deliver();
        allowTestsAgain();
        Visitor administrator = administrator().with("Accept-Language", language);
        Map<String, String> form = Visitor.filled(
                administrator.get("/settings/mail"), "/settings/mail", Map.of("recipient", "test@corp.example"));
        administrator.post("/settings/mail/test", form);

        return smtp.accepted().stream()
                .collect(Collectors.toMap(this::kindOf, Parts::of, (one, other) -> one, LinkedHashMap::new));
    }

    private String kindOf(ReceivedMail mail) {
        return jdbc.sql("select kind from delivery where message_id = ?")
                .param(mail.messageId())
                .query(String.class)
                .optional()
                .orElse("test");
    }

    private void raiseAlerts() {
        for (Severity severity : Severity.values()) {
            raise("raised " + severity, severity);
        }
        raise("raised over", Severity.ERROR);
        alerts.resolve("raised over");
        jdbc.sql("update alert set mail_batch = 7").update();
    }

    private void raise(String text, Severity severity) {
        alerts.raise(new NewAlert(severity, AlertComponent.SYSTEM, text, AlertText.ofVerbatim(text), null));
    }

    private MailKind kind(String name) {
        return kinds.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
