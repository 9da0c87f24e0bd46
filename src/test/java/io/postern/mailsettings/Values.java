package io.postern.mailsettings;

import java.time.Duration;

final class Values {

    private Values() {}

    /** As the migration makes the row. */
    static MailValues initial() {
        Duration ten = Duration.ofSeconds(10);
        return new MailValues(
                false,
                false,
                true,
                null,
                null,
                null,
                null,
                null,
                TlsMode.AUTO,
                null,
                null,
                null,
                ten,
                ten,
                2,
                null,
                false,
                null,
                AuthMethod.AUTO,
                null);
    }
}
