package io.postern.userimport;

import io.postern.testing.Databases;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class ImportOnH2Tests extends ImportTests {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        Databases.use(Databases.Kind.H2, properties);
    }
}
