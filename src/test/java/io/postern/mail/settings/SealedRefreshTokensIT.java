package io.postern.mail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.crypto.Sealer;
import io.postern.crypto.TestSealers;
import io.postern.mail.account.RefreshTokenStore;
import io.postern.testing.Databases;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Refresh tokens in the database, each used once. */
class SealedRefreshTokensIT {

    private final Sealer sealer = TestSealers.withSomeKey();

    @ParameterizedTest
    @EnumSource
    void givesEachInstanceItsOwnToken(Databases.Kind kind) throws Exception {
        DataSource database = Databases.migrated(kind);
        SealedRefreshTokens one = grants(database, sealer);
        SealedRefreshTokens other = grants(database, sealer);
        UUID id = one.store("0");
        Set<String> used = ConcurrentHashMap.newKeySet();

        ExecutorService instances = Executors.newFixedThreadPool(4);
        List<Future<?>> work = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            RefreshTokenStore tokens = (i % 2 == 0 ? one : other).tokens(id);
            work.add(instances.submit(() -> {
                tokens.exchange(token -> {
                    assertThat(used.add(token)).as(token).isTrue();
                    return String.valueOf(Integer.parseInt(token) + 1);
                });
                return null;
            }));
        }
        for (Future<?> each : work) {
            each.get();
        }
        instances.shutdown();
        assertThat(used).hasSize(20);
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheTokenAfterAFailedExchange(Databases.Kind kind) throws IOException {
        SealedRefreshTokens grants = grants(Databases.migrated(kind), sealer);
        UUID id = grants.store("only");
        RefreshTokenStore tokens = grants.tokens(id);

        assertThatThrownBy(() -> tokens.exchange(token -> {
                    throw new IOException("no");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no");
        tokens.exchange(token -> {
            assertThat(token).isEqualTo("only");
            return null;
        });
        assertThat(tokens).isEqualTo(grants.tokens(id)).isNotEqualTo(grants.tokens(UUID.randomUUID()));
        grants.forgetUnused();
        assertThatThrownBy(() -> tokens.exchange(token -> token)).isInstanceOf(RefreshTokenStore.NotConnected.class);
        assertThatThrownBy(() -> grants.tokens(null).exchange(token -> token))
                .isInstanceOf(RefreshTokenStore.NotConnected.class);
    }

    @Tag("case-65")
    @ParameterizedTest
    @EnumSource
    void underAnotherKeyATokenIsUnreadable(Databases.Kind kind) {
        DataSource database = Databases.migrated(kind);
        UUID id = grants(database, sealer).store("only");

        SealedRefreshTokens other = grants(database, TestSealers.withSomeKey());
        assertThat(other.isUnreadable(id)).isTrue();
        assertThat(grants(database, sealer).isUnreadable(id)).isFalse();
        assertThatThrownBy(() -> other.tokens(id).exchange(token -> token))
                .isInstanceOf(RefreshTokenStore.NotConnected.class);
    }

    private static SealedRefreshTokens grants(DataSource database, Sealer sealer) {
        return new SealedRefreshTokens(
                JdbcClient.create(database),
                sealer,
                new TransactionTemplate(new DataSourceTransactionManager(database)),
                Clock.systemUTC());
    }
}
