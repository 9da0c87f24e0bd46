package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** What machines watch, under the path that an operator chose. */
@TestPropertySource(properties = {"management.endpoints.web.base-path=/watch", "postern.metrics.token=letmein"})
class MovedEndpointsTests extends ApplicationTest {

    @Test
    void opensHealthToAllAndMetricsToTheToken() {
        assertThat(visitor().with("Accept", "*/*").get("/watch/health/liveness").status())
                .isEqualTo(200);
        assertThat(signedIn(user().username(), PASSWORD)
                        .get("/watch/prometheus")
                        .status())
                .isEqualTo(401);
        assertThat(visitor()
                        .with("Authorization", "Bearer letmein")
                        .with("Accept", "*/*")
                        .get("/watch/prometheus")
                        .status())
                .isEqualTo(200);
        assertThat(visitor().with("Accept", "*/*").get("/actuator/health").status())
                .isNotEqualTo(200);
    }
}
