package io.postern.crypto;

import java.time.Clock;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Sealers for the tests of other rooms. */
public final class TestSealers {

    private TestSealers() {}

    public static Sealer withSomeKey() {
        return new Sealer(SealingKeys.of(SealingKey.random()), new KeyFingerprint(emptyDatabase(), Clock.systemUTC()));
    }

    public static Sealer withoutKey() {
        return new Sealer(new SealingKeys(null, false, null), new KeyFingerprint(emptyDatabase(), Clock.systemUTC()));
    }

    static JdbcClient emptyDatabase() {
        DriverManagerDataSource database =
                new DriverManagerDataSource("jdbc:h2:mem:" + System.nanoTime() + ";DB_CLOSE_DELAY=-1", "sa", "");
        new ResourceDatabasePopulator(
                        new ClassPathResource("db/migration/V1_0_01__crypto.sql"),
                        new ClassPathResource("db/migration/V1_1_69__crypto_key_backup.sql"))
                .execute(database);
        return JdbcClient.create(database);
    }
}
