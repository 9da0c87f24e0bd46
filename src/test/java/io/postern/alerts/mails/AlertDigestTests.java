package io.postern.alerts.mails;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.alerts.Severity;
import io.postern.testing.OnH2;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** When the daily summary comes, and what is in it. */
class AlertDigestTests extends AlertMailFixture implements OnH2 {

    @Test
    void sendsTheSummaryAtItsHourUnlessEmpty() {
        advanceTo(LocalTime.of(6, 0));
        schedule.digest();
        raise("full", Severity.WARNING);
        raise("trifle", Severity.INFO);
        advanceTo(LocalTime.of(6, 59));
        runSchedules();
        assertThat(mailsTo(operator)).isEmpty();
        advanceTo(LocalTime.of(7, 1));
        runSchedules();
        runSchedules();
        assertThat(mailsTo(operator)).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("Postern: daily alert summary (1)");
            assertThat(mail.text()).contains("full").doesNotContain("trifle");
        });
        advanceTo(LocalTime.of(7, 1));
        runSchedules();
        assertThat(mailsTo(operator)).as("nothing to tell").hasSize(1);
    }

    @Test
    void sendsTheSummaryWhenDaylightSavingChanges() {
        jdbc.sql("update installation set time_zone = 'Europe/Berlin'").update();
        try {
            jdbc.sql("update alert_settings set digest_time = '02:30'").update();
            ZoneId zone = ZoneId.of("Europe/Berlin");
            Instant change = zone.getRules().nextTransition(clock.instant()).getInstant();
            clock.advance(Duration.between(clock.instant(), change.minus(Duration.ofHours(30))));
            schedule.digest();
            for (int day = 0; day < 4; day++) {
                raise("full " + day, Severity.WARNING);
                clock.advance(Duration.ofHours(24));
                runSchedules();
            }
            assertThat(mailsTo(operator)).hasSize(4);
        } finally {
            jdbc.sql("update installation set time_zone = 'UTC'").update();
            jdbc.sql("update alert_settings set digest_time = '07:00'").update();
        }
    }
}
