package io.postern.mail;

/** Somebody saved the mail settings, changed or not. What could not be sent may be tried again. */
public record MailSettingsSaved() {}
