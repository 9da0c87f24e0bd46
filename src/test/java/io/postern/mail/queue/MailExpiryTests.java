package io.postern.mail.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.postern.testing.ApplicationTest;
import io.postern.users.User;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MailExpiryTests extends ApplicationTest {

    @Autowired
    private MailExpiry expiry;

    @Autowired
    private MeterRegistry meters;

    @Test
    void whatIsDroppedPastItsLifeIsCountedByKind() {
        jdbc.sql("delete from alert").update();
        double before = expired();
        forgot(user().username());
        expiry.dropExpired();
        assertThat(expired()).isEqualTo(before);
        clock.advance(Duration.ofHours(1));
        expiry.dropExpired();
        assertThat(queue.states("password-reset")).containsExactly("DROPPED");
        assertThat(expired()).isEqualTo(before + 1);
        assertThat(jdbc.sql("select arguments from alert where open_cause = 'mail-expired'")
                        .query(String.class)
                        .single())
                .as("the only sign where a server puts everything off")
                .isEqualTo("1");
    }

    @Test
    void recipientsOfClaimedMailsThatExpireAreFoundByName() {
        jdbc.sql("delete from alert").update();
        User asked = user();
        User alsoAsked = user();
        forgot(asked.username());
        forgot("nobody at all");
        forgot(alsoAsked.username());
        clock.advance(Duration.ofMinutes(31));
        deliver();
        assertThat(queue.states("password-reset")).containsOnly("DROPPED");
        assertThat(jdbc.sql("select username from delivery where reason = 'expired' order by id")
                        .query((row, number) -> String.valueOf(row.getString(1)))
                        .list())
                .containsExactly(asked.username(), "null", alsoAsked.username());
        assertThat(jdbc.sql("select arguments from alert where open_cause = 'mail-expired'")
                        .query(String.class)
                        .single())
                .isEqualTo("2");
    }

    @Test
    void oneSweepDropsThousandMailsAndTheNextGoesOn() {
        jdbc.sql(
                        """
                        insert into delivery (kind, priority, state, queued_at, due_at, expires_at)
                        select 'scripted', 0, 'QUEUED', current_timestamp, current_timestamp,
                            current_timestamp - interval '1' day from system_range(1, 1030)
                        """)
                .update();
        expiry.dropExpired();
        assertThat(queue.count("QUEUED")).isEqualTo(30);
        expiry.dropExpired();
        assertThat(queue.count("DROPPED")).isEqualTo(1030);
    }

    private double expired() {
        return meters.counter("postern.mail.dropped", "kind", "password-reset", "reason", "expired")
                .count();
    }
}
