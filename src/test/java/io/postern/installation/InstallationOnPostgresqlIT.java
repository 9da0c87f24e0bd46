package io.postern.installation;

import io.postern.testing.Databases;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class InstallationOnPostgresqlIT extends InstallationTests {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        Databases.use(Databases.Kind.POSTGRESQL, properties);
    }
}
