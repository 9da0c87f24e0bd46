package io.postern.mail.test;

import io.postern.crypto.Sealer;
import io.postern.mail.MailServer;
import io.postern.mail.account.SmtpAccount;
import io.postern.mail.arrival.ArrivedAfter;
import io.postern.mail.arrival.TestMailArrived;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers the last test of each server, so that its page can say whether it was of exactly the stored settings. */
@Component
class LastTestRepository {

    private final JdbcClient jdbc;
    private final Sealer sealer;

    LastTestRepository(JdbcClient jdbc, Sealer sealer) {
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    /**
     * How a test ended.
     *
     * @param outcome {@link MailTestView#ACCEPTED}, or the code of the problem
     * @param settingsCode recognises the settings that were tested; null when there was no key to make it with
     * @param test null for one of before 1.1
     * @param arrived if somebody said that its mail arrived: after how long
     */
    record Result(
            Instant at,
            String outcome,
            @Nullable String settingsCode,
            @Nullable UUID test,
            @Nullable ArrivedAfter arrived) {}

    Optional<Result> last(int server) {
        return jdbc.sql("select * from mail_test_result where id = ?")
                .param(server)
                .query((row, number) -> new Result(
                        row.getTimestamp("tested_at").toInstant(),
                        row.getString("outcome"),
                        row.getString("settings_code"),
                        row.getObject("test", UUID.class),
                        after(row.getObject("arrived_after", Long.class))))
                .optional();
    }

    /**
     * Remembers this one instead of the one before, in the caller's transaction.
     *
     * @throws org.springframework.dao.DuplicateKeyException when another test was the first of all at the same moment
     */
    void record(int server, Result test) {
        int updated = write(
                "update mail_test_result set tested_at = :at, outcome = :outcome, settings_code = :code,"
                        + " test = :test, arrived_after = :arrived where id = :id",
                server,
                test);
        if (updated == 0) {
            write(
                    "insert into mail_test_result (id, tested_at, outcome, settings_code, test, arrived_after)"
                            + " values (:id, :at, :outcome, :code, :test, :arrived)",
                    server,
                    test);
        }
    }

    /** If it is still the last test of its server. */
    @EventListener
    void on(TestMailArrived arrived) {
        jdbc.sql("update mail_test_result set arrived_after = ? where test = ?")
                .param(millis(arrived.after()))
                .param(arrived.test())
                .update();
    }

    @EventListener
    void on(MailServer.Removed removed) {
        jdbc.sql("delete from mail_test_result where id = ?")
                .param(removed.server())
                .update();
    }

    private int write(String statement, int server, Result test) {
        return jdbc.sql(statement)
                .param("id", server)
                .param("at", Timestamp.from(test.at()))
                .param("outcome", test.outcome())
                .param("code", test.settingsCode(), Types.VARCHAR)
                .param("test", test.test())
                .param("arrived", millis(test.arrived()), Types.BIGINT)
                .update();
    }

    private static @Nullable Long millis(@Nullable ArrivedAfter arrived) {
        Duration after = arrived == null ? null : arrived.duration();
        return after == null ? null : after.toMillis();
    }

    private static @Nullable ArrivedAfter after(@Nullable Long millis) {
        return millis == null ? null : new ArrivedAfter(Duration.ofMillis(millis));
    }

    /** Recognises the same settings, secrets included, and tells nothing about them. Null without a key. */
    @Nullable
    String code(SmtpAccount account) {
        return sealer.code(TestedSettings.canonical(account)).orElse(null);
    }
}
