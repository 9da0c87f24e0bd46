package io.postern.mail.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.crypto.TestSealers;
import io.postern.database.upkeep.Upkeep;
import io.postern.testing.AtOnce;
import io.postern.testing.Databases;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ParameterizedClass
@EnumSource(Databases.Kind.class)
class LastTestRepositoryIT {

    private static final LastTestRepository.Result TEST =
            new LastTestRepository.Result(Instant.parse("2026-11-24T12:00:00Z"), "host-unknown", null, null, null);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final LastTestRepository tests;

    LastTestRepositoryIT(Databases.Kind kind) {
        DataSource database = Databases.migrated(kind);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        jdbc = JdbcClient.create(database);
        tests = new LastTestRepository(jdbc, TestSealers.withSomeKey());
    }

    @Test
    void administratorsMayTestAtTheSameTime() throws Exception {
        tests.record(1, TEST);
        Callable<Boolean> often = () -> {
            for (int i = 0; i < 50; i++) {
                transaction.executeWithoutResult(status -> tests.record(1, TEST));
            }
            return true;
        };
        assertThat(AtOnce.all(Collections.nCopies(4, often))).hasSize(4);
        assertThat(tests.last(1)).contains(TEST);
    }

    @Test
    void aServerNeverSavedIsForgottenAfterADay() {
        tests.record(1, TEST);
        tests.record(2, TEST);
        Upkeep.purge(jdbc, () -> TEST.at().plus(Duration.ofHours(23)), MailTestUpkeep.testsOfUnsavedServers());
        assertThat(tests.last(2)).isPresent();
        Upkeep.purge(jdbc, () -> TEST.at().plus(Duration.ofHours(25)), MailTestUpkeep.testsOfUnsavedServers());
        assertThat(tests.last(2)).isEmpty();
        assertThat(tests.last(1)).isPresent();
    }
}
