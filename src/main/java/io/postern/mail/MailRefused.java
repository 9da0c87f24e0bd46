package io.postern.mail;

import io.postern.net.EmailAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mail to a known user ended, since the server refused it for good. Published in the transaction that records it.
 *
 * @param reply what the server said, to be escaped where it is shown
 */
public record MailRefused(Recipient user, EmailAddress to, @Nullable String reply) {

    /**
     * What was refused to these addresses is over: the server accepted a mail, or what ended is tried again. Published for addresses
     * that were never refused, too.
     *
     * @param addresses in canonical form
     */
    public record Over(Set<String> addresses) {}

    /** Mails to known users were not sent in their time. Published in the transaction that records it. */
    public record Expired(int mails) {}
}
