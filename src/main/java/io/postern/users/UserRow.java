package io.postern.users;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user as the table shows them. */
record UserRow(
        UUID id,
        String username,
        String displayName,
        @Nullable String email,
        String roleKey,
        String languageKey,
        boolean disabled,
        boolean pending,
        @Nullable Instant lastSignInAt) {

    static UserRow of(User user) {
        return new UserRow(
                user.id(),
                user.username(),
                user.displayName(),
                user.email().map(address -> address.value()).orElse(null),
                user.role().messageKey(),
                user.language()
                        .map(language ->
                                language.getLanguage().equals("de") ? "users.language.de" : "users.language.en")
                        .orElse("users.language.browser"),
                user.isDisabled(),
                user.isPending(),
                user.lastSignInAt().orElse(null));
    }
}
