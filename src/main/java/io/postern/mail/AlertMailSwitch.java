package io.postern.mail;

/** Whether alert e-mails are wanted. It is the one field of the mail settings that another page shows too. */
public interface AlertMailSwitch {

    /**
     * The present state.
     *
     * @param version grows whenever mail settings are saved
     */
    record State(boolean enabled, long version) {}

    /** Reads it from the database. */
    State state();

    /**
     * Switches alert mails on or off, in the caller's transaction.
     *
     * @param seen the state that the caller was shown
     * @return false when mail settings were saved since; then nothing was changed
     */
    boolean change(boolean enabled, State seen);
}
