package io.postern.users.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.users.HashingBusy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

class PasswordHashingTests {

    private final PasswordEncoder encoder = new PasswordHashing().passwordEncoder();

    @Test
    void storesParametersAndOwnSaltInAHash() {
        String hash = encoder.encode("a password");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSizeLessThan(200);
        assertThat(encoder.encode("a password")).isNotEqualTo(hash);
        assertThat(encoder.matches("a password", hash)).isTrue();
        assertThat(encoder.matches("a Password", hash)).isFalse();
        assertThat(encoder.matches("a password ", hash)).isFalse();
        assertThat(encoder.matches("a password", null)).isFalse();
    }

    @Test
    void anotherImplementationOfArgon2Agrees() {
        PasswordEncoder another = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
        String password = "möwe 🦆 auf dem dach";
        assertThat(another.matches(password, encoder.encode(password))).isTrue();
        assertThat(encoder.matches(password, another.encode(password))).isTrue();
    }

    @Test
    void everyCharacterOfALongUnicodePasswordCounts() {
        String password = "🦆".repeat(64) + "é".repeat(63);
        String hash = encoder.encode(password + "a");
        assertThat(encoder.matches(password + "a", hash)).isTrue();
        assertThat(encoder.matches(password + "b", hash)).isFalse();
        assertThat(encoder.matches(password, hash)).isFalse();
        assertThat(encoder.matches(password.replace("é", "e\u0301") + "a", hash))
                .isFalse();
    }

    @Test
    void reportsBusyHashingAndReleasesTheTurn() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        BoundedPasswordEncoder bounded = new BoundedPasswordEncoder(new Slow(inside, go), 1, Duration.ofMillis(1));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<String> first = thread.submit(() -> bounded.encode("first"));
            inside.await();
            assertThatThrownBy(() -> bounded.matches("second", "hash"))
                    .isInstanceOf(HashingBusy.class)
                    .isInstanceOf(AuthenticationServiceException.class);
            go.countDown();
            assertThat(first.get()).isEqualTo("first");
            assertThat(bounded.encode("third")).isEqualTo("third");
        } finally {
            thread.shutdownNow();
        }
    }

    private record Slow(CountDownLatch inside, CountDownLatch go) implements PasswordEncoder {

        @Override
        public String encode(CharSequence raw) {
            inside.countDown();
            try {
                go.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return raw.toString();
        }

        @Override
        public boolean matches(CharSequence raw, String encoded) {
            return false;
        }
    }
}
