package io.postern.mail.providers;

import org.jspecify.annotations.Nullable;

/**
 * What to do about a failure, in the words for these settings.
 *
 * @param text message key
 * @param provider the provider at whose server it happened, if it is cured there and the provider is known; else null
 */
public record Advice(String text, @Nullable Provider provider) {}
