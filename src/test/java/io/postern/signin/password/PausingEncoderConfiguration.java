package io.postern.signin.password;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Makes the password encoder pause before its answer when a test wants something to happen meanwhile. */
@TestConfiguration(proxyBeanMethods = false)
class PausingEncoderConfiguration implements BeanPostProcessor {

    private volatile @Nullable Pause next;

    /** One comparison. */
    record Pause(CountDownLatch compared, CountDownLatch released) {

        /** Waits until it knows whether the password was the right one. */
        void awaitComparison() throws InterruptedException {
            compared.await();
        }

        void release() {
            released.countDown();
        }
    }

    /** Pauses the next comparison. */
    Pause pauseNext() {
        Pause pause = new Pause(new CountDownLatch(1), new CountDownLatch(1));
        next = pause;
        return pause;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof PasswordEncoder encoder ? new PausingEncoder(encoder) : bean;
    }

    private final class PausingEncoder implements PasswordEncoder {

        private final PasswordEncoder encoder;

        PausingEncoder(PasswordEncoder encoder) {
            this.encoder = encoder;
        }

        @Override
        public @Nullable String encode(@Nullable CharSequence raw) {
            return encoder.encode(raw);
        }

        @Override
        public boolean matches(@Nullable CharSequence raw, @Nullable String encoded) {
            Pause pause = next;
            next = null;
            boolean matches = encoder.matches(raw, encoded);
            if (pause != null) {
                pause.compared.countDown();
                try {
                    pause.released.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            return matches;
        }
    }
}
