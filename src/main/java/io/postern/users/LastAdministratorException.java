package io.postern.users;

/** The change would have left nobody who can administer the installation. Nothing was changed. */
public class LastAdministratorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LastAdministratorException() {
        super("the last administrator");
    }
}
