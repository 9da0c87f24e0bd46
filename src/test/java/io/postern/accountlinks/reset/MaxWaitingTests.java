package io.postern.accountlinks.reset;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Whoever asks for resets from many addresses fills no disk. */
@TestPropertySource(properties = "postern.password-reset.max-waiting=3")
class MaxWaitingTests extends ApplicationTest {

    private Duration moved = Duration.ZERO;

    @AfterEach
    void setTheClockRight() {
        move(moved.negated());
    }

    @Test
    void takesNoMoreThanTheLimitAndAnswersAlike() {
        for (int i = 0; i < 5; i++) {
            assertThat(ask(Duration.ofSeconds(2)).location()).isEqualTo("/forgot-password?sent");
        }
        assertThat(waiting()).isEqualTo(3);
        assertThat(administrator()
                        .get("/alerts")
                        .page()
                        .select("[data-severity=ERROR]")
                        .text())
                .contains("3 password resets are waiting to be sent");

        deliver();
        ask(Duration.ofSeconds(2));
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyOut() {
        for (int i = 0; i < 4; i++) {
            ask(Duration.ofSeconds(2));
        }
        assertThat(waiting()).isEqualTo(3);

        queue.clear();
        ask(Duration.ofHours(-1));
        assertThat(waiting()).isEqualTo(1);
    }

    /** How many wait is known to the second. */
    private Visitor.Answer ask(Duration later) {
        move(later);
        return forgot(user().username());
    }

    private void move(Duration duration) {
        clock.advance(duration);
        moved = moved.plus(duration);
    }

    private int waiting() {
        return jdbc.sql("select count(*) from delivery where state = 'QUEUED'")
                .query(Integer.class)
                .single();
    }
}
