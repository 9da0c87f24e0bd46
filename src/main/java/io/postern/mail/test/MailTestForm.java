package io.postern.mail.test;

import org.jspecify.annotations.Nullable;

/**
 * What the test asks for beyond the settings.
 *
 * @param recipient who gets the test mail
 * @param testId names the stream over which the page follows the test, or blank
 */
public record MailTestForm(String recipient, String testId) {

    public MailTestForm(@Nullable String recipient, @Nullable String testId) {
        this.recipient = recipient == null ? "" : recipient;
        this.testId = testId == null ? "" : testId;
    }
}
