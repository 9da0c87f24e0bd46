package io.postern.mail.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.ApplicationTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class GracefulStopTests extends ApplicationTest {

    @Autowired
    private DeliveryWorkerLifecycle lifecycle;

    @AfterEach
    void goOn() {
        lifecycle.start();
    }

    @Tag("case-91")
    @Test
    void theCurrentMailFinishesAndTheRestStaysQueued() throws InterruptedException {
        smtp.on(Phase.FINAL_DOT, Act.held(), Act.behave());
        queue.mails(5);
        CompletableFuture<Void> delivery = CompletableFuture.runAsync(queue::deliver);
        smtp.awaitHanging();
        Thread stop = new Thread(lifecycle::stop);
        stop.start();
        await().until(() -> stop.getState() == Thread.State.TIMED_WAITING);
        smtp.release();
        stop.join();
        delivery.join();
        assertThat(smtp.accepted()).hasSize(1);
        assertThat(queue.count("SENT")).isEqualTo(1);
        assertThat(queue.count("QUEUED")).isEqualTo(4);

        deliver();
        assertThat(queue.count("QUEUED")).as("it takes no more").isEqualTo(4);
        lifecycle.start();
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(5);
    }

    @Tag("case-91")
    @Test
    void putsBackAMailThatDoesNotEnd() {
        smtp.on(Phase.FINAL_DOT, Act.held(), Act.behave());
        queue.mails(3);
        CompletableFuture<Void> delivery = CompletableFuture.runAsync(queue::deliver);
        smtp.awaitHanging();
        assertThat(queue.worker.stop(Duration.ZERO)).isFalse();
        queue.leases.releaseAll();
        assertThat(queue.count("QUEUED")).isEqualTo(3);
        smtp.release();
        delivery.join();
        assertThat(queue.count("QUEUED")).as("taken by the server all the same").isEqualTo(2);
        assertThat(queue.count("SENT")).isEqualTo(1);
    }
}
