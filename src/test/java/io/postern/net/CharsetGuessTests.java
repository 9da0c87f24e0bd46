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
            EUC-JP       | 550 送信制限を超えました
            EUC-JP       | 550 アカウントがロックされています
            EUC-JP       | 554 受信拒否
            EUC-JP       | 550 しばらくしてからやり直してください
            ISO-2022-JP  | 550 送信制限を超えました
            ISO-2022-JP  | 550 5.1.1 宛先が存在しません (user@corp.example)
            Big5         | 550 發送頻率超過限制
            Big5         | 550 您的帳號已被停用
            Big5         | 550 收件人不存在
            Big5         | 554 郵件被拒絕，請稍後再試
            EUC-KR       | 550 계정이 차단되었습니다
            EUC-KR       | 550 일일 발송 한도를 초과했습니다
            EUC-KR       | 550 5.1.1 존재하지 않는 사용자입니다
            EUC-KR       | 552 메일함 용량 초과
            EUC-KR       | 550 수신 거부
            ISO-8859-2   | 550 Konto zostało zablokowane, przekroczono limit
            ISO-8859-2   | 550 Użytkownik nie istnieje
            ISO-8859-2   | 550 Skrzynka jest pełna
            ISO-8859-2   | 550 Váš účet byl zablokován
            windows-1250 | 550 Spróbuj później, przekroczono limit wysyłania
            windows-1250 | 550 Schránka příjemce je plná
            windows-1250 | 550 Użytkownik zażądał usunięcia
            Big5         | 550 此IP已被列入黑名單
            GBK          | 550 此IP已被列入黑名单
            Big5         | 552 對方信箱已滿
            Big5         | 550 寄件者未經驗證
            Big5         | 451 系統忙碌中，請稍候再試
            Big5         | 550 使用者不存在
            Big5         | 554 您的郵件因含有病毒而遭拒絕
            Big5         | 535 密碼錯誤
            EUC-JP       | 550 ユーザーが存在しません
            EUC-JP       | 552 メールボックスがいっぱいです
            EUC-JP       | 550 迷惑メールと判断されました
            EUC-JP       | 535 認証に失敗しました
            EUC-JP       | 550 許可されていません
            EUC-KR       | 550 사용자를 찾을 수 없습니다
            EUC-KR       | 535 비밀번호가 올바르지 않습니다
            EUC-KR       | 554 스팸으로 차단됨
            EUC-KR       | 451 잠시 후 다시 시도해 주세요
            EUC-KR       | 550 릴레이가 허용되지 않습니다
            ISO-8859-2   | 550 Nadawca nie ma uprawnień do wysyłania
            windows-1250 | 550 Błędne hasło
            windows-1250 | 550 Twój adres IP został zablokowany
            ISO-8859-2   | 550 Adresát neexistuje, zpráva odmítnuta
            windows-1250 | 550 Příliš mnoho zpráv
            UTF-8        | 550 Ваш
            UTF-8        | 550 é
            """)
    void aShortTextIsReadAsItWasWritten(String charset, String text) {
        byte[] bytes = text.getBytes(Charset.forName(charset));

        assertThat(CharsetGuess.decode(bytes, false)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, 550 送信を拒否しました",
        "Shift_JIS, 550 送信を拒否しました",
        "EUC-JP, 550 送信を拒否しました",
        "GBK, 550 您的邮件被拒绝",
        "Big5, 550 您的郵件被拒絕"
    })
    void aTextThatIsCutLosesItsLastCharacterAlone(String charset, String text) {
        byte[] bytes = text.getBytes(Charset.forName(charset));

        assertThat(CharsetGuess.decode(Arrays.copyOf(bytes, bytes.length - 1), true))
                .isEqualTo(text.substring(0, text.length() - 1));
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
