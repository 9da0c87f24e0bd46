package io.postern.signin.session;

import io.postern.database.FutureRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring Session deletes what has ended, and counts in milliseconds. */
@Configuration(proxyBeanMethods = false)
class SessionUpkeep {

    /** They live, unused, for as long as others, from now. */
    @Bean
    static FutureRows sessionsOfTheFuture() {
        return FutureRows.of(
                "spring_session",
                "primary_id",
                "last_access_time > extract(epoch from :soon) * 1000",
                """
                last_access_time = cast(extract(epoch from :now) * 1000 as bigint),
                expiry_time = expiry_time - last_access_time + cast(extract(epoch from :now) * 1000 as bigint)
                """);
    }
}
