package io.postern.users.profile;

import org.jspecify.annotations.Nullable;

/** A change of the user's own password, exactly as typed. */
record PasswordForm(String currentPassword, String password, String passwordConfirmation) {

    PasswordForm(@Nullable String currentPassword, @Nullable String password, @Nullable String passwordConfirmation) {
        this.currentPassword = currentPassword == null ? "" : currentPassword;
        this.password = password == null ? "" : password;
        this.passwordConfirmation = passwordConfirmation == null ? "" : passwordConfirmation;
    }

    static PasswordForm blank() {
        return new PasswordForm("", "", "");
    }

    /** Keeps passwords out of logs. */
    @Override
    public String toString() {
        return "PasswordForm";
    }
}
