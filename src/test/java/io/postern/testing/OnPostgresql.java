package io.postern.testing;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Tests that implement this share one application. */
public interface OnPostgresql {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        Databases.use(Databases.Kind.POSTGRESQL, properties);
    }
}
