package io.postern.mail;

/** Whether mail can be sent with the settings as they are stored. */
public interface MailReadiness {

    /** Reads the settings from the database. It does not ask the server. */
    boolean isReady();
}
