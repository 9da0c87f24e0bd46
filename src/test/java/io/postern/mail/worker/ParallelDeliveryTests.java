package io.postern.mail.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.postern.installation.Installation;
import io.postern.mail.page.MailSettingsFixture;
import io.postern.mail.queue.AcceptanceService;
import io.postern.mail.queue.DeliveryQueue;
import io.postern.mail.settings.ActiveAccount;
import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ReceivedMail;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.mail.smtp.ScriptedSmtpServer.SignIn;
import io.postern.testing.ApplicationTest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;

/** A delivery worker with threads of its own, as it is outside tests: several connections at the same time. */
@Timeout(120)
class ParallelDeliveryTests extends ApplicationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private DeliveryQueue rows;

    @Autowired
    private PauseCache pause;

    @Autowired
    private BatchSender batchSender;

    @Autowired
    private ActiveAccount account;

    @Autowired
    private Installation installation;

    @Autowired
    private AcceptanceService acceptances;

    private final AtomicInteger started = new AtomicInteger();
    private volatile boolean noThreads;

    /** Counts the connections that are started, before their threads run. */
    private final ExecutorService threads =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.MINUTES, new SynchronousQueue<>()) {
                @Override
                public void execute(Runnable work) {
                    if (noThreads) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    started.incrementAndGet();
                    super.execute(work);
                }
            };

    @Autowired
    private UsableServers usable;

    private final ScriptedSmtpServer other = ScriptedSmtpServer.start();
    private DeliveryWorker worker;

    @BeforeEach
    void start() {
        worker = new DeliveryWorker(
                rows,
                queue.queueHold,
                queue.serverHold,
                pause,
                batchSender,
                queue.rampUps,
                account,
                usable,
                installation,
                threads,
                event -> {},
                clock);
    }

    @AfterEach
    void end() {
        smtp.close();
        other.close();
        worker.stop(PATIENCE);
        threads.shutdown();
    }

    @Test
    void appliesNewSettingsToHundredsQueued() {
        smtp.takingOnly("old password");
        mailSettings.signingIn(smtp.port(), "old@postern.example", "old password");
        smtp.on(Phase.FINAL_DOT, someAndThen(120, Act.held()));
        queue.mails(500);
        worker.tick();
        smtp.awaitHanging();
        smtp.awaitHanging();

        other.takingOnly("new password");
        saveAnotherServer();
        smtp.release();
        awaitSent(500);

        assertThat(smtp.accepted()).as("and the two in hand").hasSize(122);
        assertThat(smtp.accepted()).extracting(ReceivedMail::from).containsOnly("old@postern.example");
        assertThat(smtp.accepted())
                .extracting(mail -> mail.header("From"))
                .allMatch(from -> from.contains("old@postern.example"));
        assertThat(other.accepted()).extracting(ReceivedMail::from).containsOnly("new@postern.example");
        assertThat(other.accepted())
                .extracting(mail -> mail.header("From"))
                .allMatch(from -> from.contains("new@postern.example"));
        assertThat(smtp.signIns()).extracting(SignIn::password).containsOnly("old password");
        assertThat(other.signIns()).extracting(SignIn::password).containsOnly("new password");
        assertThat(recipients()).hasSize(500).doesNotHaveDuplicates();
    }

    @Tag("case-94")
    @Test
    void rampsUpWhenTheServerIsBack() {
        mailSettings.plain(
                "127.0.0.1",
                smtp.port(),
                "postern@postern.example",
                new MailSettingsFixture.Bounds(Duration.ofSeconds(10), 4, null));
        queue.mails(300);
        queue.hold("connect-refused");
        clock.advance(Duration.ofSeconds(30));
        smtp.on(Phase.FINAL_DOT, Act.behave(), Act.held());
        worker.tick();
        await().atMost(PATIENCE).until(queue::isFlowing);
        assertThat(started).as("the probe").hasValue(1);

        awaitStarted(2);
        smtp.awaitHanging();
        worker.tick();
        worker.tick();
        assertThat(started).as("one connection, and nothing that it took").hasValue(2);

        smtp.on(Phase.FINAL_DOT, someAndThen(49, Act.held()));
        smtp.release();
        smtp.awaitHanging();
        worker.tick();
        worker.tick();
        assertThat(started).as("two, after a batch").hasValue(3);
        smtp.awaitHanging();

        smtp.on(Phase.FINAL_DOT, Act.behave());
        smtp.release();
        awaitSent(300);
        assertThat(recipients()).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void recoversAConnectionAfterThreadExhaustion() {
        queue.mails(3);
        noThreads = true;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(worker::tick).isInstanceOf(OutOfMemoryError.class);
        }
        noThreads = false;
        awaitSent(3);
    }

    /** As an administrator would. */
    private void saveAnotherServer() {
        Map<String, String> fields = new HashMap<>(Map.of(
                "host", "127.0.0.1",
                "port", Integer.toString(other.port()),
                "username", "new@postern.example",
                "password", "new password",
                "fromAddress", "new@postern.example"));
        fields.put("sslEnabled", null);
        assertThat(administrator().submit("/settings/mail", fields).status()).isEqualTo(303);
    }

    private void awaitStarted(int connections) {
        await().atMost(PATIENCE).until(() -> {
            worker.tick();
            return started.get() == connections;
        });
    }

    private void awaitSent(int mails) {
        await().atMost(PATIENCE).until(() -> {
            worker.tick();
            acceptances.apply();
            return queue.count("SENT") == mails;
        });
    }

    private List<String> recipients() {
        return Stream.of(smtp, other)
                .flatMap(server -> server.accepted().stream())
                .flatMap(mail -> mail.recipients().stream())
                .toList();
    }

    private static Act[] someAndThen(int some, Act then) {
        Act[] acts = new Act[some + 1];
        Arrays.fill(acts, Act.behave());
        acts[some] = then;
        return acts;
    }
}
