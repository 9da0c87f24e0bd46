package io.postern.signin.setup;

import io.postern.installation.Installation;
import io.postern.users.PasswordProblem;
import io.postern.users.PasswordRules;
import io.postern.users.Role;
import io.postern.users.UserData;
import io.postern.users.UserRules;
import io.postern.users.Users;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.validation.MapBindingResult;

/**
 * While the installation is not set up, creates the administrator from the settings, or writes the link to the setup page into the log.
 */
@Component
class FirstStart {

    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);

    private final Installation installation;
    private final FirstAdministratorProperties given;
    private final SetupToken token;
    private final Setup setup;
    private final Users users;
    private final UserRules accounts;
    private final PasswordRules passwords;
    private final MessageSource messages;
    private final ServletContext servlets;

    FirstStart(
            Installation installation,
            FirstAdministratorProperties given,
            SetupToken token,
            Setup setup,
            Users users,
            UserRules accounts,
            PasswordRules passwords,
            MessageSource messages,
            ServletContext servlets) {
        this.installation = installation;
        this.given = given;
        this.token = token;
        this.setup = setup;
        this.users = users;
        this.accounts = accounts;
        this.passwords = passwords;
        this.messages = messages;
        this.servlets = servlets;
    }

    @EventListener
    void on(WebServerInitializedEvent started) {
        boolean ofManagement = started.getApplicationContext().getServerNamespace() != null;
        if (ofManagement || installation.isSetUp() || createGiven()) {
            return;
        }
        // A token that the operator chose is a secret, and does not belong in the log.
        log.info(
                "Not set up yet. Create the first administrator at {}/setup?token={}",
                address(
                        installation.current().publicUrl(),
                        started.getWebServer().getPort(),
                        servlets.getContextPath()),
                token.isGiven() ? "…" : token.value());
    }

    /** The public address, or one for somebody who reads the log on this machine. */
    static String address(@Nullable URI publicUrl, int port, String contextPath) {
        return publicUrl == null ? "http://localhost:" + port + contextPath : publicUrl.toString();
    }

    private boolean createGiven() {
        String username = given.username();
        String password = password();
        if (username == null || username.isBlank() || password == null || password.isBlank()) {
            return false;
        }
        String email = given.email() == null ? "" : given.email();
        MapBindingResult errors = new MapBindingResult(new HashMap<>(), "postern.admin");
        Optional<UserData> account = accounts.read(username, email, username, Role.ADMINISTRATOR.name(), "", errors);
        List<PasswordProblem> problems = passwords.check(password, username, email, username);
        if (account.isEmpty() || !problems.isEmpty()) {
            errors.getAllErrors().forEach(error -> explain(messages.getMessage(error, Locale.ENGLISH)));
            problems.forEach(
                    problem -> explain(messages.getMessage(problem.messageKey(), problem.args(), Locale.ENGLISH)));
            return false;
        }
        if (setup.complete(account.get(), users.encode(password), null)) {
            log.info("Created the administrator {} whom the process was given", username);
        }
        return true;
    }

    private static void explain(String reason) {
        log.error("The administrator given as postern.admin was not created: {}", reason);
    }

    private @Nullable String password() {
        // Compose files set variables that are empty.
        if (given.passwordFile() == null || given.passwordFile().toString().isBlank()) {
            return given.password();
        }
        try {
            return Files.readString(given.passwordFile()).strip();
        } catch (IOException e) {
            log.error("The file given as postern.admin.password-file can’t be read: {}", e.toString());
            return null;
        }
    }
}
