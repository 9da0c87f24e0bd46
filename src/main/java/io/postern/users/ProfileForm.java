package io.postern.users;

import org.jspecify.annotations.Nullable;

/** One's own data as typed. */
record ProfileForm(String displayName, String language) {

    ProfileForm(@Nullable String displayName, @Nullable String language) {
        this.displayName = displayName == null ? "" : displayName.strip();
        this.language = language == null ? "" : language.strip();
    }
}
