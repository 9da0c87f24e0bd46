package io.postern.alerts.mails;

import io.postern.mail.ComposedMail;
import io.postern.mail.MailKind;
import io.postern.mail.QueuedMail;
import io.postern.mail.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The summary of a time, which its row names. */
@Component
class DigestMail implements MailKind {

    private static final Duration LIFETIME = Duration.ofDays(2);

    private final AlertLetters letters;

    DigestMail(AlertLetters letters) {
        this.letters = letters;
    }

    static String reference(Instant from, Instant to) {
        return from + "/" + to;
    }

    @Override
    public String name() {
        return "alert-digest";
    }

    @Override
    public Priority priority() {
        return Priority.DIGEST;
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
        String[] time = String.valueOf(mail.reference()).split("/", -1);
        MailableAlerts alerts = MailableAlerts.between(Instant.parse(time[0]), Instant.parse(time[1]));
        return letters.write(mail, alerts, AlertLetters.Kind.DIGEST);
    }
}
