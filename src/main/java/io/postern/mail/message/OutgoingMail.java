package io.postern.mail.message;

import io.postern.net.EmailAddress;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One mail to one recipient, ready to be sent.
 *
 * @param messageId the Message-ID (RFC 5322), angle brackets included; the same at each attempt, so that a duplicate can be told
 * @param date for the Date header
 * @param optOut where the recipient can choose to get no such mails, or null where that is no choice
 */
public record OutgoingMail(
        String messageId,
        Instant date,
        EmailAddress to,
        String subject,
        String text,
        String html,
        @Nullable URI optOut) {

    public OutgoingMail(String messageId, Instant date, EmailAddress to, String subject, String text, String html) {
        this(messageId, date, to, subject, text, html, null);
    }

    /** Without subject and bodies: a link in them is a secret. */
    @Override
    public String toString() {
        return "Mail[" + messageId + "]";
    }
}
