package io.postern.passwordreset;

import io.postern.testing.Databases;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class ParallelConfirmationOnPostgresqlTests extends ParallelConfirmationTests {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        Databases.use(Databases.Kind.POSTGRESQL, properties);
    }
}
