package io.postern.accountlinks;

import io.postern.database.FutureRows;
import io.postern.database.OldRows;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When stored links end. */
@Configuration(proxyBeanMethods = false)
class LinkUpkeep {

    @Bean
    static OldRows endedLinks() {
        return new OldRows("link_token", "token_hash", "expires_at <= :end", Duration.ZERO);
    }

    /** Their whole lifetime begins now. */
    @Bean
    static FutureRows linksOfTheFuture() {
        return FutureRows.of(
                "link_token",
                "token_hash",
                "created_at > :soon",
                "created_at = :now, expires_at = :now + (expires_at - created_at)");
    }
}
