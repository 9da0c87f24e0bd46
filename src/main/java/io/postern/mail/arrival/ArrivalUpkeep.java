package io.postern.mail.arrival;

import io.postern.database.FutureRows;
import io.postern.database.OldRows;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long test mails are remembered. */
@Configuration(proxyBeanMethods = false)
class ArrivalUpkeep {

    /** Until then, a received message that somebody has checked is known to be of that test. */
    @Bean
    static OldRows oldTestMails() {
        return new OldRows("mail_arrival", "id", "sent_at < :end", Duration.ofDays(30));
    }

    /** The whole lifetime of their links begins now. */
    @Bean
    static FutureRows testMailsOfTheFuture() {
        return FutureRows.of(
                "mail_arrival",
                "id",
                "sent_at > :soon",
                """
                sent_at = :now, expires_at = :now + (expires_at - sent_at),
                accepted_at = case when accepted_at > :now then :now else accepted_at end
                """);
    }
}
