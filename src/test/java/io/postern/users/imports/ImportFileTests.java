package io.postern.users.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Visitor;
import io.postern.testing.Visitor.Answer;
import io.postern.users.Role;
import io.postern.users.User;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
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
                "user;Mail",
                ";;\r\n  \r\nusername;E-Mail;",
                "sep=;\r\nusername;E-Mail",
                "SEP=,\nusername,E-Mail",
                "\"sep=;\"\r\nname, vor und nach;username;E-Mail",
                "username\tE-Mail"
            })
    void readsSpreadsheetSeparatorsTitlesAndByteOrderMark(String titles) {
        String separator = titles.contains(";") ? ";" : titles.contains("\t") ? "\t" : ",";
        String first = titles.contains("nach") ? separator : "";
        Answer sent = upload(titles + "\r\n" + separator + "\r\n \r\n" + first + "müller%1$s" + separator
                + "m%1$s@corp.example" + separator.repeat(3) + "\r\n" + separator.repeat(5) + "\r\n");

        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        root.submit(sent.location(), Map.of());
        assertThat(users.byIdentifier("MÜLLER" + x).orElseThrow().email().orElseThrow())
                .hasToString("m" + x + "@corp.example");
    }

    @Test
    void countsFileLinesAndFillsMissingCells() {
        Answer refused = upload("sep=;\n;;\nusername;email;role\n\nanna%1$s\n;;\na b;\nbert%1$s;b%1$s@corp.example\n");

        assertThat(refused.page().select("[data-line]").eachAttr("data-line")).containsExactly("7");
        assertThat(root.upload(PAGE, bytes("username,email\n,\n\n\"anna")).error("file"))
                .hasValueSatisfying(said -> assertThat(said).contains("line 4"));
    }

    @Test
    void cellsLoseWhatCopyingBroughtAlong() {
        Answer sent = upload(
                "username\u200b,email,name\n\u00a0,\u200b,\n\u00a0zoe%1$s\u200b,\ufeffzoe%1$s@corp.example\u3000,Zoe\u200e\n");
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        root.submit(sent.location(), Map.of());
        assertThat(users.byIdentifier("zoe" + x + "@corp.example")).get().satisfies(user -> {
            assertThat(user.username()).isEqualTo("zoe" + x);
            assertThat(user.displayName()).isEqualTo("Zoe");
        });
    }

    @Test
    void reportsErrorsByLineAndStoresNothing() {
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
        assertThat(refused.page().select("[data-line=5]").text()).contains("already appears in line 4");
        assertThat(refused.page().select("[data-line=12]").text()).contains("already taken");
        Answer german = root.with("Accept-Language", "de").upload(PAGE, bytes(String.format(file, x, "a")));
        assertThat(german.page().select("[data-line=5]").text()).contains("kommt schon in Zeile 4 vor");
        assertThat(users.byIdentifier("fine" + x)).isEmpty();
    }

    @Test
    void leavesOutWrongLinesOnRequest() {
        Answer refused = upload("username,role\nanna%1$s,\na b,\nbert%1$s,CHIEF\ncarl%1$s,\n");
        String preview = refused.page().select("form#import").attr("action");
        Map<String, String> form = Visitor.filled(root.get(preview), preview, Map.of());
        user("carl" + x, Role.USER, null);

        assertThat(root.post(preview, form).status())
                .as("another line went wrong")
                .isEqualTo(422);
        assertThat(users.byIdentifier("anna" + x)).isEmpty();
        form.remove("leaveOut");
        assertThat(root.post(preview, form).status()).as("nobody said so").isEqualTo(422);
        assertThat(root.submit(preview, Map.of()).location()).isEqualTo("/users");
        assertThat(root.get("/users").page().select("[role=status]").text()).contains("added: 1", "left out: 3");
        assertThat(users.byIdentifier("anna" + x)).isPresent();
        assertThat(users.byIdentifier("bert" + x)).isEmpty();
    }

    @Test
    void aFileWithoutARightLineCanNotBeAdded() {
        Answer refused = upload("username\na b\n");

        assertThat(refused.error("file"))
                .hasValueSatisfying(said -> assertThat(said).startsWith("None"));
        assertThat(refused.page().select("form#import")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|Choose a file",
                "'username\n'|contains no users",
                "'anna,anna@corp.example\nbert,'|contains: anna, anna@corp.example",
                "'email,name\na@b.example,x'|including “username”. It contains: email, name",
                "'username,user\na,b'|twice",
                "'username\n\"anna'|line 2",
                "'username\nanna\n\"ber\"t\ncarl'|line 3",
            })
    void refusesAnUnreadableFileWithTheReason(String file, String reason) {
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

    @ParameterizedTest
    @CsvSource({"UTF-8, ''", "UTF-16, ''", "x-UTF-16LE-BOM, ''", "windows-1252, encoding"})
    void readsTheFilesEncodingAndReportsAGuess(String encoding, String warning) {
        String text = String.format("username\tname\nanna%1$s\tMöwe – 5 €\n", x);
        Answer sent = root.upload(PAGE, text.getBytes(Charset.forName(encoding)));

        Answer preview = root.get(sent.location());
        assertThat(String.join("", preview.warnings()).replace("no-address", ""))
                .isEqualTo(warning);
        assertThat(preview.page().select("[data-line=2]").text()).contains("Möwe – 5 €");
        root.submit(sent.location(), Map.of());
        assertThat(users.byIdentifier("anna" + x).orElseThrow().displayName()).isEqualTo("Möwe – 5 €");
    }

    @Test
    void whatIsNoTextIsRefused() {
        byte[] zip = {'P', 'K', 3, 4, 0, 0, (byte) 0x81};
        byte[] unmarked = "username\nanna\n".getBytes(StandardCharsets.UTF_16LE);
        byte[] undefined = {'u', 's', 'e', 'r', '\n', (byte) 0x9D};
        for (byte[] file : List.of(zip, unmarked, undefined)) {
            assertThat(root.upload(PAGE, file).error("file"))
                    .hasValueSatisfying(said -> assertThat(said).contains("isn’t a text file"));
        }
    }

    @Test
    void refusesTooManyLinesAndTooManyBytes() {
        StringBuilder lines = new StringBuilder("username\n");
        for (int i = 0; i <= UserFile.MOST; i++) {
            lines.append('u').append(i).append('\n');
        }
        assertThat(root.upload(PAGE, bytes(lines.toString())).error("file"))
                .hasValueSatisfying(said -> assertThat(said).contains("20,000"));
        assertThat(root.upload(PAGE, new byte[6_000_000]).status()).isEqualTo(413);
    }

    @Tag("case-115")
    @Test
    void whatAFileHoldsIsShownAsText() {
        Answer refused = upload("username,name\n<img src=x onerror=alert(1)>,<script>alert(1)</script>\n");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("&lt;img").doesNotContain("<img", "<script>alert");
    }
}
