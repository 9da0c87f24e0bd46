package io.postern.alerts;

import io.postern.database.FutureRows;
import io.postern.database.OldRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long an alert stays, and which one a clock that was set back would leave open. */
@Configuration(proxyBeanMethods = false)
class AlertUpkeep {

    /** Counted from its last occurrence. */
    @Bean
    static OldRows oldAlerts(AlertProperties properties) {
        return new OldRows("alert", "id", "last_at < :end", properties.retention());
    }

    /** The next occurrence of its cause begins another one. */
    @Bean
    static FutureRows alertsOfTheFuture() {
        return FutureRows.of("alert", "id", "open_cause is not null and first_at > :soon", "open_cause = null");
    }

    /** As if no mail had been sent yet. */
    @Bean
    static FutureRows alertMailsOfTheFuture() {
        return FutureRows.of("alert_mail_schedule", "name", "last_run_at > :soon", "last_run_at = null");
    }
}
