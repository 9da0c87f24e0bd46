package io.postern.mail;

import java.time.LocalDate;

/**
 * The client secret of a mail server ends within three weeks, or has ended, by the date that an administrator entered.
 * Published at most once a day, over all instances; outside of any transaction.
 *
 * @param server the id of its settings
 * @param name of the server: host and port
 * @param clientId whose secret it is
 * @param lastDay on which it is valid
 */
public record OAuthSecretExpiring(int server, String name, String clientId, LocalDate lastDay) {}
