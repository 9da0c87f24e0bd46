package io.postern.overview;

import io.postern.database.FutureRows;
import io.postern.database.OldRows;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OverviewUpkeep {

    @Bean
    static OldRows postponementsThatEnded() {
        return new OldRows("overview_later", "id", "until_at < :end", Duration.ZERO);
    }

    @Bean
    static FutureRows postponementsOfTheFuture() {
        return FutureRows.of(
                "overview_later", "id", "until_at > :soon + interval '7' day", "until_at = :now + interval '7' day");
    }
}
