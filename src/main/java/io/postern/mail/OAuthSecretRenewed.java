package io.postern.mail;

/**
 * The client secret of a mail server does not end soon: it has more than three weeks left, has no last day, or is not used. Published
 * every hour, when the settings are saved, and when the server is removed.
 *
 * @param server the id of its settings
 */
public record OAuthSecretRenewed(int server) {}
