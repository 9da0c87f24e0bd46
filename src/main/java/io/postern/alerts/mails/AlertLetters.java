package io.postern.alerts.mails;

import io.postern.accountlinks.UserMailKind;
import io.postern.alerts.AlertMessages;
import io.postern.alerts.subscriptions.AlertRecipients;
import io.postern.alerts.subscriptions.NoMailReason;
import io.postern.alerts.subscriptions.Subscription;
import io.postern.alerts.subscriptions.Topic;
import io.postern.installation.Installation;
import io.postern.installation.InstallationSettings;
import io.postern.mail.ComposedMail;
import io.postern.mail.DropReason;
import io.postern.mail.Letter;
import io.postern.users.User;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Writes mails about alerts in the recipient's language. They list the most severe alerts first, up to a number. */
@Component
class AlertLetters {

    static final int SHOWN = 20;

    private final AlertRecipients recipients;
    private final AlertMailQuery mails;
    private final Installation installation;
    private final AlertMessages messages;

    AlertLetters(AlertRecipients recipients, AlertMailQuery mails, Installation installation, AlertMessages messages) {
        this.recipients = recipients;
        this.mails = mails;
        this.installation = installation;
        this.messages = messages;
    }

    /**
     * Writes a mail about those of the alerts that the user wants, or says why there is none.
     *
     * @param digest whether it is the daily summary
     */
    ComposedMail write(User user, MailableAlerts mailable, boolean digest) {
        AlertRecipients.Reader reader = recipients.reader(user);
        if (!reader.isReached() || !recipients.mailsEnabled()) {
            return new ComposedMail.Dropped(UserMailKind.recipient(user), dropReason(reader.noMailReasons()));
        }
        Subscription subscription = reader.subscription();
        List<Topic> topics = mails.topics(mailable);
        AlertMailQuery.Selection alerts =
                mails.select(mailable, digest ? subscription.inDigest(topics) : subscription.atOnce(topics), SHOWN);
        return alerts.total() == 0
                ? new ComposedMail.Dropped(UserMailKind.recipient(user), DropReason.NOT_WANTED)
                : new ComposedMail.Written(
                        UserMailKind.recipient(user), user.email().orElseThrow(), letter(user, alerts, digest));
    }

    private Letter letter(User user, AlertMailQuery.Selection alerts, boolean digest) {
        InstallationSettings settings = installation.current();
        Locale language = user.language().orElse(settings.defaultLanguage());
        AlertLines lines = new AlertLines(messages, language, settings.timeZone());
        String name = settings.name();
        return new Letter(
                language,
                new Letter.Opening(
                        digest
                                ? messages.message("alerts.digest.subject", language, name, alerts.total())
                                : lines.subject(name, alerts),
                        lines.preheader(alerts, !digest),
                        messages.message("alerts.mail.greeting", language, user.displayName())),
                List.of(
                        digest
                                ? messages.message("alerts.digest.intro", language, name)
                                : messages.message("alerts.mail.intro", language, name)),
                List.of(),
                lines.listing(alerts),
                new Letter.Action(
                        messages.message("alerts.mail.action", language),
                        installation.link("/alerts").orElseThrow()),
                List.of(
                        messages.message("alerts.mail.zone", language, lines.zone()),
                        messages.message("alerts.mail.why", language, name)),
                new Letter.Action(
                        messages.message("alerts.mail.choose", language),
                        installation.link("/profile/alerts").orElseThrow()));
    }

    private static DropReason dropReason(List<NoMailReason> reasons) {
        if (reasons.contains(NoMailReason.DISABLED)) {
            return DropReason.DISABLED;
        }
        return reasons.contains(NoMailReason.NO_ADDRESS) ? DropReason.NO_ADDRESS : DropReason.NOT_WANTED;
    }
}
