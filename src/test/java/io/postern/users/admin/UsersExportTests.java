package io.postern.users.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.net.EmailAddress;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;

/** The list of users as a file. */
class UsersExportTests extends ApplicationTest {

    @Autowired
    private UsersController controller;

    private static final String TITLES =
            "\uFEFF\"username\",\"email\",\"displayName\",\"role\",\"language\",\"disabled\",\"pending\",\"createdAt\",\"lastSignInAt\",\"mailRefused\",\"invitedAt\",\"invitationExpiresAt\"";

    @Test
    void theFileHoldsWhomTheFiltersName() {
        users.create(new UserData("exported", new EmailAddress("e@corp.example"), "Ex \"P\"", Role.OPERATOR, null));
        Visitor root = administrator();
        Visitor.Answer page = root.get("/users?q=exported&role=OPERATOR");
        Visitor.Answer file = root.get(page.page().select("a[download]").attr("href"));

        assertThat(file.response().headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/csv");
        List<String> lines = file.body().lines().toList();
        assertThat(lines).hasSize(2).first().isEqualTo(TITLES);
        assertThat(lines.get(1))
                .startsWith(
                        "\"exported\",\"e@corp.example\",\"Ex \"\"P\"\"\",\"OPERATOR\",\"\",\"false\",\"true\",\"20");
        assertThat(jdbc.sql("select details from audit_line where action = 'users.audit.exported'")
                        .query(String.class)
                        .list())
                .contains("q=exported\nrole=OPERATOR");
    }

    @Test
    void exportsNoFormulaAndImportsItBack() {
        String name = "=HYPERLINK(\"https://evil.example\")";
        users.create(new UserData("-formula", null, name, Role.USER, Locale.GERMAN));
        Visitor root = administrator();
        String file = root.get("/users.csv?q=formula").body();

        assertThat(file.lines().skip(1).findFirst().orElseThrow()).startsWith("\"'-formula\",\"\",\"'=HYPERLINK(");
        users.delete(users.byIdentifier("-formula").orElseThrow().id());
        Visitor.Answer sent = root.upload("/users/import", file.getBytes(StandardCharsets.UTF_8));
        root.submit(sent.location(), Map.of());

        User again = users.byIdentifier("-formula").orElseThrow();
        assertThat(again.displayName()).isEqualTo(name);
        assertThat(again.language()).contains(Locale.GERMAN);
    }

    @Test
    void moreThanOneBatchIsWrittenWholeAndInOrder() {
        people(2500);
        List<String> names = administrator()
                .get("/users.csv?q=batch&sort=-username")
                .body()
                .lines()
                .skip(1)
                .map(line -> line.substring(1, 11))
                .toList();

        assertThat(names).hasSize(2500).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void continuesTheFileWhenAUserIsDeleted() throws Exception {
        for (String order : List.of("username", "displayName", "email", "role", "lastSignInAt")) {
            people(1500);
            assertThat(fileWhileOneIsDeleted(order).lines().skip(1))
                    .hasSize(1500)
                    .doesNotHaveDuplicates();
            forgetThem();
        }
    }

    private String fileWhileOneIsDeleted(String order) throws Exception {
        StringWriter file = new StringWriter();
        MockHttpServletResponse response = new MockHttpServletResponse() {
            @Override
            public PrintWriter getWriter() {
                return new PrintWriter(file) {
                    @Override
                    public void write(String line) {
                        super.write(line);
                        if (line.contains("batch01000")) {
                            jdbc.sql("delete from users where username = 'batch01000'")
                                    .update();
                        }
                    }
                };
            }
        };
        controller.export(Map.of("q", "batch", "sort", order), response);
        return file.toString();
    }

    private void people(int count) {
        jdbc.sql(
                        """
                        insert into users (id, username, display_name, role, credential_version, disabled, created_at,
                            search_text, pending, reachable, version)
                        select random_uuid(), 'batch' || lpad(x, 5, '0'), 'B', 'USER', 0, false, current_timestamp, 'batch',
                            true, false, 0
                        from system_range(1, ?)
                        """)
                .param(count)
                .update();
    }

    @AfterEach
    void forgetThem() {
        jdbc.sql("delete from users where search_text = 'batch'").update();
    }

    @Tag("case-54")
    @Test
    void administratorsAloneGetIt() {
        assertThat(signedIn(user(Role.OPERATOR).username(), PASSWORD)
                        .get("/users.csv")
                        .status())
                .isEqualTo(403);
        assertThat(visitor().get("/users.csv").location()).isEqualTo("/login");
    }
}
