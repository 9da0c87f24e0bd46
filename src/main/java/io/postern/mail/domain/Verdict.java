package io.postern.mail.domain;

import java.util.Locale;

/** What a finding means for the mails, the best first. */
public enum Verdict {
    OK,
    /** Nothing is known, since the DNS did not answer or does not tell. */
    UNKNOWN,
    /** Some receivers may mind, or it will hurt later. */
    WARNING,
    /** Receivers are likely to refuse the mails, or to treat them as junk. */
    FAIL;

    /** The value of {@code data-verdict}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String messageKey() {
        return "mail.domain.verdict." + code();
    }
}
