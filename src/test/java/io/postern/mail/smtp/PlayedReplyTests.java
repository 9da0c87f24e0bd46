package io.postern.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.diagnosis.KnownReply;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The known replies, said by a server. */
class PlayedReplyTests {

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<KnownReply> played() {
        return KnownReply.all()
                .filter(known -> known.signIn().equals("no") || known.signIn().equals("password"));
    }

    @ParameterizedTest
    @MethodSource("played")
    void aReplyOnTheWireIsUnderstood(KnownReply known) {
        server.on(known.phase(), known.act());
        Accounts account = Accounts.at(server);

        Failure failure = (known.signIn().equals("no") ? account : account.password("geheim")).failure();

        assertThat(failure.problem().code()).isEqualTo(known.problem());
        assertThat(failure.retry()).isEqualTo(known.retry());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            UTF-8        | account-restricted           | 550 您的账户已被冻结
            GBK          | account-restricted           | 550 您的账户已被冻结
            GBK          | quota-exceeded               | 554 您已超过每日发送上限
            GBK          | recipient-unknown            | 550 用户不存在
            Shift_JIS    | account-restricted           | 550 お客様のアカウントがロックされています
            Shift_JIS    | recipient-deferred           | 550 しばらくしてからやり直してください
            EUC-JP       | rate-limited                 | 550 送信制限を超えました
            ISO-2022-JP  | rate-limited                 | 550 送信制限を超えました
            Big5         | rate-limited                 | 550 發送頻率超過限制
            ISO-8859-2   | account-restricted           | 550 Twoje konto zostało zablokowane
            KOI8-R       | account-restricted           | 550 Ваш аккаунт заблокирован
            KOI8-R       | rate-limited                 | 550 Превышен лимит отправки
            windows-1251 | account-restricted           | 550 Ваш аккаунт заблокирован
            windows-1251 | recipient-deferred           | 550 Повторите попытку позже
            ISO-8859-1   | recipient-unknown            | 550 Der Empfänger ist unbekannt
            ISO-8859-1   | recipient-deferred           | 554 Inténtelo más tarde
            ISO-8859-1   | mailbox-full                 | 552 Boîte du destinataire pleine
            """)
    void aReplyInAnyCharsetIsUnderstood(String charset, String problem, String reply) {
        server.on(Phase.RCPT, Act.raw((reply + "\r\n").getBytes(Charset.forName(charset))));

        Failure failure = Accounts.at(server).password("geheim").failure();

        assertThat(failure.reply()).isEqualTo(reply);
        assertThat(failure.problem().code()).isEqualTo(problem);
    }
}
