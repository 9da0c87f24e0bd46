package io.postern.webhook;

import io.postern.database.FutureRows;
import io.postern.database.OldRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which calls a clock that was set back would strand, and how long one that ended stays in the list. */
@Configuration(proxyBeanMethods = false)
class WebhookUpkeep {

    /** Due now, with what is left of their lives. Nothing is put off by more than an hour. */
    @Bean
    static FutureRows callsOfTheFuture() {
        return FutureRows.of(
                "webhook_call",
                "id",
                "state = 'QUEUED' and due_at > :soon and (due_at > :now + interval '1' hour or queued_at > :soon)",
                """
                due_at = :now, queued_at = least(queued_at, :now),
                expires_at = case when queued_at > :now then :now + (expires_at - queued_at) else expires_at end
                """);
    }

    /** An owner that lives ends its call in time. */
    @Bean
    static FutureRows callLeasesOfTheFuture() {
        return FutureRows.of(
                "webhook_call",
                "id",
                "state = 'SENDING' and lease_until > :now + interval '2' minute",
                "lease_until = :now + interval '1' minute");
    }

    @Bean
    static FutureRows receiversHeldInTheFuture() {
        return FutureRows.of("webhook", "id", "held_until > :now + interval '1' hour", "held_until = null");
    }

    @Bean
    static OldRows endedCalls(WebhookProperties properties) {
        return new OldRows("webhook_call", "id", "finished_at < :end", properties.retention());
    }
}
