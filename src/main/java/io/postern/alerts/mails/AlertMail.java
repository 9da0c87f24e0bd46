package io.postern.alerts.mails;

import io.postern.mail.ComposedMail;
import io.postern.mail.MailKind;
import io.postern.mail.QueuedMail;
import io.postern.mail.Recipient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The mail that is sent at once. It lists alerts from the batch on that its row names. */
@Component
class AlertMail implements MailKind {

    private static final Duration LIFETIME = Duration.ofDays(2);

    private final AlertLetters letters;

    AlertMail(AlertLetters letters) {
        this.letters = letters;
    }

    @Override
    public String name() {
        return "alert";
    }

    @Override
    public Priority priority() {
        return Priority.ALERT;
    }

    @Override
    public Duration lifetime() {
        return LIFETIME;
    }

    @Override
    public Map<Long, Recipient> recipients(List<QueuedMail> mails) {
        return letters.addressees(mails);
    }

    @Override
    public Map<Long, ComposedMail> compose(List<QueuedMail> batch) {
        return batch.stream().collect(Collectors.toMap(QueuedMail::id, this::compose));
    }

    private ComposedMail compose(QueuedMail mail) {
        long batch = Long.parseLong(String.valueOf(mail.reference()));
        return letters.write(mail, MailableAlerts.since(batch), AlertLetters.Kind.BATCH);
    }
}
