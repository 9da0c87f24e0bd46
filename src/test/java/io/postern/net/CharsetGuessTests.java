package io.postern.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers say in other charsets than UTF-8: short, and among ASCII. */
class CharsetGuessTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
            GBK          | 550 您的账户已被冻结
            GBK          | 554 您已超过每日发送上限
            GBK          | 550 发信过于频繁,请稍后再试
            GBK          | 553 发件人邮箱与登录账号不一致
            GBK          | 535 Error: 用户被锁定
            GBK          | 550 恕难从命
            GBK          | 550 拒绝
            GBK          | 535 登录失败，请使用授权码 http://service.mail.qq.com/
            Shift_JIS    | 550 アカウントがロックされています
            Shift_JIS    | 550 1日の送信通数の上限を超えました
            Shift_JIS    | 550 しばらくしてからやり直してください
            Shift_JIS    | 550 宛先が存在しません
            Shift_JIS    | 554 受信拒否
            KOI8-R       | 550 Ваш аккаунт заблокирован
            KOI8-R       | 550 5.1.1 Пользователь не найден
            KOI8-R       | 550 Отказ
            KOI8-R       | 550 ошибка
            KOI8-R       | 550 ДОСТУП ЗАПРЕЩЕН
            KOI8-R       | 550 Нет такого пользователя user@corp.example
            windows-1251 | 550 Ваш аккаунт заблокирован
            windows-1251 | 550 Ящик переполнен
            windows-1251 | 550 Превышен лимит отправки
            windows-1251 | 550 ДОСТУП ЗАПРЕЩЕН
            windows-1251 | 550 Нет
            ISO-8859-1   | 550 Der Empfänger ist unbekannt
            ISO-8859-1   | 550 Boîte du destinataire pleine
            ISO-8859-1   | 550 L'accès à ce serveur est refusé
            ISO-8859-1   | 550 ACCÈS REFUSÉ
            ISO-8859-1   | 550 Il tuo account è stato sospeso
            ISO-8859-1   | 550 Inténtelo más tarde
            ISO-8859-1   | 550 ¿Qué?
            ISO-8859-1   | 550 Não são permitidas mais ligações
            ISO-8859-1   | 550 Bitte später erneut, größere Störung
            windows-1252 | 550 L’accès est refusé – voyez “aide”
            UTF-8        | 550 Ваш
            UTF-8        | 550 é
            """)
    void aShortTextIsReadAsItWasWritten(String charset, String text) {
        byte[] bytes = text.getBytes(Charset.forName(charset));

        assertThat(CharsetGuess.decode(bytes, false)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK", "Shift_JIS"})
    void aTextThatIsCutLosesItsLastCharacterAlone(String charset) {
        byte[] bytes = "550 送信を拒否しました 邮件".getBytes(Charset.forName("GBK"));
        if (!charset.equals("GBK")) {
            bytes = "550 送信を拒否しました".getBytes(Charset.forName(charset));
        }
        String whole = new String(bytes, Charset.forName(charset));

        assertThat(CharsetGuess.decode(Arrays.copyOf(bytes, bytes.length - 1), true))
                .isEqualTo(whole.substring(0, whole.length() - 1));
    }

    /** Servers cut their own replies too, in the middle of what they say. */
    @Test
    void aBrokenCharacterSpoilsNoUtf8() {
        byte[] bytes = "550 Ваш аккаунт заблокирован".getBytes(StandardCharsets.UTF_8);

        assertThat(CharsetGuess.decode(Arrays.copyOf(bytes, bytes.length - 1), false))
                .isEqualTo("550 Ваш аккаунт заблокирова\ufffd");
    }

    @RepeatedTest(50)
    void bytesThatAreNoTextBecomeSome(RepetitionInfo seed) {
        byte[] bytes = new byte[200];
        new Random(seed.getCurrentRepetition()).nextBytes(bytes);

        assertThat(ShownText.ofBytes(bytes)).isNotBlank().doesNotContainPattern("[\\p{Cntrl}&&[^\n]]");
    }

    @Test
    void aTextStaysWhatItIs() {
        assertThat(ShownText.of("CN=北京")).isEqualTo("CN=北京");
        assertThat(ShownText.ofOctets("caf\u00e9")).isEqualTo("café");
        assertThat(ShownText.ofOctets("caf\u00c3\u00a9")).isEqualTo("café");
    }
}
