package io.postern.mail.test;

import io.postern.crypto.Sealer;
import io.postern.mail.account.Credentials;
import io.postern.mail.account.SmtpAccount;
import io.postern.outbound.CertificateInfo;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers the last test, so that the page can say whether it was of exactly the settings that stand. */
@Component
class LastTestRepository {

    private final JdbcClient jdbc;
    private final Sealer sealer;

    LastTestRepository(JdbcClient jdbc, Sealer sealer) {
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    Optional<LastTestResult> last() {
        return jdbc.sql("select tested_at, outcome, settings_code from mail_test_result where id = 1")
                .query((row, number) -> new LastTestResult(
                        row.getTimestamp("tested_at").toInstant(),
                        row.getString("outcome"),
                        row.getString("settings_code")))
                .optional();
    }

    /**
     * Remembers this one instead of the one before, in the caller's transaction.
     *
     * @throws org.springframework.dao.DuplicateKeyException when another test was the first of all at the same moment
     */
    void record(LastTestResult test) {
        if (write(
                        "update mail_test_result set tested_at = :at, outcome = :outcome, settings_code = :code where id = 1",
                        test)
                == 0) {
            write(
                    "insert into mail_test_result (id, tested_at, outcome, settings_code) values (1, :at, :outcome, :code)",
                    test);
        }
    }

    private int write(String statement, LastTestResult test) {
        return jdbc.sql(statement)
                .param("at", Timestamp.from(test.at()))
                .param("outcome", test.outcome())
                .param("code", test.settingsCode(), Types.VARCHAR)
                .update();
    }

    /** By which the same settings are recognised, password included; tells nothing about them. Null without a key. */
    @Nullable
    String code(SmtpAccount account) {
        String secret = account.credentials() instanceof Credentials.Password given
                ? given.password()
                : account.credentials() instanceof Credentials.OAuth2 oauth
                        ? oauth.client().secret()
                        : "";
        String trusted =
                account.trusted().stream().map(CertificateInfo::fingerprint).collect(Collectors.joining(","));
        SmtpAccount plain = new SmtpAccount(
                account.host(),
                account.port(),
                account.encryption(),
                account.credentials(),
                account.sender(),
                account.ehloName(),
                List.of(),
                account.connectTimeout(),
                account.readTimeout());
        return sealer.code(plain + "\0" + trusted + "\0" + secret).orElse(null);
    }
}
