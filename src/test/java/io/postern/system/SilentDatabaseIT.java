package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Databases;
import io.postern.testing.TcpProxy;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** PostgreSQL falls silent without closing a connection, and comes back; everything else is as an operator has it. */
@DirtiesContext
class SilentDatabaseIT extends ApplicationTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static TcpProxy proxy;

    @DynamicPropertySource
    static void behindProxy(DynamicPropertyRegistry properties) {
        String url = Databases.postgresql();
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        proxy = TcpProxy.to(port);
        properties.add("spring.datasource.url", () -> url.replace(":" + port + "/", ":" + proxy.port() + "/"));
        properties.add("spring.datasource.username", Databases.Kind.POSTGRESQL::username);
        properties.add("postern.delivery.tick", () -> "250ms");
    }

    @AfterAll
    static void close() {
        proxy.close();
    }

    @Test
    void answersUnavailableWhilePostgresqlIsSilent() {
        User user = user();
        Visitor signedIn = administrator();
        ExecutorService browsers = Executors.newCachedThreadPool();
        proxy.fallSilent();
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 30)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> signedIn.get("/users").status(), browsers))
                .toList();
        await().atMost(MINUTE).untilAsserted(() -> assertThat(answers).allMatch(CompletableFuture::isDone));
        assertThat(answers).extracting(CompletableFuture::join).containsOnly(503);
        assertThat(health("/liveness")).isEqualTo(200);
        assertThat(health("/readiness")).isEqualTo(503);

        proxy.comeBack();
        await().atMost(MINUTE)
                .until(() ->
                        health("/readiness") == 200 && signedIn.get("/users").status() == 200);
        forgot(user.username());
        await().atMost(MINUTE).untilAsserted(() -> assertThat(mailsTo(user)).hasSize(1));
        browsers.shutdown();
    }

    private int health(String probe) {
        return visitor().with("Accept", "*/*").get("/actuator/health" + probe).status();
    }
}
