package io.postern.mail.message;

import io.postern.mail.account.SmtpAccount;
import io.postern.net.EmailAddress;
import jakarta.mail.Address;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/**
 * One mail to one recipient, as it goes on the wire (RFC 5322, RFC 2046, RFC 3834, RFC 2369): text and HTML as alternatives,
 * quoted-printable, so that no line is long and none depends on 8BITMIME. It is written out here. The library's own way costs several
 * times as much, and makes headers of whatever holds a line break.
 */
public final class OutgoingMail extends SMTPMessage {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    /** Without its angle brackets. */
    static final int LONGEST_MESSAGE_ID = 198;

    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?-~]{1," + LONGEST_MESSAGE_ID + "}>");

    private final EmailAddress to;
    private final Instant date;
    private final byte[] bytes;

    private OutgoingMail(EmailAddress to, Instant date, byte[] bytes) {
        super((Session) null);
        this.to = to;
        this.date = date;
        this.bytes = bytes;
    }

    /**
     * Writes a mail.
     *
     * @param messageId the Message-ID, angle brackets included; the same at each attempt, so that a duplicate can be told
     * @param optOut where the recipient can choose to get no such mails, or null where that is no choice
     */
    public static OutgoingMail of(
            SmtpAccount.Sender sender,
            EmailAddress to,
            String messageId,
            Instant date,
            String subject,
            String text,
            String html,
            @Nullable URI optOut) {
        if (!MESSAGE_ID.matcher(messageId).matches()) {
            throw new IllegalArgumentException("not a Message-ID");
        }
        // A part can't contain it: quoted-printable has no "=_".
        String boundary = "=_" + Integer.toHexString(messageId.hashCode());
        ByteArrayOutputStream content = new ByteArrayOutputStream(1024 + 2 * (text.length() + html.length()));
        header(content, "Date", DATE.format(date));
        header(content, "From", HeaderText.mailbox(sender.displayName(), sender.from()));
        if (sender.replyTo() != null) {
            header(content, "Reply-To", sender.replyTo().value());
        }
        header(content, "To", to.value());
        header(content, "Message-ID", messageId);
        header(content, "Subject", HeaderText.unstructured(subject));
        header(content, "Auto-Submitted", "auto-generated");
        // Exchange looks for this one instead, and would answer that somebody is on holiday.
        header(content, "X-Auto-Response-Suppress", "All");
        if (optOut != null) {
            header(content, "List-Unsubscribe", "<" + optOut.toASCIIString() + ">");
        }
        header(content, "MIME-Version", "1.0");
        header(content, "Content-Type", "multipart/alternative;\r\n boundary=\"" + boundary + "\"");
        part(content, boundary, "text/plain", text);
        part(content, boundary, "text/html", html);
        ascii(content, "\r\n--" + boundary + "--\r\n");
        OutgoingMail mail = new OutgoingMail(to, date, content.toByteArray());
        EmailAddress bounces = sender.envelopeFrom() == null ? sender.from() : sender.envelopeFrom();
        mail.setEnvelopeFrom(bounces.value());
        return mail;
    }

    private static void header(ByteArrayOutputStream out, String name, String value) {
        ascii(out, name + ": " + value + "\r\n");
    }

    private static void part(ByteArrayOutputStream out, String boundary, String type, String text) {
        ascii(out, "\r\n--" + boundary + "\r\nContent-Type: " + type + "; charset=UTF-8\r\n");
        ascii(out, "Content-Transfer-Encoding: quoted-printable\r\n\r\n");
        QuotedPrintable.encode(text, out);
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    public EmailAddress to() {
        return to;
    }

    /** When it was written. */
    public Instant date() {
        return date;
    }

    @Override
    public Address[] getAllRecipients() {
        InternetAddress recipient = new InternetAddress();
        recipient.setAddress(to.value());
        return new Address[] {recipient};
    }

    @Override
    public void writeTo(OutputStream out, String @Nullable [] ignored) throws IOException {
        out.write(bytes);
    }
}
