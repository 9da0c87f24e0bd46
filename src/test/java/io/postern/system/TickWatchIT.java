package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Databases;
import io.postern.testing.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Scheduled work that stands still. The looks that make a minute are taken by hand. */
@DirtiesContext
@Import(TickWatchIT.Listener.class)
class TickWatchIT extends ApplicationTest {

    private static final String TOKEN = "slow-river-token";
    private static final String WORKER = "DeliveryWorkerLifecycle.tick";

    @Autowired
    private TickWatch watch;

    @Autowired
    private Listener listener;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    @Qualifier("taskScheduler")
    private ThreadPoolTaskScheduler scheduler;

    @DynamicPropertySource
    static void waitsWithoutEnd(DynamicPropertyRegistry properties) {
        String url = Databases.postgresql() + "&socketTimeout=0";
        properties.add("spring.datasource.url", () -> url);
        properties.add("spring.datasource.username", Databases.Kind.POSTGRESQL::username);
        properties.add("postern.delivery.tick", () -> "100ms");
        properties.add("postern.metrics.token", () -> TOKEN);
    }

    @Test
    void reportsATickWaitingForALock() {
        long mail = queue.mail("somebody@corp.example");
        jdbc.sql("update delivery set due_at = due_at + interval '60' second").update();
        watch.look();
        assertThat(metric()).isZero();
        assertThat(line(administrator()).attr("data-state")).isEqualTo("ok");
        transaction.executeWithoutResult(status -> {
            jdbc.sql("lock table delivery in exclusive mode").update();
            clock.advance(Duration.ofMinutes(1));
            await().until(() -> jdbc.sql("select count(*) from pg_locks where not granted")
                            .query(Integer.class)
                            .single()
                    > 0);
            letAMinutePass();
            assertThat(watch.stalled()).contains(WORKER);
            assertThat(alert(WORKER)).isEqualTo("open");
            Element line = line(administrator());
            assertThat(line.attr("data-state")).isEqualTo("failed");
            assertThat(line.text()).contains(WORKER);
            assertThat(metric()).isPositive();
            assertThat(readiness()).isEqualTo(200);
        });
        await().untilAsserted(() -> assertThat(queue.describe(mail)).startsWith("SENT"));
        watch.look();
        assertThat(watch.stalled()).doesNotContain(WORKER);
        assertThat(alert(WORKER)).isEqualTo("over");
        assertThat(line(administrator()).text()).doesNotContain(WORKER);
    }

    @Test
    void theWatchHasAThreadOfItsOwn() {
        CountDownLatch end = new CountDownLatch(1);
        IntStream.range(0, 5).forEach(i -> scheduler.execute(() -> awaitQuietly(end)));
        try {
            await().until(() -> scheduler.getActiveCount() == 5);
            jdbc.sql("delete from alert").update();
            letAMinutePass();
            assertThat(alert(WORKER)).isEqualTo("open");
            listener.threads.clear();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> listener.threads.stream().anyMatch(each -> each.startsWith("tick-watch-")));
        } finally {
            end.countDown();
        }
    }

    @Component
    static class Listener {

        final Queue<String> threads = new ConcurrentLinkedQueue<>();

        @EventListener({TickRunning.class, TickStalled.class})
        void note() {
            threads.add(Thread.currentThread().getName());
        }
    }

    private void letAMinutePass() {
        for (int look = 0; look <= TickWatch.LOOKS; look++) {
            watch.look();
        }
    }

    private static void awaitQuietly(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private String alert(String task) {
        List<String> states = jdbc.sql("select resolved_at from alert where cause = ?")
                .param("background-stalled:" + task)
                .query((row, number) -> row.getTimestamp(1) == null ? "open" : "over")
                .list();
        return String.join(" ", states);
    }

    private static Element line(Visitor visitor) {
        return visitor.get("/settings/system")
                .page()
                .select("[data-system=ticks]")
                .first();
    }

    private double metric() {
        String metrics = visitor()
                .with("Accept", "text/plain")
                .with("Authorization", "Bearer " + TOKEN)
                .get("/actuator/prometheus")
                .body();
        return Double.parseDouble(metrics.replaceAll("(?s).*\npostern_ticks_stalled (\\S+)\n.*", "$1"));
    }

    private int readiness() {
        return visitor().with("Accept", "*/*").get("/actuator/health/readiness").status();
    }
}
