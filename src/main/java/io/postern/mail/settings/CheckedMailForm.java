package io.postern.mail.settings;

/**
 * A form without errors.
 *
 * @param certificatesDropped whether stored certificates, left in the form, were dropped since they belonged to another host
 * @param disconnects whether the consent of a connected account is to be forgotten, whatever else stays as it was
 */
public record CheckedMailForm(
        MailSettingsValues values, SecretChange secret, boolean certificatesDropped, boolean disconnects) {}
