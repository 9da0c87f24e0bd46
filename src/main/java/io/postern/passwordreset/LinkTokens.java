package io.postern.passwordreset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Single-use tokens of mailed links: 32 random bytes, base64url; only their SHA-256 is stored. A token is bound to one user and one
 * purpose.
 */
@Component
class LinkTokens {

    private static final int BYTES = 32;
    private static final int CHARACTERS = 43;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    LinkTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Makes a token; what is returned exists nowhere else.
     *
     * @param delivery the queued mail that will hold it, or null when it is handed over in person
     */
    String mint(LinkPurpose purpose, UUID user, @Nullable Long delivery, Duration lifetime) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql(
                        """
                        insert into link_token (token_hash, purpose, user_id, delivery_id, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .param(hash(token))
                .param(purpose.name())
                .param(user)
                .param(delivery)
                .param(Timestamp.from(clock.instant()))
                .param(Timestamp.from(clock.instant().plus(lifetime)))
                .update();
        return token;
    }

    /** Whose token it is, while it is good. Changes nothing. */
    Optional<UUID> find(LinkPurpose purpose, String token) {
        return jdbc.sql("select user_id from link_token where token_hash = ? and purpose = ? and expires_at > ?")
                .param(hash(token))
                .param(purpose.name())
                .param(Timestamp.from(clock.instant()))
                .query(UUID.class)
                .optional();
    }

    /** Uses it up. Of several at once, one gets true. */
    boolean consume(LinkPurpose purpose, String token) {
        return jdbc.sql("delete from link_token where token_hash = ? and purpose = ? and expires_at > ?")
                        .param(hash(token))
                        .param(purpose.name())
                        .param(Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /** Ends the links of the user's older requests; those of this one stay, each attempt's. */
    void voidOlder(LinkPurpose purpose, UUID user, long delivery) {
        jdbc.sql("delete from link_token where user_id = ? and purpose = ? and delivery_id < ?")
                .param(user)
                .param(purpose.name())
                .param(delivery)
                .update();
    }

    void voidAll(UUID user) {
        jdbc.sql("delete from link_token where user_id = ?").param(user).update();
    }

    void voidAll(LinkPurpose purpose, UUID user) {
        jdbc.sql("delete from link_token where user_id = ? and purpose = ?")
                .param(user)
                .param(purpose.name())
                .update();
    }

    void deleteExpired() {
        jdbc.sql("delete from link_token where expires_at <= ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    /** Of anything that can't be a token, a hash that none has. */
    private static String hash(String token) {
        String hashed = token.length() == CHARACTERS ? token : "";
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(hashed.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
