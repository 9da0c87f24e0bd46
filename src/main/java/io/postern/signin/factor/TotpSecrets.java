package io.postern.signin.factor;

import io.postern.crypto.OpenedSecret;
import io.postern.crypto.SealedSecretStore;
import io.postern.crypto.Sealer;
import io.postern.database.DatabaseTime;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The secrets of authenticator apps, one for an account, each sealed for its account alone. */
@Component
class TotpSecrets implements SealedSecretStore {

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final DatabaseTime clock;

    TotpSecrets(JdbcClient jdbc, Sealer sealer, DatabaseTime clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.clock = clock;
    }

    boolean canSeal() {
        return sealer.canSeal();
    }

    String seal(UUID user, String secret) {
        return sealer.seal(record(user), secret);
    }

    OpenedSecret open(UUID user, String sealed) {
        return sealer.open(record(user), sealed);
    }

    /** The user's secret; empty without an app. */
    Optional<OpenedSecret> of(UUID user) {
        return jdbc.sql("select sealed from totp_secret where user_id = ?")
                .param(user)
                .query(String.class)
                .optional()
                .map(stored -> open(user, stored));
    }

    /** When the user's app was added; empty without one. */
    Optional<Instant> addedAt(UUID user) {
        return jdbc.sql("select added_at from totp_secret where user_id = ?")
                .param(user)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    /** Puts this secret in the place of any other. The user's row must be locked. */
    void replace(UUID user, String sealed, long usedStep) {
        delete(user);
        jdbc.sql("insert into totp_secret (user_id, sealed, last_step, added_at) values (?, ?, ?, ?)")
                .params(user, sealed, usedStep, Timestamp.from(clock.instant()))
                .update();
    }

    /** Returns whether there was one. */
    boolean delete(UUID user) {
        return jdbc.sql("delete from totp_secret where user_id = ?").param(user).update() == 1;
    }

    /** Uses a step up. Of several at the same time, on any instance, one gets true. */
    boolean use(UUID user, long step) {
        return jdbc.sql("update totp_secret set last_step = ? where user_id = ? and last_step < ?")
                        .params(step, user, step)
                        .update()
                == 1;
    }

    @Override
    public void reseal() {
        record Sealed(UUID user, String text) {}
        jdbc.sql("select user_id, sealed from totp_secret")
                .query((row, number) -> new Sealed(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .forEach(stored -> {
                    if (open(stored.user(), stored.text()) instanceof OpenedSecret.Text secret) {
                        jdbc.sql("update totp_secret set sealed = ? where user_id = ?")
                                .params(seal(stored.user(), secret.value()), stored.user())
                                .update();
                    }
                });
    }

    private static String record(UUID user) {
        return "totp:" + user;
    }
}
