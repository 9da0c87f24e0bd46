package io.postern.signin.setup;

/** The setup page's form. A field that is missing is blank. */
record SetupForm(
        String token,
        String username,
        String email,
        String displayName,
        String password,
        String passwordConfirmation,
        String publicUrl) {

    /** Without the token and the passwords. */
    @Override
    public String toString() {
        return "SetupForm[" + username + "]";
    }
}
