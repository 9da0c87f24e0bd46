package io.postern.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class WebhookSecretTests {

    /** The example that the libraries of Standard Webhooks test themselves with. */
    @Test
    void aCallIsSignedAsTheSpecificationHasIt() {
        WebhookSecret secret = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(secret.headers(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330), "{\"test\": 2432232314}"))
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void eachIs32BytesAndTellsThemToNobody() {
        WebhookSecret secret = WebhookSecret.create();
        assertThat(secret.value())
                .startsWith("whsec_")
                .isNotEqualTo(WebhookSecret.create().value());
        assertThat(Base64.getDecoder().decode(secret.value().substring(6))).hasSize(32);
        assertThat(secret.toString()).doesNotContain(secret.value().substring(6));
        assertThat(new Webhooks.Saved(1, secret.value()).toString())
                .doesNotContain(secret.value().substring(6));
    }
}
