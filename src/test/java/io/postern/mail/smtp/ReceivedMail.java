package io.postern.mail.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/**
 * A message that a {@link ScriptedSmtpServer} took.
 *
 * @param from address of MAIL FROM
 * @param recipients addresses of RCPT TO that were not refused
 * @param raw everything between DATA and the dot, dots unstuffed
 */
public record ReceivedMail(String from, List<String> recipients, String raw) {

    public MimeMessage message() {
        try {
            byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    public String messageId() {
        return header("Message-ID");
    }

    public String subject() {
        try {
            return message().getSubject();
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** The header's value as it came; fails when there is not exactly one. */
    public String header(String name) {
        try {
            String[] values = message().getHeader(name);
            if (values == null || values.length != 1) {
                throw new AssertionError("not exactly one " + name);
            }
            return values[0];
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** The text part, decoded. */
    public String text() {
        return part(0);
    }

    /** The HTML part, decoded. */
    public String html() {
        return part(1);
    }

    private String part(int index) {
        try {
            Multipart parts = (Multipart) message().getContent();
            return String.valueOf(parts.getBodyPart(index).getContent());
        } catch (MessagingException | IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
