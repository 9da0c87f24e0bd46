package io.postern.users.admin;

import io.postern.users.Role;
import io.postern.users.User;
import org.jspecify.annotations.Nullable;

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

    private static String typed(@Nullable String value) {
        return value == null ? "" : value;
    }
}
