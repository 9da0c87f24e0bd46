package io.postern.alerts.mails;

import io.postern.accountlinks.UserMailKind;
import io.postern.mail.ComposedMail;
import io.postern.mail.QueuedMail;
import io.postern.users.User;
import io.postern.users.Users;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A kind of mail about alerts. The reference of its row says which. */
final class AlertMail extends UserMailKind {

    private final String name;
    private final Priority priority;
    private final BiFunction<User, String, ComposedMail> letter;

    private AlertMail(Users users, String name, Priority priority, BiFunction<User, String, ComposedMail> letter) {
        super(users);
        this.name = name;
        this.priority = priority;
        this.letter = letter;
    }

    /** The two kinds. */
    @Configuration(proxyBeanMethods = false)
    static class Kinds {

        /** Sent at once. It lists alerts of the batch that its row names, and of later ones. */
        @Bean
        AlertMail alertMail(Users users, AlertLetters letters) {
            return new AlertMail(
                    users,
                    "alert",
                    Priority.ALERT,
                    (user, batch) -> letters.write(user, MailableAlerts.since(Long.parseLong(batch)), false));
        }

        /** The summary of a time span, which its row names. */
        @Bean
        AlertMail digestMail(Users users, AlertLetters letters) {
            return new AlertMail(users, "alert-digest", Priority.DIGEST, (user, span) -> {
                String[] ends = span.split("/", -1);
                return letters.write(
                        user, MailableAlerts.between(Instant.parse(ends[0]), Instant.parse(ends[1])), true);
            });
        }
    }

    /** The reference of a summary. */
    static String span(Instant from, Instant to) {
        return from + "/" + to;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Priority priority() {
        return priority;
    }

    @Override
    public Map<Long, ComposedMail> compose(List<QueuedMail> batch) {
        return each(batch, (user, mail) -> letter.apply(user, String.valueOf(mail.reference())));
    }
}
