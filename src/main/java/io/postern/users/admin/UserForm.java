package io.postern.users.admin;

import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import io.postern.users.UserRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** A user as an administrator typed it. */
record UserForm(String username, String email, String displayName, String role, String language, String version) {

    UserForm(
            @Nullable String username,
            @Nullable String email,
            @Nullable String displayName,
            @Nullable String role,
            @Nullable String language,
            @Nullable String version) {
        this.username = typed(username);
        this.email = typed(email);
        this.displayName = typed(displayName);
        this.role = typed(role);
        this.language = typed(language);
        this.version = typed(version);
    }

    static UserForm blank() {
        return new UserForm("", "", "", Role.USER.name(), "", "");
    }

    static UserForm of(User user) {
        return new UserForm(
                user.username(),
                user.email().map(address -> address.value()).orElse(""),
                user.displayName(),
                user.role().name(),
                user.language().map(language -> language.toLanguageTag()).orElse(""),
                Long.toString(user.version()));
    }

    /** What was typed, if it is right; else the errors tell what is wrong. */
    Optional<UserData> check(UserRules rules, Errors errors) {
        return rules.read(username, email, displayName, role, language, errors);
    }

    private static String typed(@Nullable String value) {
        return value == null ? "" : value;
    }
}
