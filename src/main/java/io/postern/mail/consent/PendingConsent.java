package io.postern.mail.consent;

import io.postern.users.SignedInUser;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A connection that an administrator began and that the provider has not answered yet. It is kept in the session, and so belongs to it.
 *
 * @param version of the settings for which it is
 */
public record PendingConsent(UUID user, String state, String verifier, long version, Instant until)
        implements Serializable {

    public static final String ATTRIBUTE = "mail.settings.connecting";
    public static final Duration LONGEST = Duration.ofMinutes(10);

    private static final long serialVersionUID = 1L;

    /** One that may wait longer than any that begins now dates from before the clock was set back. */
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
