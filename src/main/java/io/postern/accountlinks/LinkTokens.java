package io.postern.accountlinks;

import io.postern.crypto.RandomToken;
import io.postern.crypto.Sha256;
import io.postern.database.DatabaseTime;
import io.postern.mail.QueuedMail;
import io.postern.users.User;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Single-use tokens of mailed links: 32 random bytes, base64url; only their SHA-256 is stored. A token is bound to one user and one
 * purpose, and to what the user was like: see {@link User#linkVersion}.
 */
@Component
public class LinkTokens {

    private static final String VALID =
            """
             where token_hash = ? and purpose = ? and expires_at > ?
            and link_version = (select link_version from users where id = link_token.user_id)
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final DatabaseTime clock;

    LinkTokens(JdbcClient jdbc, JdbcTemplate batches, DatabaseTime clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** A token that was made and is not stored yet. */
    record Minted(String token, LinkPurpose purpose, User user, @Nullable Long delivery, Instant expires) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Minted";
        }
    }

    /**
     * Makes a token; what is returned exists nowhere else, and works once it is stored.
     *
     * @param delivery the queued mail that will hold it, or null when it is handed over in person
     */
    Minted mint(LinkPurpose purpose, User user, @Nullable Long delivery, Duration lifetime) {
        return new Minted(
                RandomToken.create(), purpose, user, delivery, clock.instant().plus(lifetime));
    }

    void store(List<Minted> minted) {
        Timestamp now = Timestamp.from(clock.instant());
        batches.batchUpdate(
                """
                insert into link_token (token_hash, purpose, user_id, link_version, delivery_id, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                minted.stream()
                        .map(each -> new @Nullable Object[] {
                            hash(each.token()),
                            each.purpose().name(),
                            each.user().id(),
                            each.user().linkVersion(),
                            each.delivery(),
                            now,
                            Timestamp.from(each.expires())
                        })
                        .toList());
    }

    /** Whose token it is, while it is good, which this does not change. */
    Optional<UUID> find(LinkPurpose purpose, String token) {
        Optional<UUID> user = jdbc.sql("select user_id from link_token" + VALID)
                .param(hash(token))
                .param(purpose.name())
                .param(Timestamp.from(clock.instant()))
                .query(UUID.class)
                .optional();
        if (user.isEmpty()) {
            buryExpired(token);
        }
        return user;
    }

    /** Uses it up. Of several at once, one gets true. */
    public boolean consume(LinkPurpose purpose, String token) {
        int deleted = jdbc.sql("delete from link_token" + VALID)
                .param(hash(token))
                .param(purpose.name())
                .param(Timestamp.from(clock.instant()))
                .update();
        if (deleted == 0) {
            buryExpired(token);
        }
        return deleted == 1;
    }

    /** What was found dead stays dead when the clock is set back. */
    private void buryExpired(String token) {
        jdbc.sql("delete from link_token where token_hash = ? and expires_at <= ?")
                .params(hash(token), Timestamp.from(clock.instant()))
                .update();
    }

    /** Ends the links of older requests of the users whom these mails reached; those of these mails stay, each attempt's. */
    public void revokeOlder(LinkPurpose purpose, List<QueuedMail> accepted) {
        batches.batchUpdate(
                "delete from link_token where user_id = ? and purpose = ? and delivery_id < ?",
                accepted.stream()
                        .filter(mail -> mail.user() != null)
                        .map(mail -> new @Nullable Object[] {mail.user(), purpose.name(), mail.id()})
                        .toList());
    }

    void revokeAll(UUID user) {
        jdbc.sql("delete from link_token where user_id = ?").param(user).update();
    }

    void revokeAll(LinkPurpose purpose, UUID user) {
        jdbc.sql("delete from link_token where user_id = ? and purpose = ?")
                .param(user)
                .param(purpose.name())
                .update();
    }

    /** Of anything that can't be a token, a hash that none has. */
    private static String hash(String token) {
        return Sha256.hex(token.length() == RandomToken.CHARACTERS ? token : "");
    }
}
