package io.postern.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApiLimitTests extends ApiFixture {

    @Test
    void limitsEachTokenPerMinute() {
        Visitor one = bearer();
        for (int i = 0; i < REQUESTS_PER_TOKEN; i++) {
            assertThat(one.send("POST", "/api/alerts").status()).isEqualTo(400);
        }
        Visitor.Answer refused = one.send("POST", "/api/alerts");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body()).contains("too-many-requests");
        assertThat(refused.response().headers().firstValue("Retry-After")).hasValue("60");
        assertThat(bearer().send("POST", "/api/alerts").status()).isEqualTo(400);
        clock.advance(Duration.ofMinutes(1));
        assertThat(one.send("POST", "/api/alerts").status()).isEqualTo(400);
    }

    private Visitor bearer() {
        return visitor()
                .with("Authorization", "Bearer " + tokens.create("test " + UUID.randomUUID(), List.of("*"), root()))
                .with("Content-Type", "application/json");
    }
}
