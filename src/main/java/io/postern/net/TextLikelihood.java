package io.postern.net;

import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * How likely a text is, if it is one of these languages among ASCII: the product of the frequencies of its characters, as the sum of
 * their logarithms. What counts is how the languages differ, so the frequencies are rounded.
 */
enum TextLikelihood {
    WESTERN {
        @Override
        double frequency(String text, int index) {
            char letter = text.charAt(index);
            boolean besideAscii = isBeside(text, index, TextLikelihood::isAsciiLetter);
            boolean besideOther = isBeside(text, index, near -> near > 0x7f && Character.isLetter(near));
            if (ACCENTED.indexOf(Character.toLowerCase(letter)) >= 0) {
                return (besideAscii ? 1 / 25.0 : 1 / 50.0) * (besideOther ? 0.1 : 1);
            }
            if (Character.isLetter(letter)) {
                return 1 / 300.0 * (besideOther ? 0.1 : 1);
            }
            return TYPOGRAPHIC.indexOf(letter) >= 0 ? 1 / 150.0 : RARE;
        }
    },
    POLISH {
        @Override
        double frequency(String text, int index) {
            return latin(text, index, "ąćęłńóśźż");
        }
    },
    CZECH {
        @Override
        double frequency(String text, int index) {
            return latin(text, index, "áčďéěíňóřšťúůýžľĺŕôä");
        }
    },
    RUSSIAN {
        @Override
        double frequency(String text, int index) {
            char letter = text.charAt(index);
            char small = Character.toLowerCase(letter);
            int rank = BY_FREQUENCY.indexOf(small);
            if (rank < 0) {
                return TYPOGRAPHIC.indexOf(letter) >= 0 ? 1 / 300.0 : NEVER;
            }
            // Zipf's law is near enough to the frequencies of letters.
            double frequency = 0.25 / (rank + 2);
            char before = index == 0 ? ' ' : text.charAt(index - 1);
            if (isBeside(text, index, TextLikelihood::isAsciiLetter)) {
                frequency *= 0.001;
            } else if (!isBeside(text, index, near -> near > 0x7f)) {
                frequency *= 0.2;
            }
            if (Character.isLetter(before)
                    && PAIRS.contains(Character.toString(before).toLowerCase(Locale.ROOT) + small)) {
                frequency *= 4;
            }
            if (small == letter) {
                return frequency;
            }
            return frequency * (Character.isLowerCase(before) ? 0.001 : Character.isUpperCase(before) ? 0.7 : 0.2);
        }
    },
    CHINESE {
        @Override
        double frequency(String text, int index) {
            return ideographic(text, index, HANZI);
        }
    },
    TRADITIONAL_CHINESE {
        @Override
        double frequency(String text, int index) {
            return ideographic(text, index, TRADITIONAL_HANZI);
        }
    },
    KOREAN {
        @Override
        double frequency(String text, int index) {
            char letter = text.charAt(index);
            if (HANGUL.indexOf(letter) >= 0) {
                return 1 / 200.0;
            }
            return letter >= '\uac00' && letter <= '\ud7a3' ? 1 / 4000.0 : NEVER;
        }
    },
    JAPANESE {
        @Override
        double frequency(String text, int index) {
            char letter = text.charAt(index);
            if (letter >= '\u3041' && letter <= '\u3096') {
                return 1 / 120.0;
            }
            if (letter >= '\u30a1' && letter <= '\u30fc') {
                return 1 / 250.0;
            }
            return ideographic(text, index, KANJI);
        }
    };

    private static final double RARE = 1e-4;
    private static final double NEVER = 1e-7;
    /** Of a character that is written without spaces. */
    private static final double BESIDE_LATIN = 0.1;

    private static final double ASCII = 1 / 20.0;

    private static final String ACCENTED = "äöüßéèêëàâáãåçñíìîïóòôõúùû";
    private static final String TYPOGRAPHIC = "«»„“”‘’–—…№§°¿¡·€ºª\u00a0";
    private static final String BY_FREQUENCY = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё";

