package io.postern.webhook;

import io.postern.testing.Databases;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class WebhookOnPostgresqlTests extends WebhookTests {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        Databases.use(Databases.Kind.POSTGRESQL, properties);
        properties.add("postern.secret-key", () -> "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    }
}
