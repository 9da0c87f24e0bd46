package io.postern.users;

import io.postern.testing.Databases;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class ParallelChangesOnPostgresqlTests extends ParallelChangesTests {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        Databases.use(Databases.Kind.POSTGRESQL, properties);
    }
}
