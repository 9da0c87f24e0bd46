package io.postern.mail;

/**
 * The client secret of the stored mail settings does not end soon: it has more than three weeks left, has no last day, or is not used.
 * Published every hour, and when the settings are saved.
 */
public record OAuthSecretRenewed() {}
