package io.postern.mail;

/** Whether mail can be sent with the settings as they are stored. */
public interface MailReadiness {

    /** Reads them from the database. Says nothing of the server. */
    boolean isReady();
}
