package io.postern.accountlinks;

import io.postern.crypto.RandomToken;
import io.postern.crypto.Sha256;
import io.postern.database.DatabaseTime;
import io.postern.mail.QueuedMail;
import io.postern.users.User;
import io.postern.users.UserEvent;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Single-use tokens of mailed links: 32 random bytes as base64url. Only their SHA-256 is stored. A token is bound to one user, one
 * purpose, and the user's {@link User#linkVersion}.
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

    /** A token that is not stored yet. */
    record Minted(String token, LinkPurpose purpose, User user, @Nullable Long delivery, Instant expires) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Minted";
        }
    }

    /**
     * Makes a token. It exists nowhere else, and works once it is stored.
     *
     * @param delivery the queued mail that will hold it; null when it is handed over in person
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

    /** The user of a token that works. The token still works afterwards. */
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

    /** Uses a token up. Of several calls at once, one gets true. */
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

    /** A link that was seen to be dead must not work again after the clock is set back. */
    private void buryExpired(String token) {
        jdbc.sql("delete from link_token where token_hash = ? and expires_at <= ?")
                .params(hash(token), Timestamp.from(clock.instant()))
                .update();
    }

    /** When the newest links in these mails end, by user. */
    public Map<UUID, Instant> ends(LinkPurpose purpose, List<QueuedMail> mails) {
        return jdbc
                .sql(
                        "select user_id, max(expires_at) from link_token"
                                + " where user_id in (:users) and purpose = :purpose and delivery_id in (:mails) group by user_id")
                .param(
                        "users",
                        mails.stream()
                                .map(QueuedMail::user)
                                .filter(Objects::nonNull)
                                .toList())
                .param("purpose", purpose.name())
                .param("mails", mails.stream().map(QueuedMail::id).toList())
                .query((row, number) -> Map.entry(
                        row.getObject(1, UUID.class), row.getTimestamp(2).toInstant()))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Ends the older links of the users whom these mails reached. The links of these mails stay, also those of earlier attempts. */
    public void revokeOlder(LinkPurpose purpose, List<QueuedMail> accepted) {
        batches.batchUpdate(
                "delete from link_token where user_id = ? and purpose = ? and delivery_id < ?",
                accepted.stream()
                        .filter(mail -> mail.user() != null)
                        .map(mail -> new @Nullable Object[] {mail.user(), purpose.name(), mail.id()})
                        .toList());
    }

    /** Ends the links of a user in the transaction of the change that makes them worthless. */
    @EventListener({UserEvent.PasswordChanged.class, UserEvent.AddressChanged.class, UserEvent.Disabled.class})
    void revokeAll(UserEvent event) {
        jdbc.sql("delete from link_token where user_id = ?")
                .param(event.userId())
                .update();
    }

    @EventListener({UserEvent.AddressRequested.class, UserEvent.AddressWithdrawn.class})
    void revokeAddressLinks(UserEvent event) {
        jdbc.sql("delete from link_token where user_id = ? and purpose = ?")
                .params(event.userId(), LinkPurpose.EMAIL.name())
                .update();
    }

    /** The stored form. A text that can't be a token gets a hash that no token has. */
    private static String hash(String token) {
        return Sha256.hex(token.length() == RandomToken.CHARACTERS ? token : "");
    }
}