    private static final String PAIRS =
            "ст но то на ен ов ни ра во ко по пр ро ре ос ть ли та ва ер не ет ал да ит ор за ан ол ри ка ом ел от ла ин ат ле ск де";

    /** Frequent ones, and those of mail. */
    private static final String HANZI = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家"
            + "种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机"
            + "十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加"
            + "邮件箱账帐户号收发送信登录密码错误验证授权失败拒绝服务器连接请求稍再试限额超过频率次数每日禁止封停域名地址黑名单系统"
            + "统查垃圾内容内部未通过您络网空间满存管员联系策略反阻断量太快操作参需开启客端安版支持";

    private static final String TRADITIONAL_HANZI = "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家"
            + "種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機"
            + "十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加"
            + "郵件箱帳號戶收送信登錄入密碼錯誤驗證授權失敗拒絕服務器伺連接線請求稍再試限額超頻率次數每禁止封鎖停名址黑單系統"
            + "查垃圾內容未通您絡網空滿存管員聯策略反阻斷量太快操參需啟客端安版支持寄域";

    /** Of sentences, and of mail. */
    private static final String HANGUL = "이다는을에의가고하지은한로기사리나도자어인스시부수해라정으대일서전상제보만장그주아여원안공동유계차단발송메용신거초과량"
            + "실패오류버접속증되었습니없존재않를소편함꽉찼음잠김후다시할있세요너무많간당횟한메오늘바랍습합된됨못번호암계알려진등록";

    private static final String KANJI = "日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場金員九入選立"
            + "開手米力学問高代明実円関決子動京全目表戦経通外最言氏現理調体化田当八六約主題下首意法不来作性的要用制治度務強気小七成期公野協取都和統以機平総加"
            + "思家話世受区領多県続進正安設保改数記院女初北午指権心界支第産結百派点教報済書府活原先共得解名交資予川向際査勝面委告軍文反元重近千考判認画海参売利"
            + "送信受宛拒否迷惑登録接続認証失敗失制限超過使用宛先存在件容量満杯許可遮断時待再試";

    /** How often the character at this index, which is not ASCII, is found in such a text. */
    abstract double frequency(String text, int index);

    /** The logarithm of how likely the text is. Texts are compared that come from the same bytes. */
    double of(String text) {
        double sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += Math.log(text.charAt(i) < 0x80 ? ASCII : frequency(text, i));
        }
        return sum;
    }

    /** Less likely than the letters of western languages, which have the same bytes. */
    private static double latin(String text, int index, String letters) {
        char letter = text.charAt(index);
        if (letters.indexOf(Character.toLowerCase(letter)) < 0) {
            return TYPOGRAPHIC.indexOf(letter) >= 0 ? 1 / 300.0 : RARE;
        }
        boolean beforeCapital = index + 1 < text.length() && Character.isUpperCase(text.charAt(index + 1));
        return 1 / 60.0 * (Character.isLowerCase(letter) && beforeCapital ? 0.05 : 1);
    }

    private static double ideographic(String text, int index, String frequent) {
        return ideographic(text.charAt(index), frequent)
                * (isBeside(text, index, TextLikelihood::isAsciiLetter) ? BESIDE_LATIN : 1);
    }

    private static double ideographic(char letter, String frequent) {
        if (frequent.indexOf(letter) >= 0) {
            return 1 / 400.0;
        }
        if (letter >= '\u4e00' && letter <= '\u9fff') {
            return 1 / 8000.0;
        }
        boolean punctuation = (letter >= '\u3000' && letter <= '\u301f') || (letter >= '\uff01' && letter <= '\uff5e');
        return punctuation ? 1 / 150.0 : NEVER;
    }

    private static boolean isBeside(String text, int index, IntPredicate what) {
        return (index > 0 && what.test(text.charAt(index - 1)))
                || (index + 1 < text.length() && what.test(text.charAt(index + 1)));
    }

    private static boolean isAsciiLetter(int letter) {
        return letter < 0x80 && Character.isLetter(letter);
    }
}
