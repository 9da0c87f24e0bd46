package io.postern.database.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Databases;
import io.postern.testing.PgBouncer;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** PostgreSQL behind a PgBouncer in transaction mode. */
@DirtiesContext
@EnabledIf(value = "io.postern.testing.PgBouncer#isInstalled", disabledReason = "no pgbouncer is installed")
class PoolerIT extends ApplicationTest {

    private static PgBouncer pgBouncer;

    @DynamicPropertySource
    static void behindPgBouncer(DynamicPropertyRegistry properties) {
        pgBouncer = PgBouncer.before(Databases.postgresql());
        properties.add("spring.datasource.url", pgBouncer::url);
        properties.add("spring.datasource.username", Databases.Kind.POSTGRESQL::username);
    }

    @AfterAll
    static void close() {
        pgBouncer.close();
    }

    @Test
    void worksThoughEachTransactionGetsAnotherConnection() {
        User user = user();
        Visitor administrator = administrator();
        ExecutorService browsers = Executors.newFixedThreadPool(6);
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 200)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> administrator
                                .get(i % 2 == 0 ? "/users" : "/alerts")
                                .status(),
                        browsers))
                .toList();
        assertThat(answers).extracting(CompletableFuture::join).containsOnly(200);
        browsers.shutdown();
        assertThat(visitor().get(resetLink(user)).status()).isEqualTo(303);
    }
}
