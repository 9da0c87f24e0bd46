package io.postern.mail.worker;

import io.postern.database.DatabaseTime;
import io.postern.mail.MailServer;
import io.postern.mail.MailSettingsSaved;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How many mails a server may get in a minute, counted over all instances. */
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

    /** How many mails may be sent to the server in the minute that ends then. */
    record Share(int server, int mails, @Nullable Instant minuteEnds) {}

    /** As many of the wanted mails as this minute still allows. The caller gives back what it does not use. */
    Share take(int server, int wanted, @Nullable Integer perMinute) {
        if (perMinute == null) {
            return new Share(server, wanted, null);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        jdbc.sql(
                        """
                        update sending_rate set minute_ends = :ends, mails = 0
                        where id = :server and (minute_ends is null or minute_ends <= :now)
                        """)
                .param("server", server)
                .param("ends", Timestamp.from(now.plus(MINUTE)))
                .param("now", Timestamp.from(now))
                .update();
        Used used = jdbc.sql("select mails, minute_ends from sending_rate where id = ? for update")
                .param(server)
                .query(Used.class)
                .single();
        int granted = Math.max(0, Math.min(wanted, perMinute - used.mails()));
        add(server, granted, used.minuteEnds());
        return new Share(server, granted, used.minuteEnds());
    }

    private record Used(int mails, Instant minuteEnds) {}

    /** There may be a new server. */
    @EventListener
    void on(MailSettingsSaved saved) {
        jdbc.sql("insert into sending_rate (id) select :server"
                        + " where not exists (select 1 from sending_rate where id = :server)")
                .param("server", saved.server())
                .update();
    }

    @EventListener
    void on(MailServer.Removed removed) {
        jdbc.sql("delete from sending_rate where id = ?")
                .param(removed.server())
                .update();
    }

    void giveBack(Share share, int unused) {
        if (share.minuteEnds() != null && unused > 0) {
            add(share.server(), -unused, share.minuteEnds());
        }
    }

    /** Changes nothing if that minute is over. */
    private void add(int server, int mails, Instant minuteEnds) {
        jdbc.sql("update sending_rate set mails = mails + ? where id = ? and minute_ends = ?")
                .params(mails, server, Timestamp.from(minuteEnds))
                .update();
    }
}
