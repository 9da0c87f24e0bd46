package io.postern.accountlinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.util.Map;

/** Mailed links and what becomes of them. */
public abstract class ResetLinkFixture extends ApplicationTest {

    protected static final String PAGE = "/reset-password";

    protected Visitor opened(String link) {
        Visitor owner = visitor();
        assertThat(owner.get(link).status()).isEqualTo(303);
        return owner;
    }

    protected void assertAlive(String link) {
        assertThat(visitor().get(link).status()).as(link).isEqualTo(303);
    }

    protected void assertDead(String link) {
        assertThat(visitor().get(link).status()).as(link).isEqualTo(400);
    }

    protected static Map<String, String> passwords(String password) {
        return Map.of("password", password, "passwordConfirmation", password);
    }
}
