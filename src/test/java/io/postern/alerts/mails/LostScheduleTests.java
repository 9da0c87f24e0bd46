package io.postern.alerts.mails;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.alerts.Severity;
import io.postern.database.upkeep.Upkeep;
import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** When the time of the last mail is lost, or was never. */
abstract class LostScheduleTests extends AlertMailFixture {

    @Autowired
    private ApplicationContext application;

    @Test
    void keepsMailingAfterTheClockIsSetBack() {
        clock.advance(Duration.ofDays(365));
        raise("first", Severity.ERROR);
        runSchedules();
        clock.advance(Duration.ofDays(-365));
        Upkeep.run(application);
        raise("second", Severity.ERROR);
        raise("full", Severity.WARNING);
        runSchedules();
        assertThat(mailsTo(operator)).hasSize(2);
        advanceTo(LocalTime.of(7, 1));
        runSchedules();
        assertThat(subjects()).hasSize(3).last().asString().contains("daily alert summary");
    }

    @Test
    void restoresDeletedScheduleRowsWithoutRepeating() {
        raise("first", Severity.ERROR);
        runSchedules();
        jdbc.sql("delete from alert_mail_schedule").update();
        raise("second", Severity.ERROR);
        runSchedules();
        assertThat(subjects()).containsExactly("Postern: Error – first", "Postern: Error – second");
        raise("full", Severity.WARNING);
        advanceTo(LocalTime.of(7, 1));
        runSchedules();
        assertThat(subjects()).hasSize(3).last().asString().contains("daily alert summary");
    }
}
