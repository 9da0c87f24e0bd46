package io.postern.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.postern.testing.ApplicationTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ExpiryTests extends ApplicationTest {

    @Autowired
    private Expiry expiry;

    @Autowired
    private MeterRegistry meters;

    @Test
    void whatIsDroppedPastItsLifeIsCountedByKind() {
        double before = expired();
        forgot(user().username());
        expiry.dropExpired();
        assertThat(expired()).isEqualTo(before);
        clock.advance(Duration.ofHours(1));
        expiry.dropExpired();
        assertThat(queue.states("password-reset")).containsExactly("DROPPED");
        assertThat(expired()).isEqualTo(before + 1);
    }

    private double expired() {
        return meters.counter("postern.mail.dropped", "kind", "password-reset", "reason", "expired")
                .count();
    }
}
