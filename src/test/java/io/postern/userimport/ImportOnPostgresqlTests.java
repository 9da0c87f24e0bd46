package io.postern.userimport;

import io.postern.testing.Databases;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class ImportOnPostgresqlTests extends ImportTests {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        Databases.use(Databases.Kind.POSTGRESQL, properties);
    }
}
