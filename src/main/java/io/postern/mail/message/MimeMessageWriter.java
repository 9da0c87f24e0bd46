package io.postern.mail.message;

import io.postern.mail.account.SmtpAccount;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it goes on the wire (RFC 5322, RFC 2046, RFC 3834, RFC 2369): text and HTML as alternatives, quoted-printable, so that no line is long
 * and none depends on 8BITMIME. Written out here, since the library's own way costs several times as much and makes headers of
 * whatever holds a line break.
 */
public final class MimeMessageWriter extends SMTPMessage {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?-~]{1,200}>");

    private final byte[] bytes;

    private MimeMessageWriter(Session session, byte[] bytes) {
        super(session);
        this.bytes = bytes;
    }

    public static MimeMessageWriter of(OutgoingMail mail, SmtpAccount.Sender sender, Session session)
            throws MessagingException {
        if (!MESSAGE_ID.matcher(mail.messageId()).matches()) {
            throw new IllegalArgumentException("not a Message-ID");
        }
        // A part can't contain it: quoted-printable has no "=_".
        String boundary = "=_" + Integer.toHexString(mail.messageId().hashCode());
        ByteArrayOutputStream content = new ByteArrayOutputStream(
                1024 + 2 * (mail.text().length() + mail.html().length()));
        header(content, "Date", DATE.format(mail.date()));
        header(content, "From", HeaderText.mailbox(sender.displayName(), sender.from()));
        if (sender.replyTo() != null) {
            header(content, "Reply-To", sender.replyTo().value());
        }
        header(content, "To", mail.to().value());
        header(content, "Message-ID", mail.messageId());
        header(content, "Subject", HeaderText.unstructured(mail.subject()));
        header(content, "Auto-Submitted", "auto-generated");
        // Exchange looks for this one instead, and would answer that somebody is on holiday.
        header(content, "X-Auto-Response-Suppress", "All");
        if (mail.optOut() != null) {
            header(content, "List-Unsubscribe", "<" + mail.optOut().toASCIIString() + ">");
        }
        header(content, "MIME-Version", "1.0");
        header(content, "Content-Type", "multipart/alternative;\r\n boundary=\"" + boundary + "\"");
        part(content, boundary, "text/plain", mail.text());
        part(content, boundary, "text/html", mail.html());
        ascii(content, "\r\n--" + boundary + "--\r\n");
        MimeMessageWriter message = new MimeMessageWriter(session, content.toByteArray());
        message.setEnvelopeFrom(
                sender.envelopeFrom() == null
                        ? sender.from().value()
                        : sender.envelopeFrom().value());
        return message;
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

    @Override
    public void writeTo(OutputStream out, String @Nullable [] ignored) throws IOException {
        out.write(bytes);
    }
}
