package io.postern.mail.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.crypto.RandomToken;
import io.postern.crypto.Sha256;
import io.postern.testing.AtOnce;
import io.postern.testing.Databases;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ParameterizedClass
@EnumSource(Databases.Kind.class)
class ArrivalsIT {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final List<Object> events = Collections.synchronizedList(new ArrayList<>());
    private final String token = RandomToken.create();
    private final UUID test = UUID.randomUUID();
    private final TransactionTemplate transaction;
    private final Arrivals arrivals;

    ArrivalsIT(Databases.Kind kind) {
        DataSource database = Databases.migrated(kind);
        JdbcClient jdbc = JdbcClient.create(database);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        arrivals = new Arrivals(jdbc, now::get, null, events::add);
        jdbc.sql("insert into mail_arrival (id, server, host, has_link, token_hash, sent_at, expires_at)"
                        + " values (?, 1, 'mail.corp.example', true, ?, ?, ?)")
                .params(test, Sha256.hex(token), Timestamp.from(NOON), Timestamp.from(NOON.plusSeconds(3600)))
                .update();
    }

    @Test
    void ofManyPressesOneCounts() throws Exception {
        accepted(Duration.ZERO);
        now.set(NOON.plusSeconds(4));
        Callable<Optional<ArrivedAfter>> press = () -> transaction.execute(status -> arrivals.arrived(token));

        assertThat(AtOnce.all(Collections.nCopies(8, press)).stream().flatMap(Optional::stream))
                .containsExactly(new ArrivedAfter(Duration.ofSeconds(4)));
        assertThat(events)
                .containsExactly(
                        new TestMailArrived(test, "mail.corp.example", new ArrivedAfter(Duration.ofSeconds(4))));
        assertThat(arrivals.stage(test)).contains(ArrivalStage.arrived(new ArrivedAfter(Duration.ofSeconds(4))));
    }

    @Test
    void mayArriveBeforeTheServerSaysThatItTookIt() {
        transaction.executeWithoutResult(status -> arrivals.arrived(token));
        assertThat(arrivals.stage(test).orElseThrow().messageKey()).isEqualTo("mail.arrival.arrived.unconfirmed");

        now.set(NOON.plusSeconds(2));
        assertThat(accepted(Duration.ofSeconds(1))).contains(new ArrivedAfter(Duration.ZERO));
        assertThat(arrivals.stage(test).orElseThrow().messageKey()).isEqualTo("mail.arrival.arrived.seconds");
    }

    @Test
    void aLinkSeenDeadStaysDead() {
        now.set(NOON.plusSeconds(3601));
        assertThat(arrivals.isGood(token)).isFalse();
        now.set(NOON);
        assertThat(arrivals.isGood(token)).isFalse();
    }

    private Optional<ArrivedAfter> accepted(Duration ago) {
        return transaction.execute(status -> arrivals.accepted(test, ago));
    }
}
