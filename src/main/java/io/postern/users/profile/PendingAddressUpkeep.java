package io.postern.users.profile;

import io.postern.database.OldRows;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long an address is kept that nobody confirms. */
@Configuration(proxyBeanMethods = false)
class PendingAddressUpkeep {

    @Bean
    static OldRows oldPendingAddresses() {
        return new OldRows("pending_address", "user_id", "requested_at < :end", Duration.ofDays(7));
    }
}
