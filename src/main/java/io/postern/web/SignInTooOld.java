package io.postern.web;

/** The password has to be typed again before this may be done. */
public final class SignInTooOld extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String page;

    SignInTooOld(String page) {
        super("the last sign-in is too long ago", null, false, false);
        this.page = page;
    }

    /** The path that shows the form again. */
    public String page() {
        return page;
    }
}
