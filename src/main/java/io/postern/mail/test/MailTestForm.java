package io.postern.mail.test;

import org.jspecify.annotations.Nullable;

/**
 * The fields of the test besides the settings.
 *
 * @param recipient the address that gets the test mail
 * @param testId names the stream over which the page follows the test, or blank
 */
public record MailTestForm(String recipient, String testId) {

    public MailTestForm(@Nullable String recipient, @Nullable String testId) {
        this.recipient = recipient == null ? "" : recipient;
        this.testId = testId == null ? "" : testId;
    }
}
