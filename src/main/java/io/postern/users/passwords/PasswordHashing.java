package io.postern.users.passwords;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password4j.Argon2Password4jPasswordEncoder;

/** Argon2id with 19 MiB, two passes and one lane: OWASP's Password Storage Cheat Sheet. */
@Configuration(proxyBeanMethods = false)
class PasswordHashing {

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    /** With one lane the library hashes on the calling thread. */
    private static final int LANES = 1;

    private static final int HASH_BYTES = 32;
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);

    @Bean
    PasswordEncoder passwordEncoder() {
        Argon2Function argon2 = Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
        return new BoundedPasswordEncoder(
                new Argon2Password4jPasswordEncoder(argon2),
                Runtime.getRuntime().availableProcessors(),
                MAX_WAIT);
    }
}
