package io.postern.mail.queue;

import io.postern.database.FutureRows;
import io.postern.database.OldRows;
import io.postern.mail.MailKind;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which rows of the queue a clock that was set back would strand. Nothing is put off by more than an hour. */
@Configuration(proxyBeanMethods = false)
class QueueUpkeep {

    /** Due now, with what is left of their lives. */
    @Bean
    static FutureRows mailsOfTheFuture() {
        return new FutureRows(
                "delivery",
                "id",
                """
                due_at = :now, queued_at = least(queued_at, :now),
                expires_at = case when queued_at > :now then :now + (expires_at - queued_at) else expires_at end
                """,
                Stream.of(MailKind.Priority.values())
                        .map(priority -> "state = 'QUEUED' and priority = " + priority.rank()
                                + " and due_at > :soon and (due_at > :now + interval '1' hour or queued_at > :soon)")
                        .toList());
    }

    /** An owner that lives renews its lease in time. */
    @Bean
    static FutureRows mailLeasesOfTheFuture() {
        return FutureRows.of(
                "delivery",
                "id",
                "state = 'SENDING' and lease_until > :now + interval '2' minute",
                "lease_until = :now + interval '1' minute");
    }

    @Bean
    static FutureRows queueProbeOfTheFuture() {
        return FutureRows.of("queue_hold", "id", "probe_at > :now + interval '20' minute", "probe_at = :now");
    }

    @Bean
    static FutureRows domainProbesOfTheFuture() {
        return FutureRows.of("domain_hold", "domain", "probe_at > :now + interval '20' minute", "probe_at = :now");
    }

    @Bean
    static FutureRows sendingRateOfTheFuture() {
        return FutureRows.of("sending_rate", "id", "minute_ends > :now + interval '2' minute", "minute_ends = :now");
    }

    /**
     * There is no index of when a mail ended, which each mail would pay for. But the key grows with the time of queueing, and no mail ended
     * before it was queued.
     */
    @Bean
    static OldRows endedMails(DeliveryProperties properties) {
        return new OldRows(
                "delivery",
                "id",
                "finished_at < :end",
                "select id from delivery where queued_at >= :end order by id fetch first row only",
                properties.retention());
    }

    /** Rows of people who don't exist say nothing to anybody after a day. */
    @Bean
    static OldRows mailsToUnknownPeople() {
        return new OldRows(
                "delivery", "id", "state = 'DROPPED' and user_id is null and finished_at < :end", Duration.ofDays(1));
    }
}
