package io.postern.mail;

/**
 * The client secret of the stored mail settings is no cause for worry, whether it was one before or not: it has more than three weeks
 * left, has no day, or is not used. Published every hour, and when the settings are saved.
 */
public record OAuthSecretRenewed() {}
