package io.postern.mail.domain;

import io.postern.mail.providers.Provider;
import io.postern.net.EmailAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is checked: a From domain with the servers that mails from it go through.
 *
 * @param domain in punycode and lower case
 * @param owner the provider that alone gives out addresses in this domain and looks after its records, or null
 */
public record CheckedDomain(String domain, List<Sender> senders, @Nullable Provider owner) {

    /**
     * A mail server that sends for the domain.
     *
     * @param host as the settings name it, without brackets
     * @param envelope the sender of the envelope, whose domain SPF is about
     * @param helo how our own name is given; of what the server says in its place nothing is known
     * @param provider whose server it is, if that is known
     */
    record Sender(String host, EmailAddress envelope, String helo, @Nullable Provider provider) {

        /** Whether receivers see another domain in the envelope than the one that is sent. */
        boolean isEnvelopeReplaced() {
            return provider != null
                    && provider.records() != null
                    && provider.records().ownEnvelope();
        }
    }

    public CheckedDomain {
        senders = List.copyOf(senders);
    }
}
