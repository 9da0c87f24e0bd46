package io.postern.alerts.mails;

import io.postern.mail.ComposedMail;
import io.postern.mail.MailKind;
import io.postern.mail.QueuedMail;
import io.postern.mail.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A kind of mail about alerts.
 *
 * @param digest whether it is the daily summary
 * @param alerts which alerts it lists, by the reference in its row
 */
record AlertMail(
        String name, Priority priority, AlertLetters letters, boolean digest, Function<String, MailableAlerts> alerts)
        implements MailKind {

    private static final Duration LIFETIME = Duration.ofDays(2);

    /** The two kinds. */
    @Configuration(proxyBeanMethods = false)
    static class Kinds {

        /** Sent at once. It lists alerts of the batch that its row names, and of later ones. */
        @Bean
        AlertMail alertMail(AlertLetters letters) {
            return new AlertMail(
                    "alert", Priority.ALERT, letters, false, batch -> MailableAlerts.since(Long.parseLong(batch)));
        }

        /** The summary of a time span, which its row names. */
        @Bean
        AlertMail digestMail(AlertLetters letters) {
            return new AlertMail("alert-digest", Priority.DIGEST, letters, true, span -> {
                String[] ends = span.split("/", -1);
                return MailableAlerts.between(Instant.parse(ends[0]), Instant.parse(ends[1]));
            });
        }
    }

    /** The reference of a summary. */
    static String span(Instant from, Instant to) {
        return from + "/" + to;
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
        return batch.stream()
                .collect(Collectors.toMap(
                        QueuedMail::id,
                        mail -> letters.write(mail, alerts.apply(String.valueOf(mail.reference())), digest)));
    }
}
