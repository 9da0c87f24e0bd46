package io.postern.mail.settings;

import io.postern.mail.MailSettingsChanged;
import io.postern.mail.MailSettingsSaved;
import io.postern.mail.ServerCertificateRenewed;
import io.postern.web.FormVersion;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.validation.Errors;

/**
 * Saves Settings &gt; Mail and tells the trail. The transactions are inside the methods because a save that another administrator
 * overtakes is an answer and not a failure.
 */
@Component
public class MailSettingsService {

    private static final String PAGE = "/settings/mail";
    private static final String STALE = "mail.settings.version.stale";

    private final MailSettingsRepository repository;
    private final MailFormCheck check;
    private final MailSecret secret;
    private final SealedRefreshTokens grants;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;

    MailSettingsService(
            MailSettingsRepository repository,
            MailFormCheck check,
            MailSecret secret,
            SealedRefreshTokens grants,
            ApplicationEventPublisher events,
            TransactionOperations transaction) {
        this.repository = repository;
        this.check = check;
        this.secret = secret;
        this.grants = grants;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * Checks the form and saves it.
     *
     * @return empty with an error at each field that is wrong, or where another administrator saved meanwhile
     */
    public Optional<CheckedMailForm> save(MailForm form, Errors errors) {
        try {
            Optional<Saved> saved = transaction.execute(status -> saveOnce(form, errors));
            saved.ifPresent(done -> FormVersion.saved(PAGE, done.before(), done.after()));
            return saved.map(Saved::form);
        } catch (OptimisticLockingFailureException anotherWasFaster) {
            errors.rejectValue("version", STALE);
            return Optional.empty();
        }
    }

    private record Saved(CheckedMailForm form, String before, String after) {}

    private Optional<Saved> saveOnce(MailForm form, Errors errors) {
        MailSettings stored = repository.stored();
        String version = String.valueOf(stored.version());
        String named = form.version().strip();
        if (!named.isEmpty() && !FormVersion.known(PAGE, named, version).equals(version)) {
            errors.rejectValue("version", STALE);
            return Optional.empty();
        }
        return check.check(form, stored, errors).map(valid -> {
            MailSettings saved = write(
                    stored,
                    settings -> settings.change(
                            valid.values(),
                            secret.sealed(valid.secret(), valid.values(), settings),
                            valid.disconnects()));
            return new Saved(valid, version, String.valueOf(saved.version()));
        });
    }

    /**
     * Stores the consent of the account of these settings.
     *
     * @param version of the settings to which the account consented
     * @return whether it was stored: not when somebody saved meanwhile
     */
    public boolean connect(String refreshToken, long version) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                MailSettings stored = repository.stored();
                boolean same = stored.version() == version;
                if (same) {
                    write(stored, settings -> settings.connect(grants.store(refreshToken)));
                }
                return same;
            }));
        } catch (OptimisticLockingFailureException anotherWasFaster) {
            return false;
        }
    }

    private MailSettings write(MailSettings stored, Function<MailSettings, MailSettingsChanged> change) {
        String host = stored.host();
        MailSettingsChanged changed = change.apply(stored);
        MailSettings saved = repository.saveAndFlush(stored);
        grants.forgetUnused();
        if (!changed.details().isEmpty()) {
            events.publishEvent(changed);
        }
        if (!host.isEmpty() && !host.equals(saved.host())) {
            events.publishEvent(new ServerCertificateRenewed(host));
        }
        events.publishEvent(new MailSettingsSaved(saved.id()));
        return saved;
    }
}
