package io.postern.mail.test;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the last test ended.
 *
 * @param outcome {@code accepted}, or the code of the problem
 * @param settingsCode recognises the settings that were tested; null when there was no key to make it with
 */
record LastTestResult(Instant at, String outcome, @Nullable String settingsCode) {

    static final String ACCEPTED = "accepted";
}
