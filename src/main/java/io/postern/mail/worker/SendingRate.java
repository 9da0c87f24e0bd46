package io.postern.mail.worker;

import io.postern.database.DatabaseTime;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How many mails may leave in a minute, counted over all instances. */
@Component
@Transactional
class SendingRate {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final DatabaseTime clock;

    SendingRate(JdbcClient jdbc, DatabaseTime clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How many mails may be sent in the minute that ends then. */
    record Share(int mails, @Nullable Instant minuteEnds) {}

    /** As many of the wanted mails as this minute still allows. The caller gives back what it does not use. */
    Share take(int wanted, @Nullable Integer perMinute) {
        if (perMinute == null) {
            return new Share(wanted, null);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        jdbc.sql(
                        """
                        update sending_rate set minute_ends = :ends, mails = 0
                        where id = 1 and (minute_ends is null or minute_ends <= :now)
                        """)
                .param("ends", Timestamp.from(now.plus(MINUTE)))
                .param("now", Timestamp.from(now))
                .update();
        Used used = jdbc.sql("select mails, minute_ends from sending_rate where id = 1 for update")
                .query(Used.class)
                .single();
        int granted = Math.max(0, Math.min(wanted, perMinute - used.mails()));
        add(granted, used.minuteEnds());
        return new Share(granted, used.minuteEnds());
    }

    private record Used(int mails, Instant minuteEnds) {}

    void giveBack(Share share, int unused) {
        if (share.minuteEnds() != null && unused > 0) {
            add(-unused, share.minuteEnds());
        }
    }

    /** Changes nothing if that minute is over. */
    private void add(int mails, Instant minuteEnds) {
        jdbc.sql("update sending_rate set mails = mails + ? where id = 1 and minute_ends = ?")
                .params(mails, Timestamp.from(minuteEnds))
                .update();
    }
}
