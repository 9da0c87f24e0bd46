package io.postern.alerts.sources;

import static io.postern.alerts.AlertComponent.MAIL;
import static io.postern.alerts.AlertComponent.SIGN_IN;
import static io.postern.alerts.AlertComponent.SYSTEM;
import static io.postern.alerts.AlertComponent.USERS;
import static io.postern.alerts.Severity.ERROR;
import static io.postern.alerts.Severity.INFO;
import static io.postern.alerts.Severity.WARNING;

import io.postern.accountlinks.ResetLimitReached;
import io.postern.accountlinks.ResetQueueFull;
import io.postern.alerts.AlertChannel;
import io.postern.alerts.AlertText;
import io.postern.alerts.Alerts;
import io.postern.alerts.NewAlert;
import io.postern.mail.DeliveryWorkerFailed;
import io.postern.mail.DeliveryWorkerRecovered;
import io.postern.mail.DomainHeld;
import io.postern.mail.DomainReleased;
import io.postern.mail.MailHeld;
import io.postern.mail.MailPaths;
import io.postern.mail.MailRefused;
import io.postern.mail.MailServer;
import io.postern.mail.MailSettingsChanged;
import io.postern.signin.SignInEvent;
import io.postern.system.SystemPaths;
import io.postern.system.TickRunning;
import io.postern.system.TickStalled;
import io.postern.users.RefusedAddresses;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserEvent;
import io.postern.users.UserPaths;
import io.postern.users.Users;
import io.postern.web.ClientAddresses;
import io.postern.webhook.WebhookFailing;
import io.postern.webhook.WebhookRecovered;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Raises and resolves alerts when other rooms publish events. It waits for the commit: what is rolled back raises no alert. */
@Component
class AlertEventListener {

    static final String MAIL_HELD = "mail-held";
    private static final String MAIL_THROUGH_BACKUP = "mail-through-backup";
    static final String WEBHOOK_FAILING = "webhook-failing:";
    private static final String MAIL_REFUSED = "mail-refused";
    private static final String DOMAIN_HELD = "domain-held:";

    private final Alerts alerts;
    private final BackgroundAlerts background;
    private final Users users;
    private final RefusedAddresses refusedAddresses;

