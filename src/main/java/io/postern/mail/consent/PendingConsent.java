package io.postern.mail.consent;

import io.postern.users.SignedInUser;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A connection that an administrator began and that the provider has not answered yet. It is kept in the session.
 *
 * @param server whose account it is
 * @param version of its settings
 */
public record PendingConsent(UUID user, String state, String verifier, short server, long version, Instant until)
        implements Serializable {

    public static final String ATTRIBUTE = "mail.settings.connecting";
    public static final Duration LONGEST = Duration.ofMinutes(10);

    private static final long serialVersionUID = 1L;

    /** A limit that is too far away was set before the clock was set back. It does not count. */
    public boolean isAnsweredBy(String otherState, SignedInUser reader, Instant now) {
        byte[] mine = state.getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(mine, otherState.getBytes(StandardCharsets.UTF_8))
                && user.equals(reader.id())
                && now.isBefore(until)
                && until.isBefore(now.plus(LONGEST.multipliedBy(2)));
    }

    @Override
    public String toString() {
        return "PendingConsent[until=" + until + "]";
    }
}
