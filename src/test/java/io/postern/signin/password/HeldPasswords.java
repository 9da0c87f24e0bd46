package io.postern.signin.password;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Compares passwords as the application does, and keeps the answer back when a test wants something to happen meanwhile. */
@TestConfiguration(proxyBeanMethods = false)
class HeldPasswords implements BeanPostProcessor {

    private volatile @Nullable Hold next;

    /** One comparison. */
    record Hold(CountDownLatch compared, CountDownLatch released) {

        /** Waits until it knows whether the password was the right one. */
        void awaitComparison() throws InterruptedException {
            compared.await();
        }

        void release() {
            released.countDown();
        }
    }

    /** Holds the next comparison. */
    Hold holdNext() {
        Hold hold = new Hold(new CountDownLatch(1), new CountDownLatch(1));
        next = hold;
        return hold;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof PasswordEncoder encoder ? new Holding(encoder) : bean;
    }

    private final class Holding implements PasswordEncoder {

        private final PasswordEncoder encoder;

        Holding(PasswordEncoder encoder) {
            this.encoder = encoder;
        }

        @Override
        public @Nullable String encode(@Nullable CharSequence raw) {
            return encoder.encode(raw);
        }

        @Override
        public boolean matches(@Nullable CharSequence raw, @Nullable String encoded) {
            Hold hold = next;
            next = null;
            boolean matches = encoder.matches(raw, encoded);
            if (hold != null) {
                hold.compared.countDown();
                try {
                    hold.released.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            return matches;
        }
    }
}
