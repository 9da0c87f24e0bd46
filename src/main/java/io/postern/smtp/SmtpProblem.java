package io.postern.smtp;

import java.util.Locale;

/** Everything that can go wrong, as a closed vocabulary: page, delivery log, API and metrics carry its codes. */
public enum SmtpProblem {
    UNEXPECTED;

    /** The stable code, such as {@code starttls-not-offered}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
