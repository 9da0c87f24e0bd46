package io.postern.mail.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.ApplicationTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SlowDeliveryIT extends ApplicationTest {

    @Autowired
    private DeliveryWorkerLifecycle lifecycle;

    @Test
    void keepsAMailThatOutlastsItsLease() {
        smtp.on(Phase.FINAL_DOT, Act.held());
        queue.mails(1);
        CompletableFuture<Void> delivery = CompletableFuture.runAsync(queue::deliver);
        smtp.awaitHanging();
        jdbc.sql("update delivery set lease_until = current_timestamp - interval '1' second where state = 'SENDING'")
                .update();
        lifecycle.keepLeases();
        assertThat(queue.count("SENDING")).isEqualTo(1);
        smtp.release();
        delivery.join();
        assertThat(queue.count("SENT")).isEqualTo(1);
        assertThat(smtp.accepted()).hasSize(1);
    }

    @Test
    void leaseIsRenewedWhileOtherScheduledWorkIsStuck() {
        smtp.on(Phase.FINAL_DOT, Act.held());
        queue.mails(1);
        CompletableFuture<Void> delivery = CompletableFuture.runAsync(queue::deliver);
        smtp.awaitHanging();
        synchronized (queue.leases) {
            jdbc.sql(
                            "update delivery set lease_until = current_timestamp + interval '20' second where state = 'SENDING'")
                    .update();
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> jdbc.sql("select lease_until > current_timestamp + interval '30' second from delivery")
                            .query(Boolean.class)
                            .single());
        }
        smtp.release();
        delivery.join();
    }

    @Test
    void dropsAMailThatExpiresWhileAnotherIsSent() {
        smtp.on(Phase.FINAL_DOT, peer -> {
            // Less than what makes a lease unsure.
            clock.advance(Duration.ofSeconds(30));
            return Act.Then.BEHAVE;
        });
        queue.mails(2);
        clock.advance(queue.kind.lifetime().minusSeconds(15));
        deliver();
        assertThat(smtp.accepted()).hasSize(1);
        assertThat(queue.count("SENT")).isEqualTo(1);
        assertThat(queue.count("DROPPED")).isEqualTo(1);
    }
}
