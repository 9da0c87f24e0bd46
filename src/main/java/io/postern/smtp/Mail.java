package io.postern.smtp;

import io.postern.net.EmailAddress;
import java.time.Instant;

/**
 * One mail to one recipient, ready to be sent.
 *
 * @param messageId the Message-ID (RFC 5322), angle brackets included; the same at each attempt, so that a duplicate can be told
 * @param date for the Date header
 */
public record Mail(String messageId, Instant date, EmailAddress to, String subject, String text, String html) {

    /** Without subject and bodies: a link in them is a secret. */
    @Override
    public String toString() {
        return "Mail[" + messageId + "]";
    }
}
