package io.postern.alerts.mails;

import io.postern.alerts.AlertComponent;
import io.postern.alerts.AlertText;
import io.postern.alerts.Alerts;
import io.postern.alerts.NewAlert;
import io.postern.alerts.Severity;
import io.postern.mail.smtp.ReceivedMail;
import io.postern.testing.ApplicationTest;
import io.postern.users.Role;
import io.postern.users.User;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** One operator who gets alert mails, and the schedules turned by hand. */
abstract class AlertMailFixture extends ApplicationTest {

    static final Duration INTERVAL = Duration.ofMinutes(10);

    @Autowired
    Alerts alerts;

    @Autowired
    AlertMailScheduler schedule;

    User operator;

    @BeforeEach
    void onlyOneOperator() {
        jdbc.sql("delete from alert").update();
        jdbc.sql("update users set disabled = true").update();
        clock.advance(Duration.ofDays(1));
        schedule.digest();
        enable(true);
        operator = user(Role.OPERATOR);
    }

    @AfterEach
    void enableAdministrator() {
        jdbc.sql("update users set disabled = false where username = ?")
                .param(ADMINISTRATOR)
                .update();
    }

    void runSchedules() {
        schedule.batch();
        schedule.digest();
        deliver();
    }

    void raise(String text, Severity severity) {
        alerts.raise(new NewAlert(severity, AlertComponent.SYSTEM, text, AlertText.ofVerbatim(text), null));
    }

    List<String> subjects() {
        return mailsTo(operator).stream().map(ReceivedMail::subject).toList();
    }

    void enable(boolean enabled) {
        jdbc.sql("update mail_settings set alert_emails_enabled = ?, version = version + 1")
                .param(enabled)
                .update();
    }

    /** To the next time that the clock shows this, in the installation's zone. */
    void advanceTo(LocalTime time) {
        ZonedDateTime now = clock.instant().atZone(ZoneId.of("UTC"));
        ZonedDateTime today = now.with(time);
        clock.advance(Duration.between(now, today.isAfter(now) ? today : today.plusDays(1)));
    }
}
