package io.postern.installation;

import org.jspecify.annotations.Nullable;

/** The Security page as typed. */
record SecurityForm(String minimumPasswordLength, String version) {

    SecurityForm(@Nullable String minimumPasswordLength, @Nullable String version) {
        this.minimumPasswordLength = minimumPasswordLength == null ? "" : minimumPasswordLength;
        this.version = version == null ? "" : version;
    }
}
