package io.postern.mail.settings;

import io.postern.mail.MailSettingsChanged;
import io.postern.mail.MailSettingsSaved;
import io.postern.mail.ServerCertificateRenewed;
import io.postern.web.NotFound;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.validation.Errors;

/**
 * Saves Settings &gt; Mail and tells the trail. The transactions are inside the methods because a save
 * that another administrator overtakes is an answer and not a failure.
 */
@Component
public class MailSettingsService {

    private static final String STALE = "mail.settings.version.stale";

    private final MailSettingsRepository repository;
    private final BackupServers backups;
    private final MailFormCheck check;
    private final MailSecret secret;
    private final SealedRefreshTokens grants;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;

    MailSettingsService(
            MailSettingsRepository repository,
            BackupServers backups,
            MailFormCheck check,
            MailSecret secret,
            SealedRefreshTokens grants,
            ApplicationEventPublisher events,
            TransactionOperations transaction) {
        this.repository = repository;
        this.backups = backups;
        this.check = check;
        this.secret = secret;
        this.grants = grants;
        this.events = events;
        this.transaction = transaction;
    }

    /** What was saved, for the server of this id. */
    public record Saved(int server, CheckedMailForm form) {}

    /** Checks the form and saves it for the primary server. */
    public Optional<Saved> save(MailForm form, Errors errors) {
        return save(repository.stored(), form, errors);
    }

    /**
     * Checks the form and saves it.
     *
     * @param server whose settings these are, as they were read: stored, or {@link BackupServers#next}
     * @return empty with an error at each field that is wrong, or where another administrator saved meanwhile
     * @throws NotFound if the server was deleted meanwhile
     */
    public Optional<Saved> save(MailSettings server, MailForm form, Errors errors) {
        try {
            return transaction.execute(
                    status -> server.isNew() ? addOnce(form, errors) : saveOnce(stored(server.id()), form, errors));
        } catch (OptimisticLockingFailureException anotherWasFaster) {
            errors.rejectValue("version", STALE);
            return Optional.empty();
        }
    }

    private Optional<Saved> addOnce(MailForm form, Errors errors) {
        repository.lockPrimary();
        backups.whyNoMore().ifPresent(errors::reject);
        return errors.hasErrors() ? Optional.empty() : change(backups.next(), form, errors);
    }

    private Optional<Saved> saveOnce(MailSettings stored, MailForm form, Errors errors) {
        if (stored.isStale(form.version())) {
            errors.rejectValue("version", STALE);
            return Optional.empty();
        }
        return change(stored, form, errors);
    }

    private Optional<Saved> change(MailSettings stored, MailForm form, Errors errors) {
        return check.check(form, stored, errors).map(valid -> {
            MailSettings saved = write(
                    stored,
                    settings -> settings.change(
                            valid.values(),
                            secret.sealed(valid.secret(), valid.values(), settings),
                            valid.disconnects()));
            return new Saved(saved.id(), valid);
        });
    }

    /**
     * Stores the consent of the account of these settings.
     *
     * @param version of the settings to which the account consented
     * @return whether it was stored: not when somebody saved meanwhile
     */
    public boolean connect(short server, String refreshToken, long version) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> repository
                    .findById(server)
                    .filter(stored -> stored.version() == version)
                    .map(stored -> write(stored, settings -> settings.connect(grants.store(refreshToken))))
                    .isPresent()));
        } catch (OptimisticLockingFailureException anotherWasFaster) {
            return false;
        }
    }

    private MailSettings stored(short server) {
        return server == MailSettings.PRIMARY
                ? repository.stored()
                : repository.findById(server).orElseThrow(NotFound::new);
    }

    private MailSettings write(MailSettings stored, Function<MailSettings, MailSettingsChanged> change) {
        String host = stored.host();
        MailSettingsChanged changed = change.apply(stored);
        MailSettings saved = repository.store(stored);
        grants.forgetUnused();
        if (!changed.details().isEmpty()) {
            events.publishEvent(changed);
        }
        if (!host.isEmpty() && !repository.isUsed(host)) {
            events.publishEvent(new ServerCertificateRenewed(host));
        }
        events.publishEvent(new MailSettingsSaved(saved.id()));
        return saved;
    }
}
