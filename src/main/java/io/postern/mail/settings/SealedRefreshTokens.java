package io.postern.mail.settings;

import io.postern.crypto.OpenedSecret;
import io.postern.crypto.SealedSecretStore;
import io.postern.crypto.Sealer;
import io.postern.mail.account.RefreshTokenStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The consent of the connected account: its refresh token, sealed. A refresh token is exchanged under a lock on its row, so that two
 * instances do not use the same one: a server that gives out a new one each time takes that for theft.
 */
@Component
public class SealedRefreshTokens implements SealedSecretStore {

    private static final String RECORD = "mail-grant.refresh-token";

    private final JdbcClient jdbc;
    private final Sealer sealer;
    /** For a boundary within a method: senders hold the object itself, not its proxy. */
    private final TransactionOperations transaction;

    private final Clock clock;

    SealedRefreshTokens(JdbcClient jdbc, Sealer sealer, TransactionOperations transaction, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Stores a new consent, in the caller's transaction. */
    UUID store(String refreshToken) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into connected_account (id, sealed_refresh_token, connected_at) values (?, ?, ?)")
                .params(id, sealer.seal(record(id), refreshToken), Timestamp.from(clock.instant()))
                .update();
        return id;
    }

    /** Forgets every consent that no stored settings name, in the caller's transaction. */
    void forgetUnused() {
        jdbc.sql("delete from connected_account where id not in"
                        + " (select connected_account_id from mail_settings where connected_account_id is not null)")
                .update();
    }

    public Optional<Instant> connectedAt(UUID id) {
        return jdbc.sql("select connected_at from connected_account where id = ?")
                .param(id)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    public boolean isUnreadable(@Nullable UUID id) {
        return id != null && open(id, "") instanceof OpenedSecret.Unreadable;
    }

    /** The tokens of this consent. Without one, they say at their use that no account is connected. */
    RefreshTokenStore tokens(@Nullable UUID id) {
        return new Kept(this, id);
    }

    @Override
    public void reseal() {
        for (UUID id : jdbc.sql("select id from connected_account")
                .query((row, number) -> row.getObject(1, UUID.class))
                .list()) {
            if (open(id, " for update") instanceof OpenedSecret.Text text) {
                replace(id, text.value());
            }
        }
    }

    private void exchange(UUID id, RefreshTokenStore.Exchange exchange) throws IOException {
        try {
            transaction.executeWithoutResult(status -> {
                try {
                    if (!(open(id, " for update") instanceof OpenedSecret.Text text)) {
                        throw new RefreshTokenStore.NotConnected();
                    }
                    String next = exchange.with(text.value());
                    if (next != null) {
                        replace(id, next);
                    }
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private @Nullable OpenedSecret open(UUID id, String lock) {
        List<String> sealed = jdbc.sql("select sealed_refresh_token from connected_account where id = ?" + lock)
                .param(id)
                .query((row, number) -> row.getString(1))
                .list();
        return sealed.isEmpty() ? null : sealer.open(record(id), sealed.get(0));
    }

    private void replace(UUID id, String refreshToken) {
        jdbc.sql("update connected_account set sealed_refresh_token = ? where id = ?")
                .params(sealer.seal(record(id), refreshToken), id)
                .update();
    }

    private static String record(UUID id) {
        return RECORD + ":" + id;
    }

    /** Equal for the same consent, whatever its token is now. */
    private record Kept(SealedRefreshTokens grants, @Nullable UUID id) implements RefreshTokenStore {

        @Override
        public void exchange(Exchange exchange) throws IOException {
            if (id == null) {
                throw new NotConnected();
            }
            grants.exchange(id, exchange);
        }

        @Override
        public String consent() {
            return String.valueOf(id);
        }

        @Override
        public String toString() {
            return "Kept[" + id + "]";
        }
    }
}
