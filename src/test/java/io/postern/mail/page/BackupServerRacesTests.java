package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.settings.BackupServers;
import io.postern.mail.settings.MailSettings;
import io.postern.mail.settings.MailSettingsRepository;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.testing.WaitingForALock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/** Two administrators who change the servers at the same moment. */
class BackupServerRacesTests extends ApplicationTest {

    private static final String NEW = "/settings/mail/servers/new";

    @Autowired
    private TransactionOperations transaction;

    @Autowired
    private MailSettingsRepository repository;

    @Autowired
    private BackupServers backups;

    @AfterEach
    void removeBackups() {
        mailSettings.removeBackups();
    }

    @Test
    void theSixthIsRefusedWhenTwoAddTheFifth() throws Exception {
        for (int i = 0; i < 3; i++) {
            backup();
        }
        Visitor second = administrator();
        Map<String, String> form = Visitor.filled(
                second.get(NEW), NEW, Map.of("host", "backup.corp.example", "fromAddress", "b@corp.example"));
        Visitor.Answer answer = whileAnother(this::backup, () -> second.post(NEW, form));
        assertThat(answer.error("form")).isPresent();
        assertThat(repository.inOrder()).hasSize(5);
    }

    @Test
    void bothAreThereWhenTwoAddOne() throws Exception {
        Visitor second = administrator();
        Map<String, String> form = Visitor.filled(
                second.get(NEW), NEW, Map.of("host", "backup.corp.example", "fromAddress", "b@corp.example"));
        Visitor.Answer answer = whileAnother(this::backup, () -> second.post(NEW, form));
        assertThat(answer.location()).isEqualTo("/settings/mail/servers/3");
        assertThat(repository.inOrder()).extracting(server -> (int) server.id()).containsExactly(1, 2, 3);
    }

    @Test
    void whatAnotherMovesMeanwhileIsNotDeleted() throws Exception {
        backup();
        String page = "/settings/mail/servers/" + backup();
        Visitor second = administrator();
        Map<String, String> form = Visitor.filled(second.get(page), page + "/delete", Map.of());
        MailSettings server = repository.inOrder().get(2);
        Visitor.Answer answer =
                whileAnother(() -> backups.move(server, true, ""), () -> second.post(page + "/delete", form));
        assertThat(answer.location()).isEqualTo(page);
        assertThat(repository.inOrder()).hasSize(3);
    }

    /** The second waits for the first, who has not committed yet. */
    private Visitor.Answer whileAnother(Runnable change, Callable<Visitor.Answer> work) throws Exception {
        CompletableFuture<Visitor.Answer> waits = transaction.execute(status -> {
            change.run();
            return WaitingForALock.begin(jdbc, work);
        });
        return waits.get();
    }

    private int backup() {
        return mailSettings.backup(smtp.port(), "backup@corp.example");
    }
}
