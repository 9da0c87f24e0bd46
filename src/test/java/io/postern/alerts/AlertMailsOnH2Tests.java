package io.postern.alerts;

import io.postern.testing.Databases;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class AlertMailsOnH2Tests extends AlertMailsTests {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        Databases.use(Databases.Kind.H2, properties);
    }
}
