package io.postern.database;

/** Postern can't work with what it was started with. The log says what is wrong and what to do, without a stack trace. */
public class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * Both are for the operator.
     *
     * @param description what is wrong
     * @param action what to do
     */
    public StartRefused(String description, String action) {
        super(description);
        this.action = action;
    }

    public String action() {
        return action;
    }
}
