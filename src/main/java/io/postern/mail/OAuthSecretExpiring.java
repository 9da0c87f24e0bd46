package io.postern.mail;

import java.time.LocalDate;

/**
 * The client secret of the stored mail settings ends within three weeks, or has ended, by the date that an administrator entered.
 * Published at most once a day, over all instances; outside of any transaction.
 *
 * @param clientId whose secret it is
 * @param lastDay on which it is valid
 */
public record OAuthSecretExpiring(String clientId, LocalDate lastDay) {}
