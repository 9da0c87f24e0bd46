package io.postern.users.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.postern.testing.MockMvcTest;
import io.postern.testing.OnH2;
import io.postern.testing.People;
import io.postern.users.Role;
import io.postern.users.SignedInUser;
import io.postern.users.User;
import io.postern.users.UserData;
import io.postern.users.Users;
import jakarta.servlet.http.Cookie;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@MockMvcTest
class ProfileTests implements OnH2 {

    private static final String OLD = "the old words of anna's own";
    private static final String NEW = "correct horse battery staple";

    @Autowired
    private MockMvcTester http;

    @Autowired
    private Users users;

    @Autowired
    private PasswordEncoder passwords;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private FindByIndexNameSessionRepository<?> sessions;

    private User anna;

    @BeforeEach
    void anna() {
        jdbc.sql("delete from users").update();
        jdbc.sql("delete from rate_limit").update();
        jdbc.sql("delete from spring_session").update();
        UUID id = users.create(new UserData("anna", null, "Ms Berg", Role.USER, Locale.ENGLISH))
                .id();
        users.changePasswordHash(id, users.encode(OLD));
        anna = users.byId(id).orElseThrow();
    }

    @Test
    void nameAndLanguageAreOnesOwnToChange() {
        assertThat(http.perform(get("/profile").with(People.as(anna))))
                .hasStatusOk()
                .bodyText()
                .contains("Ms Berg", "name=\"currentPassword\"", "At least 15 characters");
        assertThat(http.perform(post("/profile")
                        .param("displayName", "Frau Berg")
                        .param("language", "de")
                        .with(People.as(anna))
                        .with(csrf())))
                .hasStatus(303);
        User now = users.byId(anna.id()).orElseThrow();
        assertThat(now.displayName()).isEqualTo("Frau Berg");
        assertThat(now.language()).contains(Locale.GERMAN);
        assertThat(now.credentialVersion()).isEqualTo(anna.credentialVersion());
    }

    @Test
    void fieldsThatAreNotOnesOwnAreNotBound() {
        http.perform(post("/profile")
                .param("displayName", "Anna")
                .param("role", "ADMINISTRATOR")
                .param("username", "root")
                .with(People.as(anna))
                .with(csrf()));
        assertThat(users.byId(anna.id()).orElseThrow().role()).isEqualTo(Role.USER);
        assertThat(users.byIdentifier("root")).isEmpty();
    }

    @Test
    void switchesTheLanguageAndLeadsBack() {
        assertThat(http.perform(post("/language")
                        .param("language", "de")
                        .param("back", "/profile?x=1")
                        .with(People.as(anna))
                        .with(csrf())))
                .hasStatus(303)
                .hasRedirectedUrl("/profile?x=1");
        assertThat(users.byId(anna.id()).orElseThrow().language()).contains(Locale.GERMAN);
    }

    @Test
    void aVisitorsLanguageHoldsBeforeTheSignIn() {
        MvcTestResult chosen = http.perform(post("/language")
                .param("language", "de")
                .param("back", "/login")
                .with(csrf()));
        assertThat(chosen).hasStatus(303).hasRedirectedUrl("/login");
        Cookie cookie = Objects.requireNonNull(chosen.getResponse().getCookie("language"));
        assertThat(http.get().uri("/login").cookie(cookie).header("Accept-Language", "en"))
                .bodyText()
                .contains("lang=\"de\"", "Passwort vergessen?");
        assertThat(http.get().uri("/login").cookie(new Cookie("language", "xx")).header("Accept-Language", "en"))
                .bodyText()
                .contains("lang=\"en\"");
    }

    @Test
    void aNewPasswordNeedsTheOldOneAndTheRules() {
        assertThat(change("wrong", NEW, NEW)).hasStatus(422).bodyText().contains("data-error-for=\"currentPassword\"");
        assertThat(change(OLD, "short", "short")).hasStatus(422).bodyText().contains("data-error-for=\"password\"");
        assertThat(change(OLD, NEW, NEW + " "))
                .hasStatus(422)
                .bodyText()
                .contains("data-error-for=\"passwordConfirmation\"")
                .doesNotContain(NEW);
        assertThat(passwords.matches(OLD, hash())).isTrue();
        assertThat(change(OLD, NEW, NEW)).hasStatus(303);
        assertThat(passwords.matches(NEW, hash())).isTrue();
    }

    @Test
    void theOwnSessionGoesOnWithTheNewCredentialVersion() {
        assertThat(change(OLD, NEW, NEW)).hasStatus(303);
        assertThat(sessions.findByPrincipalName(anna.id().toString()).values())
                .singleElement()
                .extracting(session -> session.<SecurityContext>getAttribute("SPRING_SECURITY_CONTEXT"))
                .extracting(context -> context.getAuthentication().getPrincipal())
                .isEqualTo(SignedInUser.of(users.byId(anna.id()).orElseThrow()));
    }

    @Test
    void theOldPasswordCantBeGuessedHere() {
        for (int i = 0; i < 10; i++) {
            change("wrong", NEW, NEW);
        }
        assertThat(change(OLD, NEW, NEW)).hasStatus(422).bodyText().contains("15 min");
    }

    private String hash() {
        return users.byId(anna.id()).orElseThrow().passwordHash().orElseThrow();
    }

    private MvcTestResult change(String current, String password, String confirmation) {
        return http.perform(post("/profile/password")
                .param("currentPassword", current)
                .param("password", password)
                .param("passwordConfirmation", confirmation)
                .with(People.as(users.byId(anna.id()).orElseThrow()))
                .with(csrf()));
    }
}
