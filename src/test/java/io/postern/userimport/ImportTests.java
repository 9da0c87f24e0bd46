package io.postern.userimport;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.AtOnce;
import io.postern.testing.Visitor;
import io.postern.testing.Visitor.Answer;
import io.postern.users.Role;
import io.postern.users.User;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users from a CSV file. */
abstract class ImportTests extends ApplicationTest {

    private static final String PAGE = "/users/import";
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Part of every name, so that no test meets another's users. */
    private String x;

    private Visitor root;

    @BeforeEach
    void signIn() {
        x = "x" + COUNT.incrementAndGet();
        jdbc.sql("delete from sign_in_failure").update();
        root = administrator();
    }

    @Test
    void aFileIsPreviewedAndThenImportedAsAWhole() {
        Answer sent = upload(
                """
                username,email,displayName,role,language
                anna%1$s,anna%1$s@corp.example,Anna Berg,ADMINISTRATOR,de
                "bert%1$s","Bert%1$s@corp.example","Bert ""the"" Builder, B.",operator,
                carl%1$s,,,,
                """);
        assertThat(sent.status()).isEqualTo(303);
        Answer preview = root.get(sent.location());
        assertThat(preview.page().select("[data-result=add]")).hasSize(3);
        assertThat(preview.warnings()).containsExactly("administrators", "no-address");
        assertThat(users.byIdentifier("anna" + x)).isEmpty();

        Answer added = root.submit(sent.location(), Map.of());

        assertThat(added.location()).isEqualTo("/users");
        assertThat(root.get("/users").page().select("[role=status]").text()).contains("3");
        User anna = users.byIdentifier("anna" + x + "@corp.example").orElseThrow();
        assertThat(anna.role()).isEqualTo(Role.ADMINISTRATOR);
        assertThat(anna.language()).contains(Locale.GERMAN);
        assertThat(anna.isPending()).isTrue();
        User bert = users.byIdentifier("bert" + x).orElseThrow();
        assertThat(bert.displayName()).isEqualTo("Bert \"the\" Builder, B.");
        assertThat(bert.email().orElseThrow().value()).isEqualTo("Bert" + x + "@corp.example");
        assertThat(users.byIdentifier("carl" + x).orElseThrow().displayName()).isEqualTo("carl" + x);
        assertThat(root.get("/users?q=builder").body()).contains("bert" + x);
        assertThat(queue.states("invitation")).isEmpty();
        assertThat(actions("anna" + x)).containsExactly("users.audit.created");
        assertThat(actions("3")).contains("userimport.audit.imported");
        assertThat(root.post(sent.location(), Map.of("_csrf", root.csrf("/profile")))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void invitationsAreSentToThoseWithAnAddressWhenAskedFor() {
        Answer sent = upload("username;email\nanna%1$s;anna%1$s@corp.example\nbert%1$s;\n");
        root.submit(sent.location(), Map.of("invite", "true"));
        deliver();

        assertThat(smtp.accepted()).hasSize(1);
        Visitor anna = visitor();
        anna.get(link(smtp.acceptedFor("anna" + x + "@corp.example").get(0)));
        anna.submit("/invitation", Map.of("password", NEW_PASSWORD, "passwordConfirmation", NEW_PASSWORD));
        signedIn("anna" + x, NEW_PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\uFEFFusername;E-Mail", "Benutzername,e_mail", "\uFEFF\"username\",\"EMAIL\"", "user;Mail"})
    void separatorsTitlesAndAByteOrderMarkAreAsSpreadsheetsWriteThem(String titles) {
        String separator = titles.contains(";") ? ";" : ",";
        Answer sent = upload(titles + "\r\nmüller%1$s" + separator + "m%1$s@corp.example\r\n\r\n");

        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        root.submit(sent.location(), Map.of());
        assertThat(users.byIdentifier("MÜLLER" + x)).isPresent();
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
        assertThat(jdbc.sql("select count(*) from user_import")
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
                "'email,name\na@b.example,x'|“username” is not among them",
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
    void whatSomebodyTookSinceThePreviewIsToldAndNothingIsAdded() {
        Answer sent = upload("username\nanna%1$s\nbert%1$s\n");
        Map<String, String> form = Visitor.filled(root.get(sent.location()), sent.location(), Map.of());
        user("bert" + x, Role.USER, null);

        Answer refused = root.post(sent.location(), form);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("[data-line]").eachAttr("data-line")).containsExactly("3");
        assertThat(users.byIdentifier("anna" + x)).isEmpty();
    }

    @Test
    void aFileIsImportedOnceHoweverOftenItIsConfirmed() throws Exception {
        Answer sent = upload("username\nanna%1$s\nbert%1$s\n");
        Map<String, String> form = Visitor.filled(root.get(sent.location()), sent.location(), Map.of());
        List<Integer> statuses = AtOnce.all(java.util.Collections.nCopies(
                4, () -> root.post(sent.location(), form).status()));

        assertThat(statuses).containsOnlyOnce(303).allMatch(status -> List.of(303, 404, 422)
                .contains(status));
        assertThat(jdbc.sql("select count(*) from users where username like ?")
                        .param("%" + x)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void ofTwoFilesWithTheSameNameAtOnceOneIsImported() throws Exception {
        Visitor other = administrator("second" + x);
        Answer one = upload("username\nanna%1$s\nonly-one%1$s\n");
        Answer two = other.upload(PAGE, bytes(String.format("username\nonly-two%1$s\nanna%1$s\n", x)));
        Map<String, String> first = Visitor.filled(root.get(one.location()), one.location(), Map.of());
        Map<String, String> second = Visitor.filled(other.get(two.location()), two.location(), Map.of());

        List<Integer> statuses = AtOnce.all(
                List.of(() -> root.post(one.location(), first).status(), () -> other.post(two.location(), second)
                        .status()));

        assertThat(statuses).containsExactlyInAnyOrder(303, 422);
        assertThat(users.byIdentifier("only-one" + x).isPresent())
                .isNotEqualTo(users.byIdentifier("only-two" + x).isPresent());
    }

    @Test
    void thePasswordIsAskedForAgainAndThePreviewStays() {
        Answer sent = upload("username\nanna%1$s\n");
        clock.advance(Duration.ofMinutes(16));
        assertThat(root.submit(sent.location(), Map.of("invite", "true")).location())
                .isEqualTo("/reauthenticate");
        assertThat(users.byIdentifier("anna" + x)).isEmpty();

        assertThat(root.submit("/reauthenticate", Map.of("password", PASSWORD)).location())
                .isEqualTo(sent.location());
        assertThat(Visitor.filled(root.get(sent.location()), sent.location(), Map.of()))
                .containsEntry("invite", "true");
        root.submit(sent.location(), Map.of());
        assertThat(users.byIdentifier("anna" + x)).isPresent();
    }

    @Test
    void anotherAdministratorsFileIsNotThereAndADiscardedOneIsGone() {
        Answer sent = upload("username\nanna%1$s\n");
        assertThat(administrator("second" + x).get(sent.location()).status()).isEqualTo(404);

        assertThat(root.submit(sent.location(), sent.location() + "/cancel", Map.of())
                        .location())
                .isEqualTo("/users");
        assertThat(root.get(sent.location()).status()).isEqualTo(404);
    }

    @Test
    void case115_whatAFileHoldsIsShownAsText() {
        Answer refused = upload("username,name\n<img src=x onerror=alert(1)>,<script>alert(1)</script>\n");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("&lt;img").doesNotContain("<img", "<script>alert");
    }

    private Answer upload(String file) {
        return root.upload(PAGE, bytes(String.format(file, x)));
    }

    private Visitor administrator(String name) {
        User user = user(name, Role.ADMINISTRATOR, null);
        return signedIn(user.username(), PASSWORD);
    }

    private List<String> actions(String subject) {
        return jdbc.sql("select action from audit_line where subject = ? order by id")
                .param(subject)
                .query(String.class)
                .list();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
