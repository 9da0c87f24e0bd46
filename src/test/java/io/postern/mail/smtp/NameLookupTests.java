package io.postern.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Accepted;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.Stage;
import io.postern.outbound.Cancellation;
import io.postern.testing.AtOnce;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host's name is in the DNS, and what becomes of mail when the DNS does not say. */
class NameLookupTests {

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Tag("case-78")
    @Test
    void aResolverThatHangsIsLeft() {
        CountDownLatch never = new CountDownLatch(1);
        Accounts account = Accounts.at(server)
                .host("mail.corp.example")
                .impatientToConnect()
                .resolvedBy(host -> {
                    try {
                        never.await();
                    } catch (InterruptedException left) {
                        Thread.currentThread().interrupt();
                    }
                    throw new UnknownHostException(host);
                });

        SendOutcome.Failure failure = account.failure();

        assertThat(failure.problem()).isEqualTo(SmtpProblem.DNS_UNAVAILABLE);
        assertThat(failure.stage()).isEqualTo(Stage.RESOLVE);
        account.resolvedBy(host -> {
            // As the JDK repeats it for a while, once the system has given up too.
            throw new UnknownHostException(host);
        });
        assertThat(account.failure().problem()).isEqualTo(SmtpProblem.DNS_UNAVAILABLE);
    }

    @Tag("case-78")
    @Test
    void resolversThatHangTakeAFewThreadsAndNoMore() throws Exception {
        Semaphore asked = new Semaphore(0);
        CountDownLatch end = new CountDownLatch(1);
        Accounts account = Accounts.at(server)
                .host("mail.corp.example")
                .impatientToConnect()
                .resolvedBy(host -> {
                    asked.release();
                    awaitUninterrupted(end);
                    throw new UnknownHostException(host);
                });
        try {
            List<SmtpProblem> problems =
                    AtOnce.all(Collections.nCopies(40, () -> account.failure().problem()));

            assertThat(problems).hasSize(40).containsOnly(SmtpProblem.DNS_UNAVAILABLE);
            assertThat(asked.availablePermits()).isLessThanOrEqualTo(16);
        } finally {
            end.countDown();
        }
    }

    @Test
    void keepsTheReasonOfACachedFailure() {
        Queue<String> answers = new ArrayDeque<>(List.of(
                "mail.corp.example: Temporary failure in name resolution",
                "mail.corp.example",
                "mail.corp.example: Name or service not known",
                "mail.corp.example"));
        Accounts account = Accounts.at(server).host("mail.corp.example").resolvedBy(host -> {
            throw new UnknownHostException(answers.remove());
        });

        assertThat(account.failure().problem()).isEqualTo(SmtpProblem.DNS_UNAVAILABLE);
        assertThat(account.failure().problem()).isEqualTo(SmtpProblem.DNS_UNAVAILABLE);
        assertThat(account.failure().problem()).isEqualTo(SmtpProblem.HOST_UNKNOWN);
        assertThat(account.failure().problem()).isEqualTo(SmtpProblem.HOST_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "dns-unavailable, mail.corp.example: Temporary failure in name resolution",
        "host-unknown, mail.corp.example: Name or service not known",
        "host-unknown, mail.corp.example: No address associated with hostname"
    })
    void whatTheSystemSaysOfANameIsShown(String code, String said) {
        SmtpSender sender = Accounts.at(server)
                .host("mail.corp.example")
                .resolvedBy(host -> {
                    throw new UnknownHostException(said);
                })
                .sender();
        List<StageListener.StageReport> reports = new ArrayList<>();

        SmtpTestResult result = sender.test(Accounts.mail(), reports::add, new Cancellation());

        assertThat(((SendOutcome.Failed) result.outcome()).failure().problem().code())
                .isEqualTo(code);
        assertThat(reports.get(reports.size() - 1).findings())
                .containsExactly(new StageListener.Finding("mail.diagnosis.finding.reason", said));
    }

    @Test
    void whatTheDnsSaidLastCountsWhileItSaysNothing() {
        Queue<String> answers = new ArrayDeque<>(List.of(
                "127.0.0.1", "mail.corp.example: Temporary failure in name resolution", "mail.corp.example: unknown"));
        SmtpSender sender = Accounts.at(server)
                .host("mail.corp.example")
                .resolvedBy(host -> Accounts.addresses(answers.remove()))
                .sender();

        assertThat(Accounts.outcome(sender)).isInstanceOf(Accepted.class);
        assertThat(Accounts.outcome(sender)).isInstanceOf(Accepted.class);
        assertThat(Accounts.outcome(sender)).isInstanceOfSatisfying(SendOutcome.Unsent.class, unsent -> assertThat(
                        unsent.cause().problem())
                .isEqualTo(SmtpProblem.HOST_UNKNOWN));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        boolean over = false;
        while (!over) {
            try {
                latch.await();
                over = true;
            } catch (InterruptedException asTheSystemsResolverDoes) {
                // It takes no notice.
            }
        }
    }
}
