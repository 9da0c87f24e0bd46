package io.postern.mail.settings;

import io.postern.mail.MailPaths;
import io.postern.web.FormVersion;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The mail servers: the primary, which is always there, and its backups. */
public interface MailSettingsRepository extends Repository<MailSettings, Short> {

    Optional<MailSettings> findById(Short id);

    List<MailSettings> findAllByOrderByPlace();

    /** The primary, under a lock: who adds, moves or deletes a server waits for another who does. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select settings from MailSettings settings where settings.id = 1")
    Optional<MailSettings> lockPrimary();

    /** Has a server tried in another place. That is no change of its settings, so its open forms stay good. */
    @Modifying
    @Query("update MailSettings settings set settings.place = :place where settings.id = :id")
    void place(short id, int place);

    void delete(MailSettings settings);

    void flush();

    MailSettings saveAndFlush(MailSettings settings);

    /** Saves it in the caller's transaction. Whose form it was knows the new version, also in another tab. */
    default MailSettings store(MailSettings changed) {
        String before = String.valueOf(changed.version());
        MailSettings saved = saveAndFlush(changed);
        String after = String.valueOf(saved.version());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                FormVersion.saved(MailPaths.server(saved.id()), before, after);
            }
        });
        return saved;
    }

    /** Whether one of the servers has this host. */
    default boolean isUsed(String host) {
        return inOrder().stream().anyMatch(server -> host.equals(server.host()));
    }

    /** The primary. Where somebody deleted it, nothing counts as saved yet, and saving makes it again. */
    default MailSettings stored() {
        return findById(MailSettings.PRIMARY).orElseGet(MailSettings::unsaved);
    }

    /** The primary's row, which is made where it is missing: for a change that does not go through this repository. */
    default MailSettings present() {
        return findById(MailSettings.PRIMARY).orElseGet(() -> saveAndFlush(MailSettings.unsaved()));
    }

    /** In the order in which they are tried, the primary first. */
    default List<MailSettings> inOrder() {
        List<MailSettings> servers = findAllByOrderByPlace();
        return servers.stream().anyMatch(MailSettings::isPrimary)
                ? servers
                : Stream.concat(Stream.of(MailSettings.unsaved()), servers.stream())
                        .toList();
    }
}
