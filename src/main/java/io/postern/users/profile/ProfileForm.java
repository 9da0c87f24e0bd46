package io.postern.users.profile;

import io.postern.users.User;
import org.jspecify.annotations.Nullable;

/**
 * The user's own data as typed.
 *
 * @param email null if a script leaves it out; then the address stays
 */
record ProfileForm(String displayName, @Nullable String email, String language) {

    static ProfileForm of(User user) {
        return new ProfileForm(
                user.displayName(),
                user.email().map(address -> address.value()).orElse(""),
                user.language().map(language -> language.toLanguageTag()).orElse(""));
    }
}
