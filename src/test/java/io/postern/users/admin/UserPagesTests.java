package io.postern.users.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.postern.net.EmailAddress;
import io.postern.testing.MockMvcTest;
import io.postern.testing.OnH2;
import io.postern.testing.People;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import io.postern.users.Users;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@MockMvcTest
class UserPagesTests implements OnH2 {

    @Autowired
    private MockMvcTester http;

    @Autowired
    private Users users;

    @Autowired
    private JdbcClient jdbc;

    private User admin;

    @BeforeEach
    void anAdministrator() {
        jdbc.sql("delete from users").update();
        UUID id = users.create(new UserData("admin", null, "Admin", Role.ADMINISTRATOR, null))
                .id();
        users.changePasswordHash(id, "hash");
        admin = users.byId(id).orElseThrow();
    }

    @Test
    void marksUnreachableAndPendingUsers() {
        users.create(new UserData("berta", new EmailAddress("b@corp.example"), "Berta", Role.USER, null));
        assertThat(show("/users"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "berta", "b@corp.example", "data-badge=\"unreachable\"", "data-badge=\"pending\"", "Users: 2");
        assertThat(show("/users?q=nobody")).bodyText().contains("No matches.");
        assertThat(show("/users?q=berta&role=USER&status=PENDING&sort=-lastSignInAt&after=x"))
                .bodyText()
                .contains("aria-sort=\"descending\"", "berta")
                .doesNotContain(">admin</a>");
        assertThat(show("/users?q=%7Bq%7D&role=x&status=y&sort=z&before=-1&after=00000000-0000-0000-0000-000000000000"))
                .hasStatusOk();
    }

    @Tag("case-115")
    @Test
    void namesAreShownAsText() {
        users.create(new UserData("carl", null, "<img src=x onerror=alert(1)>", Role.USER, null));
        assertThat(show("/users")).bodyText().contains("&lt;img").doesNotContain("<img");
    }

    @Test
    void aUserIsAddedAndFoundInTheTable() {
        assertThat(send("/users", Map.of("username", "dora", "email", "d@corp.example", "role", "OPERATOR")))
                .hasStatus(303)
                .hasRedirectedUrl("/users");
        User dora = users.byIdentifier("d@corp.example").orElseThrow();
        assertThat(dora.displayName()).isEqualTo("dora");
        assertThat(dora.role()).isEqualTo(Role.OPERATOR);
        assertThat(dora.isPending()).isTrue();
    }

    @Test
    void whatIsRefusedStaysAsTyped() {
        assertRefused(Map.of("username", "", "role", "USER"), "username");
        assertRefused(Map.of("username", "x".repeat(65), "role", "USER"), "username");
        assertRefused(Map.of("username", "a b", "role", "USER"), "username");
        assertRefused(Map.of("username", "a\u202eb", "role", "USER"), "username");
        assertRefused(Map.of("username", "a\u3164", "role", "USER"), "username");
        assertRefused(Map.of("username", "..", "role", "USER"), "username");
        assertRefused(Map.of("username", "\u0301a", "role", "USER"), "username");
        assertRefused(Map.of("username", "a@corp.example", "role", "USER"), "username");
        assertRefused(Map.of("username", "System", "role", "USER"), "username");
        assertRefused(Map.of("username", "ADMIN", "role", "USER"), "username");
        assertRefused(Map.of("username", "e", "role", "USER", "email", "šdmin@corp.example"), "email");
        assertRefused(Map.of("username", "e", "role", "USER", "email", "a@corp.example,b@corp.example"), "email");
        assertRefused(Map.of("username", "e", "role", "OWNER"), "role");
        assertRefused(Map.of("username", "e"), "role");
        assertRefused(Map.of("username", "e", "role", "USER", "language", "fr"), "language");
        assertRefused(Map.of("username", "e", "role", "USER", "displayName", "a\nb"), "displayName");
        assertThat(users.byIdentifier("e")).isEmpty();
    }

    @Test
    void theOwnAddressMayBeTheUsername() {
        assertThat(send("/users", Map.of("username", "F@corp.example", "email", "f@Corp.example", "role", "USER")))
                .hasStatus(303);
    }

    @Test
    void aUserIsEditedDisabledEnabledAndDeleted() {
        UUID id = users.create(new UserData("gerd", null, "Gerd", Role.USER, null))
                .id();
        String page = "/users/" + id;
        assertThat(show(page)).hasStatusOk().bodyText().contains("data-warning=\"no-address\"", "Gerd");
        assertThat(send(page, Map.of("username", "gerda", "role", "USER", "language", "de")))
                .hasStatus(303);
        for (String version : new String[] {"0", "no version"}) {
            assertThat(send(page, Map.of("username", "late", "role", "USER", "version", version)))
                    .hasStatus(422)
                    .bodyText()
                    .contains("data-error-for=\"version\"", "value=\"late\"");
        }
        assertThat(send(page + "/disable", Map.of())).hasStatus(303);
        assertThat(users.byIdentifier("gerda").orElseThrow().isDisabled()).isTrue();
        assertThat(show(page)).bodyText().contains("data-badge=\"disabled\"", page + "/enable");
        assertThat(send(page + "/enable", Map.of())).hasStatus(303);
        assertThat(send(page + "/delete", Map.of())).hasStatus(303);
        assertThat(show(page)).hasStatus(404);
        assertThat(show("/users/1")).hasStatus(404);
    }

    @Test
    void theLastAdministratorCantBeLost() {
        String page = "/users/" + admin.id();
        assertThat(send(page, Map.of("username", "admin", "role", "USER")))
                .hasStatus(422)
                .bodyText()
                .contains("data-error-for=\"role\"");
        for (String action : new String[] {"/disable", "/delete"}) {
            assertThat(send(page + action, Map.of())).hasStatus(422).bodyText().contains("data-error-for=\"form\"");
        }
        assertThat(users.byId(admin.id())).isPresent();
    }

    @Test
    void eachRoleStartsWhereItsWorkIs() {
        assertThat(http.perform(get("/").with(People.somebody(Role.ADMINISTRATOR))))
                .hasRedirectedUrl("/overview");
        assertThat(http.perform(get("/").with(People.somebody(Role.OPERATOR)))).hasRedirectedUrl("/overview");
        assertThat(http.perform(get("/").with(People.somebody(Role.USER)))).hasRedirectedUrl("/profile");
    }

    private void assertRefused(Map<String, String> form, String field) {
        assertThat(send("/users", form))
                .as("%s", form)
                .hasStatus(422)
                .bodyText()
                .contains("data-error-for=\"" + field + "\"");
    }

    private MvcTestResult show(String path) {
        return http.perform(get(java.net.URI.create(path)).with(People.as(admin)));
    }

    private MvcTestResult send(String path, Map<String, String> form) {
        var request = post(path).with(People.as(admin)).with(csrf());
        form.forEach(request::param);
        return http.perform(request);
    }
}
