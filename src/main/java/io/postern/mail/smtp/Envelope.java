package io.postern.mail.smtp;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/** The commands by which a mail begins, as the library words them. */
final class Envelope {

    private Envelope() {}

    /** MAIL, RCPT and DATA; empty for a mail that does not name its one sender and its one recipient plainly. */
    static List<String> commands(@Nullable MimeMessage message) {
        try {
            return message == null ? List.of() : plainCommands(message);
        } catch (MessagingException | RuntimeException unusable) {
            // It fails by itself, in its turn.
            return List.of();
        }
    }

    private static List<String> plainCommands(MimeMessage message) throws MessagingException {
        Address[] recipients = message.getAllRecipients();
        if (!(message instanceof SMTPMessage mail)
                || mail.getEnvelopeFrom() == null
                || recipients == null
                || recipients.length != 1
                || !(recipients[0] instanceof InternetAddress to)) {
            return List.of();
        }
        String from = mail.getEnvelopeFrom();
        boolean plain = (from + to.getAddress()).chars().allMatch(c -> c > ' ' && c <= '~' && c != '<' && c != '>');
        return plain ? List.of("MAIL FROM:<" + from + ">", "RCPT TO:<" + to.getAddress() + ">", "DATA") : List.of();
    }
}
