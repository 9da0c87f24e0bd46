package io.postern.mail;

/**
 * Somebody saved the settings of a mail server, changed or not. What could not be sent may be tried again.
 *
 * @param server its id
 */
public record MailSettingsSaved(int server) {}
