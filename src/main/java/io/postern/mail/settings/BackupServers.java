package io.postern.mail.settings;

import io.postern.audit.Changes;
import io.postern.mail.MailServer;
import io.postern.mail.ServerCertificateRenewed;
import io.postern.web.NotFound;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Which backup servers there are, and their order. Who changes that holds a lock on the primary's row. The transactions are inside the
 * methods because to be overtaken by another administrator is an answer and not a failure.
 */
@Component
public class BackupServers {

    private static final int MOST_SERVERS = 5;

    private final MailSettingsRepository repository;
    private final SealedRefreshTokens grants;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;

    BackupServers(
            MailSettingsRepository repository,
            SealedRefreshTokens grants,
            ApplicationEventPublisher events,
            TransactionOperations transaction) {
        this.repository = repository;
        this.grants = grants;
        this.events = events;
        this.transaction = transaction;
    }

    /** A backup as it would be added now: behind all others, and not stored. {@link MailSettingsService#save} adds it. */
    public MailSettings next() {
        List<MailSettings> servers = repository.inOrder();
        Set<Integer> taken = servers.stream().map(server -> (int) server.id()).collect(Collectors.toSet());
        int free = MailSettings.PRIMARY + 1;
        while (taken.contains(free)) {
            free++;
        }
        return MailSettings.backup((short) free, servers.get(servers.size() - 1).place() + 1);
    }

    /** The key of the reason why none can be added; empty if one can. */
    public Optional<String> whyNoMore() {
        if (repository.stored().host().isEmpty()) {
            return Optional.of("mail.settings.backup.no-primary");
        }
        return repository.inOrder().size() < MOST_SERVERS
                ? Optional.empty()
                : Optional.of("mail.settings.backup.too-many");
    }

    /**
     * Deletes a backup. Its mails stay in the queue, and go through the servers that are left.
     *
     * @param version that the administrator saw, or blank
     * @return whether it was deleted: not when another administrator changed it meanwhile
     */
    public boolean delete(MailSettings server, String version) {
        return changed(server, version, stored -> {
            String place = place(stored);
            String host = stored.host();
            repository.delete(stored);
            repository.flush();
            grants.forgetUnused();
            events.publishEvent(
                    stored.changed(new Changes().note("place", place, null).noted()));
            if (!host.isEmpty() && !repository.isUsed(host)) {
                events.publishEvent(new ServerCertificateRenewed(host));
            }
            events.publishEvent(new MailServer.Removed(stored.id()));
        });
    }

    /**
     * Moves a backup by one place among the backups; the first stays the first, and the last stays the last.
     *
     * @param version that the administrator saw, or blank
     * @return whether it has its place: not when another administrator changed it meanwhile
     */
    public boolean move(MailSettings server, boolean up, String version) {
        return changed(server, version, stored -> {
            List<MailSettings> servers = repository.inOrder();
            int other = servers.indexOf(stored) + (up ? -1 : 1);
            if (other > 0 && other < servers.size()) {
                swap(stored, servers.get(other));
            }
        });
    }

    private boolean changed(MailSettings server, String version, Consumer<MailSettings> change) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                repository.lockPrimary();
                MailSettings stored = repository.findById(server.id()).orElseThrow(NotFound::new);
                boolean known = !stored.isStale(version);
                if (known) {
                    change.accept(stored);
                }
                return known;
            }));
        } catch (OptimisticLockingFailureException anotherWasFaster) {
            return false;
        }
    }

    private void swap(MailSettings moved, MailSettings other) {
        String before = place(moved);
        int place = moved.place();
        moved.moveTo(other.place());
        repository.store(moved);
        repository.place(other.id(), place);
        events.publishEvent(
                moved.changed(new Changes().note("place", before, place(moved)).noted()));
    }

    /** As people count: the first backup is 1, wherever others were deleted. */
    private String place(MailSettings server) {
        return Integer.toString(repository.inOrder().indexOf(server));
    }
}
