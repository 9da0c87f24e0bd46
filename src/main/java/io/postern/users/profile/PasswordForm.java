package io.postern.users.profile;

/** A change of the user's own password, exactly as typed. */
record PasswordForm(String currentPassword, String password, String passwordConfirmation) {

    static PasswordForm blank() {
        return new PasswordForm("", "", "");
    }

    /** Keeps passwords out of logs. */
    @Override
    public String toString() {
        return "PasswordForm";
    }
}
