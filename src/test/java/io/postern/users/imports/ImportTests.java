package io.postern.users.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.AtOnce;
import io.postern.testing.Visitor;
import io.postern.testing.Visitor.Answer;
import io.postern.users.Role;
import io.postern.users.User;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** A file is previewed and imported. */
abstract class ImportTests extends ImportFixture {

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
        assertThat(actions("3")).contains("users.imports.audit.imported");
    }

    @Test
    void rolesAndLanguagesMayBeWrittenAsPagesCallThem() {
        Answer sent = upload(
                "Benutzername;Rolle;Sprache\nanna%1$s;Benutzer;Deutsch\nbert%1$s;operator;english\nc%1$s;user;German\n");
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        root.submit(sent.location(), Map.of());
        User anna = users.byIdentifier("anna" + x).orElseThrow();
        assertThat(anna.role()).isEqualTo(Role.USER);
        assertThat(anna.language()).contains(Locale.GERMAN);
        assertThat(users.byIdentifier("bert" + x).orElseThrow().language()).contains(Locale.ENGLISH);
        assertThat(users.byIdentifier("c" + x).orElseThrow().language()).contains(Locale.GERMAN);
    }

    @Test
    void reportsAnImportThatIsAlreadyDone() {
        Answer sent = upload("username\nanna%1$s\n");
        Map<String, String> form = Visitor.filled(root.get(sent.location()), sent.location(), Map.of());
        root.post(sent.location(), form);

        for (Answer late : List.of(root.post(sent.location(), form), root.get(sent.location()))) {
            assertThat(late.status()).isEqualTo(404);
            assertThat(late.page().select("h1").text()).isEqualTo("This import is finished");
            assertThat(late.page().select("main a").eachAttr("href")).contains("/users", "/users/import");
        }
        root.with("Accept-Language", "de");
        assertThat(root.get(sent.location()).page().select("h1").text()).isEqualTo("Dieser Import ist abgeschlossen");
    }

    @Test
    void invitesThoseWithAnAddressOnRequest() {
        Answer sent = upload("username;email\nanna%1$s;anna%1$s@corp.example\nbert%1$s;\n");
        root.submit(sent.location(), Map.of("invite", "true"));
        deliver();

        assertThat(smtp.accepted()).hasSize(1);
        Visitor anna = visitor();
        anna.get(link(smtp.acceptedFor("anna" + x + "@corp.example").get(0)));
        anna.submit("/invitation", Map.of("password", NEW_PASSWORD, "passwordConfirmation", NEW_PASSWORD));
        signedIn("anna" + x, NEW_PASSWORD);
    }

    @Test
    void refusesAllWhenANameWasTakenMeanwhile() {
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
        List<Integer> statuses = AtOnce.all(Collections.nCopies(4, adding(root, sent)));

        assertThat(statuses).containsOnlyOnce(303).allMatch(status -> List.of(303, 404, 422)
                .contains(status));
        assertThat(jdbc.sql("select count(*) from users where username like ?")
                        .param("%" + x)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void importsOneOfTwoFilesWithTheSameName() throws Exception {
        Visitor other = administrator("second" + x);
        Answer one = upload("username\nanna%1$s\nonly-one%1$s\n");
        Answer two = other.upload(PAGE, bytes(String.format("username\nonly-two%1$s\nanna%1$s\n", x)));

        assertThat(AtOnce.all(List.of(adding(root, one), adding(other, two)))).containsExactlyInAnyOrder(303, 422);
        assertThat(users.byIdentifier("only-one" + x).isPresent())
                .isNotEqualTo(users.byIdentifier("only-two" + x).isPresent());
    }

    /** The click on the preview that is open, and its status. */
    private static Callable<Integer> adding(Visitor visitor, Answer sent) {
        Map<String, String> form = Visitor.filled(visitor.get(sent.location()), sent.location(), Map.of());
        return () -> visitor.post(sent.location(), form).status();
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
    void hidesOthersFilesAndDiscardedOnes() {
        Answer sent = upload("username\nanna%1$s\n");
        assertThat(administrator("second" + x).get(sent.location()).status()).isEqualTo(404);

        assertThat(root.submit(sent.location(), sent.location() + "/cancel", Map.of())
                        .location())
                .isEqualTo("/users");
        assertThat(root.get(sent.location()).status()).isEqualTo(404);
    }

    private List<String> actions(String subject) {
        return jdbc.sql("select action from audit_line where subject = ? order by id")
                .param(subject)
                .query(String.class)
                .list();
    }
}
