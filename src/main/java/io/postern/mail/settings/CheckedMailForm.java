package io.postern.mail.settings;

/**
 * A form without errors.
 *
 * @param certificatesDropped whether stored certificates, left in the form, were dropped because they belong to another host
 * @param disconnects whether the consent of a connected account is to be forgotten
 */
public record CheckedMailForm(
        MailSettingsValues values, SecretChange secret, boolean certificatesDropped, boolean disconnects) {

    /** What becomes of the stored secret. */
    public sealed interface SecretChange {}

    /** The stored one stays, and is used. */
    public record Keep() implements SecretChange {}

    /** This one takes its place. The text form does not tell it. */
    public record Replace(String secret) implements SecretChange {
        @Override
        public String toString() {
            return "Replace";
        }
    }

    /** There is none any more. */
    public record Drop() implements SecretChange {}
}
