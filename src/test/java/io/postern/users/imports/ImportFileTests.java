package io.postern.users.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Visitor.Answer;
import io.postern.users.User;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file may be, and what is said of one that is not. */
class ImportFileTests extends ImportFixture {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFFusername;E-Mail",
                "\n\r\nusername;E-Mail",
                "Benutzername,e_mail",
                "\uFEFF\"username\",\"EMAIL\"",
                "user;Mail"
            })
    void separatorsTitlesAndAByteOrderMarkAreAsSpreadsheetsWriteThem(String titles) {
        String separator = titles.contains(";") ? ";" : ",";
        Answer sent = upload(titles + "\r\nmüller%1$s" + separator + "m%1$s@corp.example\r\n\r\n");

        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        root.submit(sent.location(), Map.of());
        assertThat(users.byIdentifier("MÜLLER" + x)).isPresent();
    }

    @Test
    void cellsLoseWhatCopyingBroughtAlong() {
        Answer sent = upload("username,email,name\n\u00a0zoe%1$s\u200b,\ufeffzoe%1$s@corp.example\u3000,Zoe\u200e\n");
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        root.submit(sent.location(), Map.of());
        assertThat(users.byIdentifier("zoe" + x + "@corp.example")).get().satisfies(user -> {
            assertThat(user.username()).isEqualTo("zoe" + x);
            assertThat(user.displayName()).isEqualTo("Zoe");
        });
    }

    @Test
    void whatIsWrongIsSaidLineByLineInTheReadersLanguageAndNothingIsStored() {
        User berta = user();
        String file =
                """
                username,email,role,language
                fine%1$s,,,
                a b,,,
                one%1$s,shared%1$s@corp.example,,
                two%1$s,SHARED%1$s@corp.example,,
                FINE%1$s,,,
                three%1$s,,CHIEF,
                four%1$s,,,fr
                five%1$s,x,,
                six%1$s,,,,too much
                %2$s,,,
                seven%1$s,%2$s@Corp.example,,
                """;
        Answer refused = root.upload(PAGE, bytes(String.format(file, x, berta.username())));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.error("file"))
                .hasValueSatisfying(said -> assertThat(said).contains("9 of 11"));
        assertThat(refused.page().select("[data-line]").eachAttr("data-line"))
                .containsExactly("3", "5", "6", "7", "8", "9", "10", "11", "12");
        assertThat(refused.page().select("[data-line=5]").text()).contains("stands in line 4");
        assertThat(refused.page().select("[data-line=12]").text()).contains("Somebody has");
        Answer german = root.with("Accept-Language", "de").upload(PAGE, bytes(String.format(file, x, "a")));
        assertThat(german.page().select("[data-line=5]").text()).contains("steht schon in Zeile 4");
        assertThat(users.byIdentifier("fine" + x)).isEmpty();
        assertThat(jdbc.sql("select count(*) from user_import_draft")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|Choose a file",
                "'username\n'|names no users",
                "'anna,anna@corp.example\nbert,'|names: anna, anna@corp.example",
                "'email,name\na@b.example,x'|“username” is not among them. It names: email, name",
                "'username,user\na,b'|twice",
                "'username\n\"anna'|line 2",
                "'username\nanna\n\"ber\"t\ncarl'|line 3",
            })
    void aFileThatCantBeReadIsRefusedWithTheReason(String file, String reason) {
        Answer refused = root.upload(PAGE, bytes(file));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.error("file"))
                .hasValueSatisfying(said -> assertThat(said).contains(reason));
    }

    @Test
    void whatIsLongerThanAnyValueIsNotShownWhole() {
        assertThat(upload("username,email\na," + "x".repeat(100_000)).body()).hasSizeLessThan(50_000);
        assertThat(upload("c,".repeat(50_000) + "d\n").error("file"))
                .hasValueSatisfying(said -> assertThat(said).contains("c, c, c").hasSizeLessThan(1_000));
    }

    @Test
    void anotherEncodingIsNotGuessed() {
        byte[] latin1 = "username,name\nanna,Möwe\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = "username\nanna\n".getBytes(StandardCharsets.UTF_16LE);
        for (byte[] file : List.of(latin1, utf16)) {
            assertThat(root.upload(PAGE, file).error("file"))
                    .hasValueSatisfying(said -> assertThat(said).contains("UTF-8"));
        }
    }

    @Test
    void tooManyLinesAreAFieldErrorAndTooManyBytesAreNotRead() {
        StringBuilder lines = new StringBuilder("username\n");
        for (int i = 0; i <= UserFile.MOST; i++) {
            lines.append('u').append(i).append('\n');
        }
        assertThat(root.upload(PAGE, bytes(lines.toString())).error("file"))
                .hasValueSatisfying(said -> assertThat(said).contains("20,000"));
        assertThat(root.upload(PAGE, new byte[6_000_000]).status()).isEqualTo(413);
    }

    @Test
    void case115_whatAFileHoldsIsShownAsText() {
        Answer refused = upload("username,name\n<img src=x onerror=alert(1)>,<script>alert(1)</script>\n");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("&lt;img").doesNotContain("<img", "<script>alert");
    }
}
