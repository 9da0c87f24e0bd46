package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthTests extends ApplicationTest {

    private static final String UP = "{\"status\":\"UP\"}";

    @ParameterizedTest
    @ValueSource(strings = {"", "/liveness", "/readiness"})
    void saysTheStatusAlone(String probe) {
        Visitor.Answer answer = health(probe);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(UP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/db", "/readiness/db", "/diskSpace", "/mail"})
    void componentsAreNobodysBusiness(String component) {
        assertThat(health(component).status()).isIn(302, 401, 404);
        assertThat(administrator()
                        .with("Accept", "*/*")
                        .get("/actuator/health" + component)
                        .status())
                .isEqualTo(404);
    }

    @Tag("case-112")
    @Test
    void anOutageOfTheMailServerChangesNothing() {
        smtp.close();
        forgot(user().username());
        deliver();
        assertThat(queue.isFlowing()).isFalse();
        for (String probe : new String[] {"", "/liveness", "/readiness"}) {
            assertThat(health(probe).body()).as(probe).isEqualTo(UP);
        }
    }

    private Visitor.Answer health(String probe) {
        return visitor().with("Accept", "*/*").get("/actuator/health" + probe);
    }
}
