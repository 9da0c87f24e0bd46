package io.postern.mailsettings;

/**
 * A form without errors.
 *
 * @param certificatesDropped whether stored certificates, left in the form, were dropped since they belonged to another host
 */
record CheckedMail(MailValues values, Secret secret, boolean certificatesDropped) {}
