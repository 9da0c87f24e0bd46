package io.postern.mail.arrival;

import io.postern.crypto.RandomToken;
import io.postern.crypto.Sha256;
import io.postern.database.DatabaseTime;
import io.postern.installation.Installation;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The test mails of late, and whether they arrived. A mail's link works once, for an hour. Only its token's hash is stored. The times
 * are the database's, since one instance may send and another one hear that the mail arrived.
 */
@Component
public class Arrivals {

    static final Duration LINK_LIFETIME = Duration.ofHours(1);
    static final String PATH = "/mail-arrived";

    private final JdbcClient jdbc;
    private final DatabaseTime time;
    private final Installation installation;
    private final ApplicationEventPublisher events;

    Arrivals(JdbcClient jdbc, DatabaseTime time, Installation installation, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.time = time;
        this.installation = installation;
        this.events = events;
    }

    /**
     * A test mail.
     *
     * @param host the server that it was given to
     * @param expires when its link ends; null if it has none
     * @param accepted when the server took it; null if it did not
     * @param arrived when somebody said that it arrived; null while nobody has
     */
    public record SentTest(
            UUID id,
            String host,
            Instant sent,
            @Nullable Instant expires,
            @Nullable Instant accepted,
            @Nullable Instant arrived) {

        /** Never negative, also if the database's clock was set back. */
        ArrivedAfter after() {
            if (accepted == null || arrived == null) {
                return new ArrivedAfter(null);
            }
            Duration between = Duration.between(accepted, arrived);
            return new ArrivedAfter(between.isNegative() ? Duration.ZERO : between);
        }
    }

    /**
     * Notes that a test mail is about to be sent. It may arrive before the server has said that it took it.
     *
     * @param server the id of the mail server
     * @return the link that the mail has to hold; empty while there is no public address
     */
    public Optional<URI> begin(UUID test, int server, String host) {
        String token = RandomToken.create();
        Optional<URI> link = installation.current().link(PATH + "?token=" + token);
        Instant now = time.instant();
        jdbc.sql("insert into mail_arrival (id, server, host, has_link, token_hash, sent_at, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .param(test)
                .param(server)
                .param(host)
                .param(link.isPresent())
                .param(link.isPresent() ? hash(token) : null)
                .param(Timestamp.from(now))
                .param(Timestamp.from(now.plus(LINK_LIFETIME)))
                .update();
        return link;
    }

    /**
     * Notes that the server took the mail, in the caller's transaction.
     *
     * @param ago how long ago that was
     * @return if somebody has said by now that it arrived: after how long
     */
    public Optional<ArrivedAfter> accepted(UUID test, Duration ago) {
        jdbc.sql("update mail_arrival set accepted_at = ? where id = ?")
                .params(Timestamp.from(time.instant().minus(ago)), test)
                .update();
        return find(test).filter(sent -> sent.arrived() != null).map(SentTest::after);
    }

    /** Empty for a test of a month ago. */
    public Optional<SentTest> find(UUID test) {
        return jdbc.sql("select * from mail_arrival where id = ?")
                .param(test)
                .query(Arrivals::read)
                .optional();
    }

    /** How the test of a mail that the server took, or may have taken, stands. Empty for a test of a month ago. */
    public Optional<ArrivalStage> stage(UUID test) {
        return find(test).map(sent -> {
            if (sent.arrived() != null) {
                return ArrivalStage.arrived(sent.after());
            }
            if (sent.expires() == null) {
                return ArrivalStage.withoutLink();
            }
            return sent.expires().isAfter(time.instant()) ? ArrivalStage.awaited(test) : ArrivalStage.linkEnded();
        });
    }

    /** Whether the token is that of a link that works. It still works afterwards. */
    boolean isGood(String token) {
        return byToken(token).isPresent();
    }

    /** Notes that the mail arrived, and uses the token up. Of several calls at once, one gets a result. */
    @Transactional
    public Optional<ArrivedAfter> arrived(String token) {
        Optional<UUID> test = byToken(token);
        if (test.isEmpty() || !consume(test.get(), token)) {
            return Optional.empty();
        }
        SentTest sent = find(test.get()).orElseThrow();
        events.publishEvent(new TestMailArrived(sent.id(), sent.host(), sent.after()));
        return Optional.of(sent.after());
    }

    private boolean consume(UUID test, String token) {
        return jdbc.sql("update mail_arrival set arrived_at = ?, token_hash = null where id = ? and token_hash = ?")
                        .params(Timestamp.from(time.instant()), test, hash(token))
                        .update()
                == 1;
    }

    private Optional<UUID> byToken(String token) {
        Timestamp now = Timestamp.from(time.instant());
        // A link that was seen to be dead must not work again after the clock is set back.
        jdbc.sql("update mail_arrival set token_hash = null where token_hash = ? and expires_at <= ?")
                .params(hash(token), now)
                .update();
        return jdbc.sql("select id from mail_arrival where token_hash = ?")
                .param(hash(token))
                .query(UUID.class)
                .optional();
    }

    /** A text that can't be a token gets a hash that no token has. */
    private static String hash(String token) {
        return Sha256.hex(token.length() == RandomToken.CHARACTERS ? token : "");
    }

    private static SentTest read(ResultSet row, int number) throws SQLException {
        return new SentTest(
                row.getObject("id", UUID.class),
                row.getString("host"),
                row.getTimestamp("sent_at").toInstant(),
                row.getBoolean("has_link") ? row.getTimestamp("expires_at").toInstant() : null,
                instant(row.getTimestamp("accepted_at")),
                instant(row.getTimestamp("arrived_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