    AlertEventListener(Alerts alerts, BackgroundAlerts background, Users users, RefusedAddresses refusedAddresses) {
        this.alerts = alerts;
        this.background = background;
        this.users = users;
        this.refusedAddresses = refusedAddresses;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(MailHeld held) {
        AlertText text = held.reply() == null
                ? AlertText.message("alerts.text.mail-held")
                        .withDetail("mail.diagnosis.problem." + held.problem() + ".cause")
                : AlertText.message("alerts.text.mail-held-refused", held.reply());
        alerts.raise(new NewAlert(ERROR, MAIL, MAIL_HELD, text, MailPaths.DELIVERIES).about(AlertChannel.MAIL));
        alerts.resolve(MAIL_THROUGH_BACKUP);
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(MailHeld.Over flowing) {
        alerts.resolve(MAIL_HELD);
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(MailServer.BackupUsed used) {
        AlertText text = used.reply() == null
                ? AlertText.message("alerts.text.mail-through-backup")
                        .withDetail("mail.diagnosis.problem." + used.problem() + ".cause")
                : AlertText.message("alerts.text.mail-through-backup-refused", used.reply());
        alerts.raise(new NewAlert(WARNING, MAIL, MAIL_THROUGH_BACKUP, text, MailPaths.SETTINGS));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(MailServer.PrimaryBack flowing) {
        alerts.resolve(MAIL_THROUGH_BACKUP);
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(DomainHeld held) {
        AlertText text = AlertText.message("alerts.text.domain-held", held.domain(), said(held.reply()));
        alerts.raise(new NewAlert(WARNING, MAIL, DOMAIN_HELD + held.domain(), text, MailPaths.DELIVERIES)
                .about(AlertChannel.MAIL));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(DomainReleased flowing) {
        alerts.resolve(DOMAIN_HELD + flowing.domain());
    }

    /** One for all users. It names the one who was refused last. Mailed, it might be refused again, and so be told for ever. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(RefusedAddresses.Refused refused) {
        AlertText text = AlertText.message("alerts.text.mail-refused", refused.username(), said(refused.reply()));
        alerts.raise(new NewAlert(WARNING, MAIL, MAIL_REFUSED, text, MailPaths.REFUSED).about(AlertChannel.MAIL));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(RefusedAddresses.Fewer fewer) {
        if (refusedAddresses.isEmpty()) {
            alerts.resolve(MAIL_REFUSED);
        }
    }

    /** A server that puts everything off ends no mail, and may hold nothing. Then this is the only sign. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(MailRefused.Expired expired) {
        AlertText text = AlertText.message("alerts.text.mail-expired", Integer.toString(expired.mails()));
        alerts.raise(new NewAlert(ERROR, MAIL, "mail-expired", text, MailPaths.DELIVERIES).about(AlertChannel.MAIL));
    }

    private static String said(@Nullable String reply) {
        return Objects.requireNonNullElse(reply, "–");
    }

    @EventListener
    void on(DeliveryWorkerFailed failed) {
        background.failed("DeliveryWorker", failed.error());
    }

    @EventListener
    void on(DeliveryWorkerRecovered working) {
        background.worked("DeliveryWorker");
    }

    @EventListener
    void on(TickStalled stalled) {
        background.stalled(stalled.task());
    }

    @EventListener
    void on(TickRunning running) {
        background.runs(running.task());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(WebhookFailing failing) {
        AlertText text = AlertText.message("alerts.text.webhook-failing", failing.destination())
                .withDetail("webhook.problem." + failing.problem());
        alerts.raise(new NewAlert(ERROR, SYSTEM, WEBHOOK_FAILING + failing.webhook(), text, failing.page())
                .about(AlertChannel.WEBHOOK));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(WebhookRecovered working) {
        alerts.resolve(WEBHOOK_FAILING + working.webhook());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(MailSettingsChanged changed) {
        AlertText text = changed.details().containsKey("host")
                ? AlertText.message("alerts.text.mail-settings-changed-host", changed.subject())
                : AlertText.message("alerts.text.mail-settings-changed");
        alerts.raise(new NewAlert(INFO, MAIL, "mail-settings-changed", text, MailPaths.SETTINGS));
    }

    /** All unknown names share one cause, so that an attacker who tries many of them does not fill the list. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(SignInEvent.NameThrottled throttled) {
        Optional<User> user = users.byIdentifier(throttled.typed());
        AlertText text = user.map(known -> AlertText.message("alerts.text.sign-in-throttled", known.username()))
                .orElseGet(() -> AlertText.message("alerts.text.sign-in-throttled-unknown"));
        String cause = "sign-in-throttled" + user.map(known -> ":" + known.id()).orElse("");
        alerts.raise(new NewAlert(WARNING, SIGN_IN, cause, text, null));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(SignInEvent.ClientThrottled throttled) {
        AlertText text = AlertText.message("alerts.text.sign-in-client-throttled", throttled.subject());
        String cause = "sign-in-client-throttled:" + throttled.subject();
        alerts.raise(new NewAlert(WARNING, SIGN_IN, cause, text, null));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(ResetLimitReached limited) {
        AlertText text = AlertText.message("alerts.text.resets-limited", limited.network());
        alerts.raise(new NewAlert(WARNING, SIGN_IN, "resets-limited:" + limited.network(), text, null));
    }

    /** Before the commit: the event comes once, and its transaction may be rolled back. */
    @EventListener
    void on(ClientAddresses.Unreadable named) {
        AlertText text = AlertText.message("alerts.text.client-unreadable", named.proxy(), named.client());
        alerts.raise(new NewAlert(WARNING, SYSTEM, "client-unreadable", text, SystemPaths.SYSTEM));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(ResetQueueFull refused) {
        AlertText text = AlertText.message("alerts.text.resets-not-taken", Integer.toString(refused.waiting()));
        alerts.raise(new NewAlert(ERROR, SIGN_IN, "resets-not-taken", text, MailPaths.DELIVERIES));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(UserEvent.Created created) {
        if (created.role() == Role.ADMINISTRATOR) {
            administrator(created.userId(), created.username(), "alerts.text.administrator-created");
        }
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(UserEvent.Changed changed) {
        if (changed.promoted()) {
            administrator(changed.userId(), changed.username(), "alerts.text.administrator-made");
        }
    }

    private void administrator(UUID id, String username, String text) {
        alerts.raise(new NewAlert(
                WARNING, USERS, "administrator:" + id, AlertText.message(text, username), UserPaths.user(id)));
    }
}
