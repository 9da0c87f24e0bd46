package io.postern.mail.settings;

import io.postern.mail.MailSettingsChanged;
import io.postern.mail.MailSettingsSaved;
import io.postern.mail.ServerCertificateRenewed;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Saves a checked form over the version that it was filled from. */
@Component
public class MailSettingsService {

    private final MailSettingsRepository repository;
    private final MailSecret secret;
    private final SealedRefreshTokens grants;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;

    MailSettingsService(
            MailSettingsRepository repository,
            MailSecret secret,
            SealedRefreshTokens grants,
            ApplicationEventPublisher events,
            TransactionOperations transaction) {
        this.repository = repository;
        this.secret = secret;
        this.grants = grants;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * Stores the settings and tells the trail.
     *
     * @param checkedVersion of the settings against which the form was checked
     * @return whether it was saved: not when another administrator saved in between, since nothing may be mixed
     */
    public boolean save(CheckedMailForm checked, long checkedVersion) {
        return change(
                checkedVersion,
                stored -> stored.change(
                        checked.values(),
                        secret.sealed(checked.secret(), checked.values(), stored),
                        checked.disconnects()));
    }

    /**
     * Stores the consent of the account of these settings and tells the trail.
     *
     * @param version of the settings to which the account consented
     * @return whether it was stored: not when somebody saved in between
     */
    public boolean connect(String refreshToken, long version) {
        return change(version, stored -> stored.connect(grants.store(refreshToken)));
    }

    private boolean change(long version, Function<MailSettings, MailSettingsChanged> change) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                MailSettings stored = repository.stored();
                if (stored.version() != version) {
                    return false;
                }
                String host = stored.values().host();
                MailSettingsChanged changed = change.apply(stored);
                repository.saveAndFlush(stored);
                grants.forgetOthers(stored.grantId().orElse(null));
                if (!changed.details().isEmpty()) {
                    events.publishEvent(changed);
                }
                if (host != null && !host.equals(stored.values().host())) {
                    events.publishEvent(new ServerCertificateRenewed(host));
                }
                events.publishEvent(new MailSettingsSaved());
                return true;
            }));
        } catch (OptimisticLockingFailureException anotherWasFaster) {
            return false;
        }
    }
}
