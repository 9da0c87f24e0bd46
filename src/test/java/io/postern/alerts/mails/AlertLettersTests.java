package io.postern.alerts.mails;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.alerts.AlertChannel;
import io.postern.alerts.AlertComponent;
import io.postern.alerts.AlertText;
import io.postern.alerts.NewAlert;
import io.postern.alerts.Severity;
import io.postern.mail.smtp.ReceivedMail;
import io.postern.testing.OnH2;
import io.postern.users.Role;
import io.postern.users.User;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a mail about alerts says. */
class AlertLettersTests extends AlertMailFixture implements OnH2 {

    @Tag("case-87")
    @Test
    void writesGroupedCappedMailInTheRecipientsLanguage() throws Exception {
        User german = user("chef" + System.nanoTime(), Role.ADMINISTRATOR, Locale.GERMAN);
        for (int i = 0; i < 55; i++) {
            alerts.raise(new NewAlert(
                    Severity.ERROR,
                    "backup",
                    "b" + i,
                    AlertText.ofVerbatim("<b>dump</b> https://evil.example/" + i),
                    null,
                    null));
        }
        raise("worst", Severity.FATAL);
        alerts.raise(new NewAlert(
                Severity.ERROR,
                AlertComponent.SIGN_IN,
                "t",
                AlertText.message("alerts.text.sign-in-throttled", "anna\r\nBcc: x@y.example"),
                null));
        runSchedules();
        ReceivedMail english = mailsTo(operator).get(0);
        assertThat(english.subject()).isEqualTo("Postern: 57 alerts");
        assertThat(english.text().replace("\r\n", "\n"))
                .containsSubsequence(
                        "System\n------", "* Fatal: worst", "\nbackup\n------", "* Error: <b>dump</b>", "And 37 more.")
                .contains("View alerts:\nhttps://postern.example/alerts");
        assertThat(english.html())
                .contains("&lt;b&gt;dump&lt;/b&gt;", "And 37 more.")
                .doesNotContain("<b>dump");
        assertThat(mailsTo(german).get(0).subject()).isEqualTo("Postern: 57 Meldungen");
        assertThat(mailsTo(german).get(0).text())
                .contains("Schwerer Fehler: worst", "Und 37 weitere.")
                .doesNotContain("??");
        for (String part :
                List.of(english.text(), english.html(), mailsTo(german).get(0).html())) {
            assertThat(Pattern.compile("https?://[^/\"]*")
                            .matcher(part)
                            .results()
                            .map(result -> result.group()))
                    .isNotEmpty()
                    .containsOnly("https://postern.example");
        }
        assertThat(english.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(english.header("List-Unsubscribe")).isEqualTo("<https://postern.example/profile/alerts>");
    }

    @Tag("case-82")
    @Test
    void aHostileTextStaysOneSubject() {
        String hostile = "disk\r\nBcc: victim@corp.example \u202E" + "x".repeat(400);
        alerts.raise(new NewAlert(Severity.ERROR, AlertComponent.SYSTEM, "disk", AlertText.ofVerbatim(hostile), null));
        runSchedules();
        ReceivedMail mail = mailsTo(operator).get(0);
        assertThat(mail.subject())
                .contains("Bcc: victim")
                .doesNotContain("\n", "\u202E")
                .hasSizeLessThan(160);
        assertThat(mail.recipients()).hasSize(1);
    }

    @Test
    void whatIsOverSaysSoInItsSubject() throws Exception {
        User german = user("chefin" + System.nanoTime(), Role.ADMINISTRATOR, Locale.GERMAN);
        alerts.raise(new NewAlert(
                        Severity.ERROR, AlertComponent.MAIL, "held", AlertText.message("alerts.text.mail-held"), null)
                .about(AlertChannel.MAIL));
        clock.advance(Duration.ofSeconds(29));
        alerts.resolve("held");
        runSchedules();
        ReceivedMail mail = mailsTo(operator).get(0);
        assertThat(mail.subject()).isEqualTo("[Resolved] E-mail was on hold for 29 s – Postern");
        assertThat(mail.text())
                .contains("* Resolved: E-mail was on hold for 29 s")
                .doesNotContain("E-mail is on hold");
        assertThat(mailsTo(german).get(0).subject())
                .isEqualTo("[Behoben] Der E-Mail-Versand läuft nach 29 s wieder – Postern");

        clock.advance(INTERVAL);
        for (String text : List.of("disk full", "x".repeat(190))) {
            raise(text, Severity.ERROR);
            clock.advance(Duration.ofMinutes(5));
            alerts.resolve(text);
            runSchedules();
            clock.advance(INTERVAL);
        }
        assertThat(subjects()).contains("[Resolved] disk full (resolved after 5 min) – Postern");
        assertThat(subjects().get(2))
                .startsWith("[Resolved] xxx")
                .endsWith("… – Postern")
                .hasSize(150);

        raise("one", Severity.ERROR);
        raise("two", Severity.ERROR);
        alerts.resolve("one");
        alerts.resolve("two");
        runSchedules();
        clock.advance(INTERVAL);
        raise("three", Severity.ERROR);
        raise("four", Severity.ERROR);
        alerts.resolve("three");
        runSchedules();
        assertThat(subjects()).endsWith("[Resolved] 2 alerts – Postern", "Postern: 2 alerts");
    }
}
