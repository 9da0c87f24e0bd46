package io.postern.signin.password;

import io.postern.database.FutureRows;
import io.postern.database.OldRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A failed sign-in is kept while it counts. There is a row for each name that anybody tried. */
@Configuration(proxyBeanMethods = false)
class SignInUpkeep {

    @Bean
    static OldRows oldSignInFailures(SignInProperties properties) {
        return new OldRows("sign_in_failure", "failure_key", "last_at < :end", properties.longestDelay());
    }

    @Bean
    static FutureRows signInFailuresOfTheFuture() {
        return FutureRows.of(
                "sign_in_failure", "failure_key", "last_at > :soon", "last_at = :now, blocked_until = null");
    }
}
