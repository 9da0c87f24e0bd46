package io.postern.audit;

import io.postern.database.OldRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long a line stays in the trail. */
@Configuration(proxyBeanMethods = false)
class AuditUpkeep {

    @Bean
    static OldRows oldAuditLines(AuditProperties properties) {
        return new OldRows("audit_line", "id", "occurred_at < :end", properties.retention());
    }
}
