package io.postern.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.queue.QueueTable;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IntervalTests {

    private final Interval rest = Interval.of(Duration.ofSeconds(5), QueueTable.NOON);

    @Test
    void itLastsFromItsBeginningUntilBeforeItsEnd() {
        assertThat(rest.lastsAt(QueueTable.NOON)).isTrue();
        assertThat(rest.lastsAt(QueueTable.NOON.plusSeconds(4))).isTrue();
        assertThat(rest.lastsAt(QueueTable.NOON.plusSeconds(5))).isFalse();
        assertThat(Interval.OVER.lastsAt(QueueTable.NOON)).isFalse();
    }

    @Test
    void itIsOverWhenTheClockIsSetBack() {
        assertThat(rest.lastsAt(QueueTable.NOON.minusSeconds(1))).isFalse();
    }
}
