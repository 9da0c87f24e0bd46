package io.postern.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.database.upkeep.Upkeep;
import io.postern.testing.Databases;
import io.postern.testing.SettableClock;
import io.postern.testing.WaitingForALock;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

@ParameterizedClass
@EnumSource
class RowPurgerIT {

    private static final Duration LIFE = Duration.ofDays(30);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Instant end = clock.instant().minus(LIFE);
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    RowPurgerIT(Databases.Kind kind) {
        DataSource database = new DriverManagerDataSource(kind.url(), kind.username(), "");
        jdbc = JdbcClient.create(database);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        jdbc.sql("create table visit (name varchar(20) primary key, at timestamp with time zone)")
                .update();
    }

    @Test
    void deletesAllOldRowsAndKeepsTheRest() {
        IntStream.range(0, 1001).forEach(number -> visit("old " + number, end.minusSeconds(1)));
        visit("young", end);
        tidy();
        assertThat(visits()).containsExactly("young");
    }

    @Test
    void whatIsRefreshedUntilItsTurnComesStays() {
        visit("gone", end.minusSeconds(1));
        visit("back", end.minusSeconds(1));
        CompletableFuture<Boolean> tidying = transaction.execute(status -> {
            jdbc.sql("update visit set at = ? where name = 'back'")
                    .param(Timestamp.from(clock.instant()))
                    .update();
            return WaitingForALock.begin(jdbc, () -> {
                tidy();
                return true;
            });
        });
        tidying.join();
        assertThat(visits()).containsExactly("back");
    }

    private void tidy() {
        Upkeep.purge(jdbc, clock, new OldRows("visit", "name", "at < :end", LIFE));
    }

    private void visit(String name, Instant at) {
        jdbc.sql("insert into visit values (?, ?)")
                .params(name, Timestamp.from(at))
                .update();
    }

    private List<String> visits() {
        return jdbc.sql("select name from visit").query(String.class).list();
    }
}
