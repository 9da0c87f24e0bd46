package io.postern.mailsettings;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Saves a checked form over the version that it was filled from. */
@Component
class MailSettingsSaving {

    private final MailSettingsRow row;
    private final MailSecret secret;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;

    MailSettingsSaving(
            MailSettingsRow row,
            MailSecret secret,
            ApplicationEventPublisher events,
            TransactionOperations transaction) {
        this.row = row;
        this.secret = secret;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * Stores the settings and tells the trail.
     *
     * @param checkedVersion of the settings against which the form was checked
     * @return whether it was saved: not when another administrator saved in between, since nothing may be mixed
     */
    boolean save(CheckedMail checked, long checkedVersion) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                MailSettings stored = row.stored();
                if (stored.version() != checkedVersion) {
                    return false;
                }
                MailSettingsChanged changed =
                        stored.change(checked.values(), secret.sealed(checked.secret(), checked.values(), stored));
                row.saveAndFlush(stored);
                if (!changed.details().isEmpty()) {
                    events.publishEvent(changed);
                }
                return true;
            }));
        } catch (OptimisticLockingFailureException anotherWasFaster) {
            return false;
        }
    }
}
