package io.postern.accountlinks.reset;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** While no proxy is trusted, a client can't choose its address. */
@TestPropertySource(properties = {"postern.trusted-proxies=", "postern.metrics.token="})
class ResetWithoutProxyTests extends ApplicationTest {

    @Tag("case-15")
    @Test
    void inventedClientAddressesDoNotRaiseTheLimit() {
        User victim = user();
        for (int i = 0; i < 30; i++) {
            Visitor visitor = new Visitor(port)
                    .with("X-Forwarded-For", "203.0.113." + i)
                    .with("X-Real-IP", "203.0.113." + i)
                    .with("Forwarded", "for=203.0.113." + i)
                    .with("True-Client-IP", "203.0.113." + i);
            assertThat(visitor.submit("/forgot-password", Map.of("identifier", victim.username()))
                            .status())
                    .isEqualTo(303);
        }

        assertThat(queue.states("password-reset")).hasSize(20);
        deliver();
        assertThat(mailsTo(victim)).hasSize(3);
        assertThat(jdbc.sql("select count(*) from audit_line where action = 'accountlinks.audit.limited'"
                                + " and client_address in ('127.0.0.1', '::1', '0:0:0:0:0:0:0:1')")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }
}
