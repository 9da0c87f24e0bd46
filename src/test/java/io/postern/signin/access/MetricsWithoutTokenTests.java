package io.postern.signin.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"postern.trusted-proxies=", "postern.metrics.token="})
class MetricsWithoutTokenTests extends ApplicationTest {

    @Test
    void withoutAConfiguredTokenThereAreNoMetrics() {
        assertThat(visitor().get("/actuator/prometheus").status()).isEqualTo(404);
        assertThat(administrator().get("/actuator/prometheus").status()).isEqualTo(404);
        for (String token : new String[] {"", "null", "undefined"}) {
            assertThat(visitor()
                            .with("Authorization", "Bearer " + token)
                            .get("/actuator/prometheus")
                            .status())
                    .isEqualTo(404);
        }
    }
}
