package io.postern.users;

/** The username or address, in canonical form, is another user's username or address. Nothing was changed. */
public class IdentifierTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    IdentifierTaken(String field) {
        super(field + " is taken");
        this.field = field;
    }

    /** {@code username} or {@code email}. */
    public String field() {
        return field;
    }
}
