package io.postern.mail;

import java.time.LocalDate;

/** How long the client secret of a mail server is valid. */
public interface OAuthSecret {

    /**
     * It ends within three weeks, or has ended, by the date that an administrator entered. Published at most once a day, over all
     * instances; outside of any transaction.
     *
     * @param server the id of its settings
     * @param name of the server: host and port
     * @param clientId whose secret it is
     * @param lastDay on which it is valid
     */
    record Expiring(int server, String name, String clientId, LocalDate lastDay) {}

    /**
     * It does not end soon: it has more than three weeks left, has no last day, or is not used. Published every hour, when the settings
     * are saved, and when the server is removed.
     *
     * @param server the id of its settings
     */
    record Renewed(int server) {}
}
