package io.postern.signin.setup;

import org.jspecify.annotations.Nullable;

/** The setup page's form. A field that is missing is blank. */
record SetupForm(
        String token,
        String username,
        String email,
        String displayName,
        String password,
        String passwordConfirmation,
        String publicUrl) {

    SetupForm(
            @Nullable String token,
            @Nullable String username,
            @Nullable String email,
            @Nullable String displayName,
            @Nullable String password,
            @Nullable String passwordConfirmation,
            @Nullable String publicUrl) {
        this.token = typed(token);
        this.username = typed(username);
        this.email = typed(email);
        this.displayName = typed(displayName);
        this.password = typed(password);
        this.passwordConfirmation = typed(passwordConfirmation);
        this.publicUrl = typed(publicUrl);
    }

    private static String typed(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** Without the token and the passwords. */
    @Override
    public String toString() {
        return "SetupForm[" + username + "]";
    }
}
